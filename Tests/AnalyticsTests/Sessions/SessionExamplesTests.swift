import Analytics
import Expressions
import SeededNumbers
import Testing

/// Worked by hand.
struct SessionExamplesTests {
    private func snapshot(
        _ rows: [(user: String, event: String, second: Int64, page: String?)],
        _ change: (inout AnalyticsConfiguration) -> Void = { _ in }
    ) throws -> Snapshot {
        var configuration = AnalyticsConfiguration(funnels: [])
        configuration.lateness = .all
        change(&configuration)
        var driver = try EngineDriver(configuration)
        driver.add(
            rows.enumerated().map { arrival, row in
                ReferenceEvent(
                    user: row.user, event: row.event, time: row.second * 1_000_000, arrival: arrival,
                    properties: row.page.map { ["page": $0] } ?? [:])
            })
        return driver.snapshot()
    }

    @Test func `a session of one page view is a bounce, whatever else happened in it`() throws {
        let found = try snapshot([
            ("a", "view", 0, "/"), ("a", "scroll", 5, nil),
            ("b", "view", 0, "/"), ("b", "view", 9, "/p"),
            ("c", "open", 0, nil),
            ("d", "open", 0, nil), ("d", "tap", 1, nil),
        ])
        #expect(found.traffic.sessions.count == 4)
        #expect(found.traffic.sessions.bounceRate == 0.5)
        #expect(found.traffic.pages.first { $0.page == "/" }?.bounceRate == 0.5)
    }

    @Test func `sessions enter by their first page and leave by their last`() throws {
        let found = try snapshot([
            ("a", "view", 0, "/"), ("a", "view", 10, "/p"), ("a", "view", 20, "/cart"),
            ("b", "view", 0, "/p"), ("b", "view", 10, "/"),
            // Half an hour and a second later: another session.
            ("b", "view", 1811, "/cart"),
        ])
        let pages = Dictionary(uniqueKeysWithValues: found.traffic.pages.map { ($0.page, [$0.entries, $0.exits]) })
        #expect(pages == ["/": [1, 1], "/p": [1, 0], "/cart": [1, 2]])
        #expect(found.traffic.sessions.count == 3)
        #expect(found.traffic.pages.first { $0.page == "/" }?.users == 2)
    }

    @Test func `a silence of exactly the gap does not end a session`() throws {
        let rows: [(user: String, event: String, second: Int64, page: String?)] = [
            ("a", "x", 0, nil), ("a", "x", 1800, nil), ("a", "x", 3601, nil),
        ]
        #expect(try snapshot(rows).traffic.sessions.count == 2)
        #expect(try snapshot(rows) { $0.sessionGap = .seconds(1801) }.traffic.sessions.count == 1)
    }

    @Test func `a session of three minutes counts as three minutes on average and in the middle`() throws {
        let found = try snapshot([("a", "x", 100, nil), ("a", "x", 160, nil), ("a", "x", 280, nil)])
        #expect(found.traffic.sessions.averageSeconds == 180)
        let median = try #require(found.traffic.sessions.medianSeconds)
        #expect(abs(median - 180) < 1)
        #expect(found.traffic.sessions.eventsPerSession == 3)
        #expect(found.traffic.sessions.pagesPerSession == 0)
    }

    private static let read = SignalDefinition(
        name: "read", kind: .dwell(on: .page(PagePattern(.glob("/guide/*"))), atLeast: .seconds(45)))

    @Test func `dwelling for 45 seconds shows with the next event, and silence proves nothing`() throws {
        let signals: (inout AnalyticsConfiguration) -> Void = { $0.signals = [Self.read] }
        #expect(try snapshot([("a", "view", 0, "/guide/1")], signals).signals[0].events == 0)
        #expect(try snapshot([("a", "view", 0, "/guide/1"), ("a", "x", 44, nil)], signals).signals[0].events == 0)
        let found = try snapshot([("a", "view", 0, "/guide/1"), ("a", "x", 45, nil), ("b", "x", 45, nil)], signals)
        #expect(found.signals[0].users == 1)
        #expect(found.signals[0].rate == 0.5)
        // Beyond the gap the next event is in another session.
        #expect(try snapshot([("a", "view", 0, "/guide/1"), ("a", "x", 1801, nil)], signals).signals[0].events == 0)
    }

    @Test func `an event that comes late takes a dwell back`() throws {
        let rows: [(user: String, event: String, second: Int64, page: String?)] = [
            ("a", "view", 0, "/guide/1"), ("a", "x", 50, nil), ("a", "x", 20, nil),
        ]
        #expect(try snapshot(rows) { $0.signals = [Self.read] }.signals[0].users == 0)
    }

    @Test func `revenue per user is all that the users paid who did it at any time`() throws {
        var configuration = AnalyticsConfiguration(funnels: [])
        configuration.signals = [SignalDefinition(name: "s", kind: .action(StepAlternative(.event("s"))))]
        var driver = try EngineDriver(configuration)
        let rows: [(String, String, Double?)] = [
            ("a", "buy", 10), ("a", "s", nil), ("a", "buy", 5), ("b", "s", nil), ("c", "buy", 100),
        ]
        driver.add(
            rows.enumerated().map {
                var event = ReferenceEvent(
                    user: $0.element.0, event: $0.element.1, time: Int64($0.offset) * 1_000_000, arrival: $0.offset)
                event.revenue = $0.element.2
                return event
            })
        #expect(driver.snapshot().signals[0].revenuePerUser == 7.5)
    }

    @Test func `a signal that speeds conversion up tenfold has a lift with an interval that holds it`() throws {
        var configuration = AnalyticsConfiguration(funnels: [RandomVisits.funnel(["start", "buy"])])
        configuration.signals = [SignalDefinition(name: "s", kind: .action(StepAlternative(.event("s"))))]
        configuration.lateness = .all
        var driver = try EngineDriver(configuration)
        var random = SeededGenerator(seed: 5)
        var events: [ReferenceEvent] = []
        for user in 0..<3000 {
            func add(_ name: String, _ second: Int64) {
                events.append(
                    ReferenceEvent(user: "u\(user)", event: name, time: second * 1_000_000, arrival: events.count))
            }
            add("start", 0)
            // A chance each second to do the signal, and one to buy that is ten times as large once it is done.
            var isDone = false
            for second in 1..<200 as Range<Int64> {
                if Int.random(in: 0..<10_000, using: &random) < (isDone ? 100 : 10) {
                    add("buy", second)
                    break
                }
                if !isDone, random.chance(1) {
                    add("s", second)
                    isDone = true
                }
            }
        }
        add(&events)
        driver.add(events)
        let signal = driver.snapshot().signals[0]
        let lift = try #require(signal.lift)
        let range = try #require(signal.liftRange)
        #expect(range.contains(9), "\(range)")
        #expect(abs(lift - 9) < 3, "\(lift)")
        #expect(range.lowerBound > 0)
    }

    /// The end of the time that is watched.
    private func add(_ events: inout [ReferenceEvent]) {
        events.append(ReferenceEvent(user: "last", event: "start", time: 200_000_000, arrival: events.count))
    }
}
