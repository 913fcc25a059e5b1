import SeededNumbers
import Testing

@testable import Analytics

/// One stream counted in one go, and by engines that are stopped on the way and gone on from what they saved.
struct SavingTrial {
    var configuration: AnalyticsConfiguration
    var tiesIds = false
    var batchSize = 1
    /// Events that may be kept for persons.
    var keptEvents: Int?
    var requests = [SnapshotRequest()]

    init(_ configuration: AnalyticsConfiguration) { self.configuration = configuration }

    var isRefused: Bool {
        do {
            _ = try AnalyticsPlan(configuration)
            return false
        } catch { return true }
    }

    func driver() throws -> EngineDriver {
        var driver = try EngineDriver(configuration, tiesIds: tiesIds)
        if let keptEvents { driver.keepEvents(keptEvents) }
        return driver
    }

    /// What differs at the end, or already in what was saved.
    func differences(_ events: [ReferenceEvent], seed: UInt64) throws -> [String] {
        var random = SeededGenerator(seed: seed &* 31 &+ 7)
        var whole = try driver()
        var broken = try driver()
        for start in stride(from: 0, to: events.count, by: batchSize) {
            let batch = Array(events[start..<min(start + batchSize, events.count)])
            whole.add(batch)
            broken.add(batch)
            if random.chance(8) {
                let found = compare(&whole, &broken)
                if !found.isEmpty { return ["at a look after \(start + batch.count) events"] + found }
            }
            guard random.chance(8) || start == events.count / batchSize / 2 * batchSize else { continue }
            let bytes = broken.saved
            try broken.restore(bytes)
            if broken.saved != bytes { return ["saved again after \(start + batch.count) events: other bytes"] }
        }
        let isSame = whole.saved == broken.saved
        return compare(&whole, &broken) + (isSame ? [] : ["other bytes at the end"])
    }

    private func compare(_ whole: inout EngineDriver, _ broken: inout EngineDriver) -> [String] {
        requests.flatMap { SavingTrial.differences(whole.snapshot($0), broken.snapshot($0)) }
    }

    /// Field by field; what memory is taken may differ.
    static func differences(_ right: Snapshot, _ found: Snapshot) -> [String] {
        var found = found
        found.memoryBytes = right.memoryBytes
        guard right != found else { return [] }
        return zip(Mirror(reflecting: right).children, Mirror(reflecting: found).children).compactMap { one, other in
            let (one, name, other) = ("\(one.value)", one.label ?? "", "\(other.value)")
            return one == other ? nil : "\(name): \(one)\n  restored \(other)"
        }
    }
}
