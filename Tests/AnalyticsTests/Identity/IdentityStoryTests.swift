import Expressions
import Testing

@testable import Analytics

/// People, devices and logins as they happen.
struct IdentityStoryTests {
    private func configuration(
        _ text: String = "shop: view > cart > buy within 100d", _ lateness: AnalyticsConfiguration.Lateness = .all
    ) throws -> AnalyticsConfiguration {
        var configuration = AnalyticsConfiguration(funnels: [try FunnelParser.parse(text)])
        configuration.lateness = lateness
        return configuration
    }

    private func event(
        _ second: Int64, _ name: String, _ user: String?, on device: String? = nil, alias: String? = nil
    ) -> ReferenceEvent {
        var event = ReferenceEvent(
            user: user ?? device ?? "", event: name, time: (1_700_000_000 + second) * 1_000_000, arrival: 0)
        event.isKnown = user != nil
        event.other = alias ?? (user == nil ? nil : device)
        event.isAlias = alias != nil
        return event
    }

    private func snapshot(
        _ events: [ReferenceEvent], _ configuration: AnalyticsConfiguration, keeping: Int? = nil
    ) throws -> Snapshot {
        var driver = try EngineDriver(configuration, tiesIds: true)
        if let keeping { driver.keepEvents(keeping) }
        for event in events { driver.add([event]) }
        return driver.snapshot()
    }

    private func counts(_ snapshot: Snapshot) -> [Int] { snapshot.funnels[0].steps.map(\.count) }

    @Test func `a visit without a name, a login and a purchase on another device are one user`() throws {
        let found = try snapshot(
            [
                event(0, "view", nil, on: "laptop"), event(10, "cart", nil, on: "laptop"),
                event(20, "login", "ann", on: "laptop"), event(90, "buy", "ann", on: "phone"),
            ], try configuration())
        #expect(found.users == 1)
        #expect(counts(found) == [1, 1, 1])
        #expect(found.source.identity == identity(stitched: 2))
    }

    private func identity(stitched: Int = 0, refused: Int = 0, approximate: Int = 0) -> IdentitySnapshot {
        var identity = IdentitySnapshot()
        identity.stitched = stitched
        identity.refusedAliases = refused
        identity.approximate = approximate
        return identity
    }

    @Test func `two people who share a tablet stay two, and its nameless events are the first one's`() throws {
        let found = try snapshot(
            [
                event(0, "view", nil, on: "tablet"), event(10, "login", "ann", on: "tablet"),
                event(20, "view", "bob", on: "tablet"), event(30, "cart", nil, on: "tablet"),
                event(40, "buy", "bob", on: "tablet"),
            ], try configuration())
        #expect(found.users == 2)
        #expect(counts(found) == [2, 1, 0])
        #expect(found.source.identity == identity(stitched: 1))
    }

    @Test func `a logout that names the next one's device late ties nobody together`() throws {
        // Ann's logout arrives from Bob's phone, which she had borrowed.
        let found = try snapshot(
            [
                event(0, "view", "ann", on: "laptop"), event(5, "view", "bob", on: "phone"),
                event(50, "logout", "ann", on: "phone"), event(60, "cart", nil, on: "phone"),
                event(70, "buy", nil, on: "laptop"),
            ], try configuration())
        #expect(found.users == 2)
        #expect(counts(found) == [2, 1, 0])
    }

    @Test func `an alias of a user who is known already is refused and counted once`() throws {
        let found = try snapshot(
            [
                event(0, "view", "ann"), event(1, "view", "bob"), event(2, "cart", "ann", alias: "bob"),
                event(3, "cart", "ann", alias: "bob"), event(4, "buy", "bob"),
                event(5, "view", "cid", alias: "old cid"), event(6, "cart", nil, on: "old cid"),
            ], try configuration())
        #expect(found.users == 3)
        #expect(counts(found) == [3, 2, 0])
        #expect(found.source.identity == identity(stitched: 1, refused: 1))
    }

    @Test func `an alias of a user who becomes known only later is taken back`() throws {
        var events = [
            event(0, "view", nil, on: "x"), event(1, "view", "ann"), event(2, "cart", "ann", alias: "x"),
            event(3, "buy", nil, on: "x"),
        ]
        let together = try snapshot(events, try configuration())
        #expect(together.users == 1)
        #expect(counts(together) == [1, 1, 1])
        events.append(event(4, "view", "x"))
        let apart = try snapshot(events, try configuration())
        #expect(apart.users == 2)
        #expect(counts(apart) == [2, 1, 0])
        #expect(apart.source.identity.stitched == 0)
        #expect(apart.source.identity.refusedAliases == 1)
    }

