import Expressions
import Foundation
import Testing

@testable import Analytics

/// Every sum of the engine against the reference: integers, so equal to the last digit.
struct ExperimentComparisonTests {
    typealias Sums = [ReferenceExperiment.Place: [Int128]]

    static let streams = UInt64(ProcessInfo.processInfo.environment["FUNNELTOP_STREAMS"].flatMap { Int($0) } ?? 5)

    /// One stream fed to engine and reference; what differs, after which event.
    struct Trial {
        var experiment: RandomExperiment
        var lateness = AnalyticsConfiguration.Lateness.all
        var batchSize = 1

        func reference(_ events: [ReferenceEvent]) -> ReferenceExperiment {
            ReferenceExperiment(experiment.definition, funnels: experiment.funnels, events)
        }

        func differences(_ events: [ReferenceEvent]) throws -> [String] {
            var driver = try ExperimentDriver(
                experiment.definition, funnels: experiment.funnels, segment: experiment.segment, lateness: lateness)
            let looks = max(1, events.count / batchSize / 40)
            for (index, start) in stride(from: 0, to: events.count, by: batchSize).enumerated() {
                let end = min(start + batchSize, events.count)
                driver.add(Array(events[start..<end]))
                guard index % looks == 0 || end == events.count else { continue }
                let found = compare(driver, withPast: end == events.count)
                if !found.isEmpty { return ["after \(end) of \(events.count) events"] + found }
            }
            return []
        }

        private func compare(_ driver: borrowing ExperimentDriver, withPast: Bool) -> [String] {
            driver.settle()
            let reference = reference(driver.accepted)
            var found = Trial.differences(reference.sums(), driver.sums)
            let conflicting = driver.box.machine.conflictingUsers
            if conflicting != reference.conflicting {
                found.append("conflicting: reference \(reference.conflicting), engine \(conflicting)")
            }
            var firsts: [[String]: Int64] = [:]
            for (cell, time) in driver.box.machine.firstExposures.enumerated() where time < .max {
                firsts[zip(driver.box.machine.levels, driver.box.machine.cells.codes[cell]).map { $0.names[$1 - 1] }] =
                    time
            }
            if firsts != reference.firstExposures {
                found.append("first exposures: reference \(reference.firstExposures), engine \(firsts)")
            }
            guard withPast, found.isEmpty else { return found }
            for (end, sums) in driver.sumsByBucket() {
                let past = Trial.differences(reference.sums(before: end), sums)
                if !past.isEmpty { return ["as known at \(end)"] + past }
            }
            return []
        }

        private static func differences(_ right: Sums, _ found: Sums) -> [String] {
            Set(right.keys).union(found.keys).filter { right[$0] != found[$0] }
                .map { "\($0): reference \(right[$0] ?? []), engine \(found[$0] ?? [])" }.sorted()
        }

        /// Leaves out events as long as a difference remains.
        func shrunk(_ events: [ReferenceEvent]) throws -> [ReferenceEvent] {
            var smallest = events
            var index = 0
            while index < smallest.count {
                var fewer = smallest
                fewer.remove(at: index)
                if try differences(fewer).isEmpty { index += 1 } else { (smallest, index) = (fewer, 0) }
            }
            return smallest
        }
    }

    private func run(
        _ row: ExperimentRow, _ order: RandomExperiment.Order, batchSize: Int = 1,
        _ bound: (UInt64) -> Int64? = { _ in nil }
    ) throws {
        var failures = 0
        let streams = row == .cap ? (Self.streams + 5) / 6 : Self.streams
        for seed in 0..<streams {
            var trial = Trial(experiment: RandomExperiment(row, seed: seed, order: order), batchSize: batchSize)
            if row == .cap { trial.batchSize = max(batchSize, 8) }
            if let bound = bound(seed) { trial.lateness = .bounded(.seconds(bound * trial.experiment.pace)) }
            guard try !trial.differences(trial.experiment.events).isEmpty else { continue }
            failures += 1
            guard failures == 1 else { continue }
            let events = row == .cap ? trial.experiment.events : try trial.shrunk(trial.experiment.events)
            let found = try trial.differences(events)
            Issue.record(
                """
                seed \(seed), \(row.rawValue), lateness \(trial.lateness), batches of \(trial.batchSize)
                \(trial.experiment.definition)
                \(events.map(\.description).joined(separator: "\n"))
                \(found.joined(separator: "\n"))
                """)
        }
        #expect(failures == 0, "\(row.rawValue): \(failures) of \(streams) streams differ")
    }

    @Test(arguments: ExperimentRow.allCases)
    func `events in order give the reference's sums after every event and as of every bucket`(row: ExperimentRow) throws
    {
        try run(row, .inOrder) { seed in Int64(seed % 3) * 4 }
    }

    @Test(arguments: ExperimentRow.allCases)
    func `any order of arrival gives the reference's sums after every event`(row: ExperimentRow) throws {
        try run(row, .shuffled)
    }

    @Test(arguments: ExperimentRow.allCases)
    func `inside the lateness bound the sums are those of the events that were not late`(row: ExperimentRow) throws {
        try run(row, .shuffled) { seed in Int64(seed % 9) }
    }

    @Test(arguments: ExperimentRow.allCases)
    func `how an experiment's events are cut into batches does not matter`(row: ExperimentRow) throws {
        try run(row, .shuffled, batchSize: 5) { seed in Int64(seed % 5) }
        try run(row, .inOrder, batchSize: 7) { seed in Int64(seed % 5) }
    }
}
