import Expressions
import SeededNumbers

@testable import Analytics

/// Random configurations that use all there is to save.
enum SavingScene {
    /// Events with ids of their own, some of which come twice.
    static func stream(_ row: OptionRow, _ seed: UInt64) -> RandomStream {
        var stream = RandomStream(row, seed: seed, isShuffled: seed % 2 == 1)
        guard seed % 3 != 2 else { return stream }
        var random = SeededGenerator(seed: seed)
        for index in stream.events.indices where random.chance(80) {
            stream.events[index].properties["id"] = "\(Int.random(in: 0..<30, using: &random))"
        }
        return stream
    }

    static func trial(_ definition: FunnelDefinition, _ seed: UInt64) -> SavingTrial {
        var configuration = AnalyticsConfiguration(funnels: [definition])
        configuration.sessionGap = .seconds(4)
        configuration.deduplicationWindow = .seconds(5)
        configuration.breakdowns =
            definition.counting == .unique
            ? [.init(field: "item"), .init(field: "item", attribution: .last)] : [.init(field: "item")]
        if definition.counting == .unique, seed % 2 == 0 {
            configuration.breakdowns.append(.init(field: "item", attribution: .all))
        }
        configuration.segments = [
            .init(name: "first", filter: .comparison(Comparison("org", .equal(Literal(text: "1")))))
        ]
        configuration.sessionsByField = definition.counting == .session && seed % 2 == 0
        configuration.lateness = seed % 4 == 3 ? .all : .bounded(.seconds(Int64(seed % 9)))
        var experiment = ExperimentDefinition(name: "item", factors: ["item"])
        experiment.covariate = seed % 2 == 0 ? "n" : nil
        experiment.conflicts = seed % 3 == 0 ? .firstArm : .leaveOut
        configuration.experiments = [experiment]
        var trial = SavingTrial(configuration)
        trial.batchSize = [1, 1, 3, 5][Int(seed / 2 % 4)]
        if seed % 3 == 1 {
            var range = SnapshotRequest()
            range.range = .fifteenMinutes
            trial.requests.append(range)
        }
        return trial
    }

    /// Signals of all kinds, as steps and beside them.
    static func signals(_ definition: FunnelDefinition, _ seed: UInt64) -> SavingTrial {
        var configuration = AnalyticsConfiguration(funnels: [definition])
        configuration.signals = RandomVisits.signals
        configuration.sessionGap = RandomVisits.gap
        configuration.segments = [
            .init(name: "searchers", filter: .comparison(Comparison("channel", .equal(Literal(text: "search")))))
        ]
        configuration.lateness = seed % 3 == 0 ? .all : .bounded(.seconds(Int64(seed % 9) * 20))
        configuration.sessionsByField = seed % 4 == 1 && definition.counting != .session
        var experiment = ExperimentDefinition(name: "channel", factors: ["channel"])
        experiment.goals = [GoalDefinition(name: "engaged", kind: .conversion(ExperimentRow.step("engaged")))]
        configuration.experiments = [experiment]
        var trial = SavingTrial(configuration)
        trial.batchSize = [1, 2, 5][Int(seed % 3)]
        return trial
    }

    static func configuration(_ experiment: RandomExperiment, _ seed: UInt64) -> AnalyticsConfiguration {
        var configuration = AnalyticsConfiguration(funnels: experiment.funnels)
        configuration.experiments = [experiment.definition]
        configuration.segments = experiment.segment.map { [.init(name: "segment", filter: $0)] } ?? []
        configuration.lateness = seed % 3 == 0 ? .all : .bounded(.seconds(5 * experiment.pace))
        return configuration
    }
}
