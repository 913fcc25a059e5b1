import Expressions
import Testing

@testable import Analytics

/// Whoever goes on from saved aggregates ends with the numbers of an undisturbed run.
struct SavingComparisonTests {
    static let streams = RandomComparisonTests.streams / 10

    @Test(arguments: OptionRow.allCases)
    func `funnels go on from where they were saved`(row: OptionRow) throws {
        for seed in 0..<max(2, Self.streams) {
            let stream = SavingScene.stream(row, seed)
            try run(SavingScene.trial(stream.definition, seed), stream.events, "\(row.rawValue), seed \(seed)", seed)
        }
    }

    @Test(arguments: OptionRow.allCases)
    func `persons of several ids go on from where they were saved`(row: OptionRow) throws {
        for seed in 0..<max(2, Self.streams) {
            var stream = SavingScene.stream(row, seed)
            var ids = RandomIds(seed: seed &* 64 &+ UInt64(OptionRow.allCases.firstIndex(of: row) ?? 0))
            stream.events = ids.applied(to: stream.events + RandomStream(row, seed: seed + 99, isShuffled: true).events)
            var trial = SavingScene.trial(stream.definition, seed)
            trial.tiesIds = true
            if seed % 3 == 2 { trial.keptEvents = 4 }
            try run(trial, stream.events, "\(row.rawValue), seed \(seed)", seed)
        }
    }

    @Test(arguments: ExperimentRow.allCases)
    func `experiments go on from where they were saved`(row: ExperimentRow) throws {
        for seed in 0..<(row == .cap ? 2 : max(3, Self.streams)) {
            var experiment = RandomExperiment(row, seed: seed, order: seed % 2 == 0 ? .inOrder : .shuffled)
            var trial = SavingTrial(SavingScene.configuration(experiment, seed))
            trial.batchSize = [1, 3, 5][Int(seed % 3)] * (row == .cap ? 10 : 1)
            if seed % 2 == 1 {
                trial.tiesIds = true
                var ids = RandomIds(seed: seed)
                experiment.events = ids.applied(to: experiment.events)
            }
            try run(trial, experiment.events, "\(row.rawValue), seed \(seed)", seed)
        }
    }

    @Test func `what was called of an experiment stays called`() throws {
        for seed in 0..<max(2, Self.streams / 2) {
            let crowd = RandomCrowd(seed: seed)
            var configuration = AnalyticsConfiguration(funnels: [])
            configuration.experiments = [crowd.definition]
            configuration.lateness = .bounded(.seconds(20))
            var trial = SavingTrial(configuration)
            trial.batchSize = 40
            try run(trial, crowd.events, "seed \(seed)", seed)
        }
    }

    private func run(_ trial: SavingTrial, _ events: [ReferenceEvent], _ name: String, _ seed: UInt64) throws {
        if trial.isRefused { return }
        let found = try trial.differences(events, seed: seed)
        if !found.isEmpty {
            let definitions = trial.configuration.funnels.map { DefinitionText(definition: $0).description }
            Issue.record(
                """
                \(name), lateness \(trial.configuration.lateness), batches of \(trial.batchSize), \(definitions)
                \(events.map(\.description).joined(separator: "\n"))
                \(found.joined(separator: "\n"))
                """)
        }
    }
}
