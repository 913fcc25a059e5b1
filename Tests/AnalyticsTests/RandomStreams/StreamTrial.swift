import Analytics
import Expressions

/// One stream fed to engine and reference: where they first differ, and the smallest stream on which they do.
struct StreamTrial {
    var definition: FunnelDefinition
    var lateness: AnalyticsConfiguration.Lateness
    var breakdowns: [AnalyticsConfiguration.Breakdown] = []
    /// Events in a batch.
    var batchSize = 1

    private var configuration: AnalyticsConfiguration {
        var configuration = AnalyticsConfiguration(funnels: [definition])
        configuration.breakdowns = breakdowns
        configuration.lateness = lateness
        configuration.sessionGap = .seconds(4)
        return configuration
    }

    /// Whether the engine says that these options cannot stand together.
    var isRefused: Bool {
        do {
            _ = try EngineDriver(configuration)
            return false
        } catch {
            return true
        }
    }

    /// The differences after the first arrival that shows any; only those of `aspect` if one is given.
    func differences(_ events: [ReferenceEvent], only aspect: AnswerComparison.Aspect? = nil) throws
        -> [AnswerComparison.Difference]
    {
        var driver = try EngineDriver(configuration)
        var kept: [ReferenceEvent] = []
        var newest = Int64.min
        var late = 0
        for start in stride(from: 0, to: events.count, by: batchSize) {
            let batch = Array(events[start..<min(start + batchSize, events.count)])
            for event in batch {
                newest = max(newest, event.time)
                if case .bounded(let bound) = lateness, event.time < newest - bound.microseconds {
                    late += 1
                } else {
                    kept.append(event)
                }
            }
            driver.add(batch)
            let found = compare(kept, late: late, now: newest, driver.snapshot())
            let relevant = found.filter { aspect == nil || $0.aspect == aspect }
            if !relevant.isEmpty { return relevant }
        }
        return []
    }

    /// The differences at the end of an input whose users' events are read again where they came out of order.
    func differencesReadingTwice(_ events: [ReferenceEvent]) throws -> [AnswerComparison.Difference] {
        var driver = try EngineDriver(configuration, canReadAgain: true)
        driver.read(events)
        return compare(events, late: 0, now: events.map(\.time).max() ?? 0, driver.snapshot())
    }

    private func compare(_ kept: [ReferenceEvent], late: Int, now: Int64, _ snapshot: Snapshot)
        -> [AnswerComparison.Difference]
    {
        guard let funnel = snapshot.funnels.first else { return [.init(aspect: .counts, text: "no funnel")] }
        var reference = ReferenceFunnel(definition)
        reference.breakdowns = breakdowns
        reference.sessionGap = .seconds(4)
        reference.trendBucket = funnel.trend.bucket
        var comparison = AnswerComparison(reference.answer(kept, now: now), funnel)
        comparison.expectLate(late, snapshot.source.late)
        return comparison.differences
    }

    /// Leaves out events as long as a difference of that aspect remains.
    func shrunk(_ events: [ReferenceEvent], _ aspect: AnswerComparison.Aspect) throws -> [ReferenceEvent] {
        var smallest = events
        var index = 0
        while index < smallest.count {
            var fewer = smallest
            fewer.remove(at: index)
            if try differences(fewer, only: aspect).isEmpty {
                index += 1
            } else {
                smallest = fewer
                index = 0
            }
        }
        return smallest
    }
}
