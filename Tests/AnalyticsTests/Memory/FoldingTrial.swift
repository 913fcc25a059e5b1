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
        for _ in 0..<2 {
            for event in events {
                folding.add([event])
                folding.fold()
            }
            guard folding.beginSecondReading() else { break }
        }
        return SavingTrial.differences(whole.snapshot(), folding.snapshot())
    }

    /// Long silences between some events, after which users come back.
    static func withSilences(_ events: [ReferenceEvent], seed: UInt64, longest: Int64) -> [ReferenceEvent] {
        var random = SeededGenerator(seed: seed &+ 1234)
        // By time, so that the order of events stays what it is.
        let cuts = (0..<3).map { _ in 1000 + Int64.random(in: 0...40, using: &random) }
        let silences = cuts.map { _ in random.pick([7, 40, 4000, longest]) }
        return events.map { event in
            var event = event
            let seconds = event.time / 1_000_000
            for (cut, silence) in zip(cuts, silences) where seconds >= cut { event.time += silence * 1_000_000 }
            return event
        }
    }
}