    @Test func `a link that arrives late counts from the beginning, and an earlier one takes the device away`() throws {
        var events = [
            event(0, "view", nil, on: "tablet"), event(50, "cart", "bob", on: "tablet"), event(60, "buy", "bob"),
        ]
        let bobs = try snapshot(events, try configuration())
        #expect(bobs.users == 1)
        #expect(counts(bobs) == [1, 1, 1])
        // Ann had been there before: arrives now.
        events.append(event(10, "login", "ann", on: "tablet"))
        let anns = try snapshot(events, try configuration())
        #expect(anns.users == 2)
        #expect(counts(anns) == [1, 0, 0])
        #expect(anns.source.identity.stitched == 1)
    }

    @Test func `a login weeks after the visits is exact, and near only where events of both are forgotten`() throws {
        let day: Int64 = 86_400
        let visits = [event(0, "view", nil, on: "laptop"), event(60, "view", "ann"), event(120, "cart", "ann")]
        let minute = AnalyticsConfiguration.Lateness.bounded(.seconds(60))
        func found(after days: Int64) throws -> Snapshot {
            try snapshot(
                visits + [event(days * day, "login", "ann", on: "laptop"), event(days * day + 1, "buy", "ann")],
                try configuration("shop: view > cart > buy within 100d", minute))
        }
        let kept = try found(after: 29)
        #expect(kept.users == 1)
        #expect(counts(kept) == [1, 1, 1])
        #expect(kept.source.identity == identity(stitched: 1))
        let forgotten = try found(after: 60)
        #expect(forgotten.users == 1)
        #expect(counts(forgotten) == [1, 1, 1])
        #expect(forgotten.source.identity.approximate == 0, "nothing is committed before the next event")
        let later = try snapshot(
            visits + [
                event(40 * day, "view", nil, on: "other"), event(60 * day, "login", "ann", on: "laptop"),
                event(60 * day + 1, "buy", "ann"),
            ], try configuration("shop: view > cart > buy within 100d", minute))
        #expect(later.users == 2)
        #expect(counts(later) == [2, 1, 1])
        #expect(later.source.identity == identity(stitched: 1, approximate: 1))
    }

    @Test func `a user seen in one variant on each of two devices is a conflicting one after the login`() throws {
        var definition = ExperimentDefinition(name: "button", factors: ["variant"])
        definition.goals = [GoalDefinition(name: "bought", kind: .conversion(ExperimentRow.step("buy")))]
        var configuration = AnalyticsConfiguration(funnels: [])
        configuration.experiments = [definition]
        func seen(_ second: Int64, _ variant: String, _ user: String?, _ device: String) -> ReferenceEvent {
            var event = event(second, "seen", user, on: device)
            event.properties["variant"] = variant
            return event
        }
        var events = [
            seen(0, "A", nil, "laptop"), seen(1, "B", "ann", "phone"), event(2, "buy", "ann", on: "phone"),
            seen(3, "A", "bob", "tablet"), seen(4, "B", "cid", "watch"),
        ]
        let apart = try #require(try snapshot(events, configuration).experiments.first)
        #expect(apart.arms.map(\.exposed) == [2, 2])
        events.append(event(9, "login", "ann", on: "laptop"))
        let together = try #require(try snapshot(events, configuration).experiments.first)
        #expect(together.arms.map(\.exposed) == [1, 1])
        #expect(together.goals.first?.arms.map(\.reached) == [0, 0])
    }

    @Test func `kept events stay inside their bound`() throws {
        var driver = try EngineDriver(
            try configuration("shop: view > cart > buy within 1h", .bounded(.seconds(60))), tiesIds: true)
        driver.keepEvents(200)
        driver.add((0..<400).map { event(Int64($0), "view", "u\($0 % 50)", on: "d\($0 % 70)") })
        let early = driver.memoryBytes
        for first in stride(from: 400, to: 4000, by: 400) {
            driver.add((first..<first + 400).map { event(Int64($0), "view", "u\($0 % 50)", on: "d\($0 % 70)") })
        }
        // The queue of what is to be forgotten has at most 8,192 places.
        #expect(driver.memoryBytes < early + 180_000)
    }

    @Test func `what was learnt of ids goes on counting for other definitions`() throws {
        var first = try EngineDriver(try configuration(), tiesIds: true)
        first.add([
            event(0, "view", nil, on: "laptop"), event(10, "login", "ann", on: "laptop"),
            event(20, "view", "bob", on: "laptop"),
        ])
        var second = try EngineDriver(try configuration("shop: cart > buy"), tiesIds: true)
        second.learnIdentity(of: first)
        #expect(second.snapshot().users == 0)
        second.add([event(30, "cart", nil, on: "laptop"), event(40, "buy", "ann"), event(50, "buy", "bob")])
        let found = second.snapshot()
        #expect(found.users == 2)
        #expect(counts(found) == [1, 1])
        #expect(second.ids(ofPersonWith: "laptop") == Set(["ann", "laptop"].map { BatchEncoder.hash($0) }))
        #expect(second.ids(ofPersonWith: "bob") == [BatchEncoder.hash("bob")])
        #expect(second.ids(ofPersonWith: "nobody") == [BatchEncoder.hash("nobody")])
    }
}
