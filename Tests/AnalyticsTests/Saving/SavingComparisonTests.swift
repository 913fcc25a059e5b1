import Expressions
import Testing

@testable import Analytics

/// Whoever goes on from saved aggregates ends with the numbers of an undisturbed run.
struct SavingComparisonTests {
    static let streams = max(1, RandomComparisonTests.streams / 15)

    @Test(arguments: OptionRow.allCases)
    func `funnels go on from where they were saved`(row: OptionRow) throws {
        for seed in 0..<Self.streams {
            let stream = SavingScene.stream(row, seed)
            try run(SavingScene.trial(stream.definition, seed), stream.events, "\(row.rawValue), seed \(seed)", seed)
        }
    }

    @Test(arguments: OptionRow.allCases)
    func `persons of several ids go on from where they were saved`(row: OptionRow) throws {
        for seed in 0..<Self.streams {
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
        for seed in 0..<(row == .cap ? 2 : Self.streams) {
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

    @Test(arguments: SignalStepTests.Rules.allCases)
    func `sessions and signals go on from where they were saved`(rules: SignalStepTests.Rules) throws {
        for seed in 0..<Self.streams * 2 {
            var events = RandomVisits(seed: seed, disorder: [0, 60, nil][Int(seed % 3)]).events
            var trial = SavingScene.signals(SignalStepTests.funnel(rules, seed: seed), seed)
            if seed % 2 == 1 {
                trial.tiesIds = true
                var ids = RandomIds(seed: seed)
                let sessions = events.map { $0.properties["session"] }
                events = ids.applied(to: events)
                for index in events.indices { events[index].properties["session"] = sessions[index] }
            }
            try run(trial, events, "\(rules), seed \(seed)", seed)
        }
    }

    @Test func `what was called of an experiment stays called`() throws {
        for seed in 0..<max(2, Self.streams / 2) {
            var crowd = RandomCrowd(seed: seed)
            for index in crowd.events.indices { crowd.events[index].properties["page"] = "/\(index % 9)" }
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
