import Testing

@testable import Analytics

/// One stream fed to an engine that puts ids together itself, and rewritten to an engine that never hears of ids.
struct IdentityTrial {
    /// What happened on the way, so that tests can tell that they tested something.
    struct Totals {
        var streams = 0
        var events = 0
        var joins = 0
        var partings = 0
        var refused = 0
        var aliasesRefused = 0
        var approximate = 0

        static func += (a: inout Totals, b: Totals) {
            a.streams += b.streams
            a.events += b.events
            a.joins += b.joins
            a.partings += b.partings
            a.refused += b.refused
            a.aliasesRefused += b.aliasesRefused
            a.approximate += b.approximate
        }
    }

    var configuration: AnalyticsConfiguration
    var batchSize = 1
    /// The input is read again instead of kept.
    var readsAgain = false
    /// Snapshots are compared after every batch, not at the end alone.
    var looksOften = true
    var requests: [SnapshotRequest] = [SnapshotRequest()]
    private(set) var totals = Totals()

    init(_ configuration: AnalyticsConfiguration) { self.configuration = configuration }

    var isRefused: Bool {
        do {
            _ = try AnalyticsPlan(configuration)
            return false
        } catch { return true }
    }

    mutating func differences(_ events: [ReferenceEvent]) throws -> [String] {
        totals = Totals()
        totals.streams = 1
        totals.events = events.count
        return readsAgain ? try differencesReadingAgain(events) : try differencesLive(events)
    }

    private mutating func differencesLive(_ events: [ReferenceEvent]) throws -> [String] {
        var driver = try EngineDriver(configuration, tiesIds: true)
        let looks = max(1, events.count / batchSize / 4)
        for start in stride(from: 0, to: events.count, by: batchSize) {
            let end = min(start + batchSize, events.count)
            driver.add(Array(events[start..<end]))
            guard looksOften && start / batchSize % looks == 0 || end == events.count else { continue }
            let found = try compare(&driver, Array(events[..<end]))
            if !found.isEmpty { return ["after \(end) of \(events.count) events"] + found }
        }
        note(driver.people, events)
        return []
    }

    private mutating func differencesReadingAgain(_ events: [ReferenceEvent]) throws -> [String] {
        var driver = try EngineDriver(configuration, canReadAgain: true, tiesIds: true)
        driver.readForIds(events)
        driver.read(events)
        let found = try compare(&driver, events)
        note(driver.people, events)
        return found
    }

    /// Feeds the stream to an engine that keeps next to nothing: whatever is near must still be possible.
    func forgetful(_ events: [ReferenceEvent], keeping count: Int, _ name: String) throws -> Totals {
        var totals = Totals()
        totals.streams = 1
        totals.events = events.count
        var driver = try EngineDriver(configuration, tiesIds: true)
        driver.keepEvents(count)
        for end in events.indices {
            driver.add([events[end]])
            let snapshot = driver.snapshot()
            guard let funnel = snapshot.funnels.first else { continue }
            totals.approximate = snapshot.source.identity.approximate
            #expect(snapshot.users >= 0 && snapshot.users <= Set(events.map(\.user)).count, "\(name)")
            let all = funnel.steps.flatMap { [$0.count, $0.dropped, $0.open, $0.lost, $0.excluded] }
            let actions = funnel.nextActions.map(\.users)
            let byValue = funnel.breakdowns.flatMap(\.values).flatMap(\.counts)
            let inTime = funnel.trend.buckets.flatMap(\.counts)
            #expect((all + actions + byValue + inTime).allSatisfy { $0 >= 0 }, "\(name) \(events[...end])")
            if configuration.funnels[0].counting == .unique, configuration.funnels[0].unitField == nil {
                #expect((funnel.steps.first?.count ?? 0) <= snapshot.users, "\(name) \(events[...end])")
            }
        }
        return totals
    }

    private mutating func note(_ people: IdentityGraph?, _ events: [ReferenceEvent]) {
        totals.joins = people?.joins ?? 0
        totals.partings = people?.partings ?? 0
        let reference = ReferenceIdentity(events)
        totals.refused = reference.refused
        totals.aliasesRefused = reference.refusedAliases
    }

    private func compare(_ driver: inout EngineDriver, _ events: [ReferenceEvent]) throws -> [String] {
        let reference = ReferenceIdentity(events)
        var plain = try EngineDriver(configuration)
        plain.add(reference.rewritten(events))
        var found: [String] = []
        for request in requests {
            let (snapshot, right) = (driver.snapshot(request), plain.snapshot(request))
            func expect<Value: Equatable>(_ name: String, _ right: Value, _ engine: Value) {
                if right != engine { found.append("\(name): reference \(right), engine \(engine)") }
            }
            expect("users", right.users, snapshot.users)
            expect("late", right.source.late, snapshot.source.late)
            expect("stitched", reference.stitched, snapshot.source.identity.stitched)
            expect("refused", reference.refusedAliases, snapshot.source.identity.refusedAliases)
            // Sessions that were put together are not taken apart again.
            if driver.people?.partings == 0 { expect("approximate", 0, snapshot.source.identity.approximate) }
            let mayBeMarked = driver.people?.partings != 0
            for (one, var other) in zip(right.funnels, snapshot.funnels) {
                if mayBeMarked {
                    other.isApproximate = false
                    for index in other.segments.indices { other.segments[index].isApproximate = false }
                }
                // Where nobody is left in a funnel, its grid still tells that somebody was.
                if !(one.trend.buckets + other.trend.buckets).contains(where: { $0.counts.contains { $0 > 0 } }) {
                    other.trend = one.trend
                }
                guard one != other else { continue }
                expect("counts", one.steps.map(\.count), other.steps.map(\.count))
                expect("steps", one.steps, other.steps)
                expect("next actions", one.nextActions, other.nextActions)
                expect("trend", one.trend, other.trend)
                expect("breakdowns", one.breakdowns, other.breakdowns)
                expect("segments", one.segments, other.segments)
                expect("histogram", one.histogram, other.histogram)
                expect("funnel", one, other)
            }
            for (one, var other) in zip(right.experiments, snapshot.experiments) {
                if mayBeMarked { other.isApproximate = false }
                guard one != other else { continue }
                expect("arms", one.arms, other.arms)
                expect("goals", one.goals, other.goals)
                expect("segments", one.segments, other.segments)
                expect("experiment", one, other)
            }
            if !found.isEmpty { return found }
        }
        return found
    }

    /// Leaves out events as long as a difference remains.
    func shrunk(_ events: [ReferenceEvent]) throws -> [ReferenceEvent] {
        var smallest = events
        var index = 0
        while index < smallest.count {
            var fewer = smallest
            fewer.remove(at: index)
            var trial = self
            if try trial.differences(fewer).isEmpty { index += 1 } else { (smallest, index) = (fewer, 0) }
        }
        return smallest
    }

    /// The first difference on the smallest stream that shows any, as one text; nil for none.
    mutating func failure(_ events: [ReferenceEvent], _ name: String) throws -> String? {
        guard try !differences(events).isEmpty else { return nil }
        let events = try shrunk(events)
        var trial = self
        let found = try trial.differences(events)
        return """
            \(name), lateness \(configuration.lateness), batches of \(batchSize), again \(readsAgain)
            \(configuration.funnels.map { DefinitionText(definition: $0).description })
            \(events.map(\.description).joined(separator: "\n"))
            \(found.joined(separator: "\n"))
            """
    }
}
