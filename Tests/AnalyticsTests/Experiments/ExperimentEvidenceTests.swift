import Expressions
import Foundation
import SeededNumbers
import Testing

@testable import Analytics

/// Values, evidence and calls of the snapshot against what `Statistics` gives for the reference's counts.
struct ExperimentEvidenceTests {
    static let streams = ExperimentComparisonTests.streams

    @Test(arguments: ExperimentRow.allCases)
    func `snapshots of small streams say what the reference's counts say`(row: ExperimentRow) throws {
        for seed in 0..<(row == .cap ? 1 : Self.streams) {
            let experiment = RandomExperiment(row, seed: seed, order: .shuffled)
            var driver = try ExperimentDriver(
                experiment.definition, funnels: experiment.funnels, segment: experiment.segment)
            for start in stride(from: 0, to: experiment.events.count, by: 10) {
                driver.add(Array(experiment.events[start..<min(start + 10, experiment.events.count)]))
                let reference = ReferenceExperiment(
                    experiment.definition, funnels: experiment.funnels, driver.accepted)
                guard start == 0 || start + 10 >= experiment.events.count else { continue }
                let found = SnapshotComparison(ReferenceJudge(reference), driver.snapshot()).differences
                #expect(found == [], "seed \(seed), \(row.rawValue), \(experiment.definition) \(driver.accepted)")
            }
        }
    }

    @Test func `crowds are judged and called as the reference's counts at every bucket say, in any order of arrival`()
        throws
    {
        var calls = 0
        for seed in 0..<(Self.streams + 3) / 4 * 3 {
            let crowd = RandomCrowd(seed: seed)
            let reference = ReferenceExperiment(crowd.definition, crowd.events)
            let judge = ReferenceJudge(reference)
            var path: ReferencePath?
            var random = SeededGenerator(seed: seed)
            for events in [crowd.events, crowd.events.shuffled(using: &random)] {
                var driver = try ExperimentDriver(crowd.definition)
                driver.add(events)
                let snapshot = driver.snapshot()
                #expect(SnapshotComparison(judge, snapshot).differences == [], "seed \(seed), \(crowd.definition)")
                let tally = driver.box.machine.tally
                let ends = (0..<tally.usedBucketCount).map { tally.end(of: $0) }
                path = path ?? ReferencePath(reference, ends: ends, now: driver.newest ?? 0)
                #expect(path?.differences(snapshot) == [], "seed \(seed), \(crowd.definition)")
            }
            calls += path?.calls.count ?? 0
        }
        #expect(calls > 3, "\(calls) calls")
    }
}
