import Expressions
import Testing

@testable import Analytics

/// Experiments inside the owner of all aggregates.
struct ExperimentStateTests {
    private func configuration(
        _ experiment: RandomExperiment, lateness: AnalyticsConfiguration.Lateness
    ) -> AnalyticsConfiguration {
        var configuration = AnalyticsConfiguration(funnels: experiment.funnels)
        configuration.experiments = [experiment.definition]
        configuration.segments = experiment.segment.map { [.init(name: "segment", filter: $0)] } ?? []
        configuration.lateness = lateness
        return configuration
    }

    @Test(arguments: ExperimentRow.allCases)
    func `the owner's snapshots are those of the experiment alone, however rows are handed on`(row: ExperimentRow)
        throws
    {
        for seed in 0..<ExperimentComparisonTests.streams {
            let experiment = RandomExperiment(row, seed: seed, order: .shuffled)
            let lateness: AnalyticsConfiguration.Lateness =
                seed % 2 == 0 ? .all : .bounded(.seconds(5 * experiment.pace))
            var alone = try ExperimentDriver(
                experiment.definition, funnels: experiment.funnels, lateness: lateness)
            let plan = try AnalyticsPlan(configuration(experiment, lateness: lateness))
            var encoder = BatchEncoder(projection: plan.projection)
            var state = AnalyticsState(plan: plan)
            for start in stride(from: 0, to: experiment.events.count, by: 6) {
                let events = Array(experiment.events[start..<min(start + 6, experiment.events.count)])
                alone.add(events)
                let prepared = state.prepare(encoder.batch(events))
                let middle = min(Int(seed % 5), events.count)
                _ = state.add(prepared, rows: 0..<middle)
                _ = state.add(prepared, rows: middle..<events.count)
            }
            var found = try #require(state.snapshot(SnapshotRequest()).experiments.first)
            if let segment = experiment.segment {
                var seen = try ExperimentDriver(experiment.definition, segment: segment, lateness: lateness)
                for start in stride(from: 0, to: experiment.events.count, by: 6) {
                    seen.add(Array(experiment.events[start..<min(start + 6, experiment.events.count)]))
                }
                let right = seen.snapshot(control: found.control == nil ? nil : found.arms.first?.levels)
                #expect(found.segments.map(\.goals) == [right.goals], "seed \(seed)")
                #expect(found.segments.map(\.arms) == [right.arms], "seed \(seed)")
                found.segments = []
            }
            #expect(found == alone.snapshot(), "seed \(seed), \(experiment.definition)")
        }
    }

    @Test func `reading an input a second time for the funnels does not count experiments twice`() throws {
        for seed in 0..<ExperimentComparisonTests.streams * 2 {
            var experiment = RandomExperiment(.manyGoals, seed: seed, order: .shuffled)
            experiment.funnels = [FunnelDefinition(name: "f", steps: ["seen", "buy"].map { ExperimentRow.step($0) })]
            let configuration = configuration(experiment, lateness: .all)
            var once = try EngineDriver(configuration)
            once.add(experiment.events)
            var twice = try EngineDriver(configuration, canReadAgain: true)
            twice.read(experiment.events)
            #expect(once.snapshot().experiments == twice.snapshot().experiments, "seed \(seed)")
        }
    }

    @Test func `since and until hold for experiments`() throws {
        let experiment = RandomExperiment(.amounts, seed: 5, order: .shuffled)
        let times = experiment.events.map(\.time).sorted()
        var configuration = configuration(experiment, lateness: .all)
        let (since, until) = (times[times.count / 4], times[times.count * 3 / 4])
        configuration.since = Timestamp(microseconds: since)
        configuration.until = Timestamp(microseconds: until)
        var part = try EngineDriver(configuration)
        part.add(experiment.events)
        var alone = try ExperimentDriver(experiment.definition)
        alone.add(experiment.events.filter { $0.time >= since && $0.time < until })
        #expect(part.snapshot().experiments.first == alone.snapshot())
    }

    @Test func `a first batch in which no row counts is none`() throws {
        var configuration = configuration(
            RandomExperiment(.plain, seed: 1, order: .inOrder), lateness: .bounded(.seconds(60)))
        configuration.since = Timestamp(microseconds: .max)
        var driver = try EngineDriver(configuration)
        driver.add([ReferenceEvent(user: "u", event: "seen", time: 0, arrival: 0, properties: ["v": "A"])])
        #expect(driver.snapshot().experiments.map(\.arms) == [[]])
    }
}
