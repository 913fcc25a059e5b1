import Analytics
import Expressions
import Foundation
import SeededNumbers
import Testing

/// Sessions, traffic and signals against the reference, on random streams.
struct RandomSessionTests {
    static let streams = RandomComparisonTests.streams

    private static func configuration(_ lateness: AnalyticsConfiguration.Lateness, byField: Bool = false)
        -> AnalyticsConfiguration
    {
        var configuration = AnalyticsConfiguration(funnels: [RandomVisits.funnel(["view", "buy"])])
        configuration.signals = RandomVisits.signals
        configuration.sessionGap = RandomVisits.gap
        configuration.sessionsByField = byField
        configuration.lateness = lateness
        return configuration
    }

    /// Feeds a stream in batches of random size and looks after each; the differences found first.
    private func differences(
        _ events: [ReferenceEvent], _ configuration: AnalyticsConfiguration, seed: UInt64, looks: Bool = true
    ) throws -> [String] {
        var random = SeededGenerator(seed: seed &+ 77)
        var driver = try EngineDriver(configuration)
        var kept: [ReferenceEvent] = []
        var newest = Int64.min
        var from = 0
        while from < events.count {
            let batch = Array(events[from..<min(events.count, from + Int.random(in: 1...6, using: &random))])
            from += batch.count
            for event in batch {
                newest = max(newest, event.time)
                if case .bounded(let bound) = configuration.lateness, event.time < newest - bound.microseconds {
                    continue
                }
                kept.append(event)
            }
            driver.add(batch)
            guard looks || from >= events.count else { continue }
            let reference = ReferenceSessions(
                kept, gap: configuration.sessionGap.microseconds, byField: configuration.sessionsByField)
            let comparison = SessionComparison(reference, driver.snapshot()) { $0.event == "buy" }
            if !comparison.differences.isEmpty { return comparison.differences }
        }
        return []
    }

    @Test(arguments: [false, true])
    func `any order of arrival gives the reference's sessions, traffic and signals`(byField: Bool) throws {
        for seed in 0..<Self.streams {
            let events = RandomVisits(seed: seed, disorder: seed % 4 == 0 ? 0 : nil).events
            let found = try differences(events, Self.configuration(.all, byField: byField), seed: seed)
            #expect(found == [], "seed \(seed) \(events)")
            if !found.isEmpty { return }
        }
    }

    @Test(arguments: [false, true])
    func `inside the lateness bound sessions are those of the sorted stream`(byField: Bool) throws {
        for seed in 0..<Self.streams {
            let bound = Int64(seed % 50)
            let events = RandomVisits(seed: seed, disorder: Int64(seed % 60)).events
            let found = try differences(
                events, Self.configuration(.bounded(.seconds(bound)), byField: byField), seed: seed)
            #expect(found == [], "seed \(seed) \(events)")
            if !found.isEmpty { return }
        }
    }

    @Test func `looking in between changes nothing`() throws {
        for seed in 0..<20 as Range<UInt64> {
            let events = RandomVisits(seed: seed, disorder: 20).events
            var often = try EngineDriver(Self.configuration(.bounded(.seconds(20))))
            for event in events {
                often.add([event])
                _ = often.snapshot()
            }
            var once = try EngineDriver(Self.configuration(.bounded(.seconds(20))))
            once.add(events)
            let (a, b) = (often.snapshot(), once.snapshot())
            #expect(a.signals == b.signals, "seed \(seed)")
            #expect(a.traffic == b.traffic, "seed \(seed)")
            #expect(a.eventCounts == b.eventCounts, "seed \(seed)")
        }
    }

    @Test func `the sessions of a range are those that began in it`() throws {
        for seed in 0..<30 as Range<UInt64> {
            var events = RandomVisits(seed: seed, disorder: nil).events
            for index in events.indices { events[index].time = events[index].time * 97 % 100_000_000_000 }
            var configuration = Self.configuration(.all)
            configuration.sessionGap = .seconds(900)
            var driver = try EngineDriver(configuration)
            driver.add(events)
            let reference = ReferenceSessions(events, gap: 900_000_000)
            for range in [TimeLength.fifteenMinutes, .oneHour, .oneDay] {
                for steps in 0...1 {
                    var request = SnapshotRequest()
                    request.range = range
                    request.stepsBack = steps
                    let snapshot = driver.snapshot(request)
                    guard let shown = snapshot.range else { continue }
                    let times = shown.start.microseconds..<shown.start.microseconds + range.microseconds
                    var comparison = SessionComparison(ReferenceSessions([], gap: 1), Snapshot())
                    comparison.expectSummary(
                        reference.summary { times.contains($0.start) }, snapshot.traffic.sessions, "\(range)")
                    #expect(comparison.differences == [], "seed \(seed)")
                    #expect(
                        snapshot.traffic.trend.reduce(0) { $0 + $1.events } == events.count { times.contains($0.time) },
                        "seed \(seed) \(range) \(steps)")
                    #expect(
                        snapshot.traffic.trend.reduce(0) { $0 + $1.sessions } == snapshot.traffic.sessions.count)
                }
            }
        }
    }
}
