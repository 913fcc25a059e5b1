import SeededNumbers
import Testing

@testable import Analytics

/// One stream counted by an engine that keeps everything, and by one that folds after most batches, and is stopped and
/// gone on from what it saved after some.
struct FoldingTrial {
    var configuration: AnalyticsConfiguration
    var tiesIds = false
    var batchSize = 1
    var requests = [SnapshotRequest()]
    /// Looks in a hundred batches.
    var looks = 25

    init(_ configuration: AnalyticsConfiguration) { self.configuration = configuration }

    var isRefused: Bool {
        do {
            _ = try AnalyticsPlan(configuration)
            return false
        } catch { return true }
    }

    /// What differs in the first snapshot that shows anything.
    func differences(_ events: [ReferenceEvent], seed: UInt64) throws -> [String] {
        var random = SeededGenerator(seed: seed &* 37 &+ 5)
        var whole = try EngineDriver(configuration, tiesIds: tiesIds)
        var folding = try EngineDriver(configuration, tiesIds: tiesIds)
        for start in stride(from: 0, to: events.count, by: batchSize) {
            let batch = Array(events[start..<min(start + batchSize, events.count)])
            whole.add(batch)
            folding.add(batch)
            if random.chance(80) { folding.fold() }
            if random.chance(6) {
                let bytes = folding.saved
                try folding.restore(bytes)
            }
            guard random.chance(looks) || start + batchSize >= events.count else { continue }
            let found = requests.flatMap {
                SavingTrial.differences(whole.snapshot($0), folding.snapshot($0))
            }
            if !found.isEmpty { return ["after \(start + batch.count) events"] + found }
        }
        return []
    }

    /// The same for an input that is read twice.
    func differencesReadingTwice(_ events: [ReferenceEvent]) throws -> [String] {
        var whole = try EngineDriver(configuration, canReadAgain: true)
        whole.read(events)
        var folding = try EngineDriver(configuration, canReadAgain: true)
        for reading in 0..<2 {
            if reading == 1, !folding.beginSecondReading() { break }
            for event in events {
                folding.add([event])
                folding.fold()
            }
        }
        return SavingTrial.differences(whole.snapshot(), folding.snapshot())
    }

    /// A funnel, and what some users do one time after the other, soon or long after what they did before.
    ///
    /// - Parameter longest: seconds of the longest silence.
    static func stream(_ row: OptionRow, _ seed: UInt64, longest: Int64) -> RandomStream {
        var random = SeededGenerator(seed: seed &+ 1234)
        var stream = SavingScene.stream(row, seed)
        var shift: Int64 = 0
        for part in 1...4 as ClosedRange<UInt64> {
            let end = (stream.events.map(\.time).max() ?? 0) / 1_000_000 - 1000
            shift = end + random.pick([0, 1, 3, 6, 12, 40, longest])
            let more = RandomStream(row, seed: seed + part * 1000, isShuffled: seed % 4 == 3)
            stream.events += more.events.map { event in
                var event = event
                event.time += shift * 1_000_000
                return event
            }
        }
        for index in stream.events.indices { stream.events[index].arrival = index }
        return stream
    }
}
