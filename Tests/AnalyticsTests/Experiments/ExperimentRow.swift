import Analytics
import Expressions
import SeededNumbers

/// What the random experiments vary.
enum ExperimentRow: String, CaseIterable, Sendable {
    case plain, window, firstArm, exposureStep, amounts, manyGoals, defaultGoals, phases, twoFactors, threeFactors
    case segment, manyVariants, covariate, cap, factorsFirstArm, combined

    static func step(_ event: String, filter: Filter? = nil) -> StepDefinition {
        StepDefinition(name: event, alternatives: [StepAlternative(.event(event), filter: filter)])
    }

    func apply(to trial: inout RandomExperiment, _ random: inout SeededGenerator) {
        switch self {
        case .plain: break
        case .window: trial.definition.window = .seconds(random.pick([0, 3, 10, 40]) * trial.pace)
        case .firstArm: trial.definition.conflicts = .firstArm
        case .exposureStep: trial.definition.exposure = Self.step("seen")
        case .amounts: trial.definition.goals = amounts
        case .manyGoals: trial.definition.goals = manyGoals
        case .defaultGoals:
            trial.definition.goals = []
            if random.chance(50) {
                trial.funnels = [FunnelDefinition(name: "shop", steps: [Self.step("seen"), Self.step("buy")])]
            }
        case .phases: phases(&trial, &random)
        case .twoFactors: trial.definition.factors = ["f1", "f2"]
        case .threeFactors: trial.definition.factors = ["f1", "f2", "f3"]
        case .segment:
            trial.segment = .comparison(.init("country", .equal(Literal(text: "DE"))))
            trial.definition.goals = amounts
        case .manyVariants: trial.manyVariants = true
        case .covariate:
            trial.definition.covariate = "past"
            trial.definition.goals = amounts
            if random.chance(50) { trial.definition.factors = ["f1", "f2"] }
            if random.chance(50) { trial.definition.conflicts = .firstArm }
        case .cap:
            trial.definition.goals = amounts
            trial.length = 320
            trial.userCount = 60
            if random.chance(50) { trial.definition.window = .seconds(40 * trial.pace) }
        case .factorsFirstArm:
            trial.definition.factors = ["f1", "f2"]
            trial.definition.conflicts = .firstArm
            trial.definition.goals = amounts
        case .combined:
            trial.definition.factors = random.pick([["v"], ["f1", "f2"]])
            trial.definition.conflicts = random.pick([.firstArm, .leaveOut])
            trial.definition.goals = manyGoals
            if trial.definition.factors.count > 1 {
                // Effects are ratios.
                for index in trial.definition.goals.indices { trial.definition.goals[index].unit = nil }
            }
            trial.definition.window = random.chance(50) ? .seconds(random.pick([3, 10]) * trial.pace) : nil
            trial.definition.exposure = random.chance(40) ? Self.step("seen") : nil
            phases(&trial, &random)
        }
    }

    private var amounts: [GoalDefinition] {
        [
            GoalDefinition(name: "per user", kind: .revenuePerUser(field: nil, on: nil)),
            GoalDefinition(name: "per order", kind: .averageOrderValue(field: nil, on: Self.step("buy"))),
            GoalDefinition(name: "bought", kind: .conversion(Self.step("buy"))),
        ]
    }

    private var manyGoals: [GoalDefinition] {
        let large = Filter.comparison(.init("revenue", .greater(Literal(text: "3", number: 3))))
        var profit = GoalDefinition(name: "profit", kind: .revenuePerUser(field: "profit", on: nil))
        profit.unit = 2
        var views = GoalDefinition(name: "views", kind: .custom(Self.step("view")))
        views.isPrimary = false
        var seen = GoalDefinition(name: "seen", kind: .conversion(Self.step("seen")))
        seen.better = .lower
        return amounts + [
            profit, views, seen, GoalDefinition(name: "big", kind: .custom(Self.step("buy", filter: large))),
            GoalDefinition(name: "per big", kind: .revenuePerUser(field: "profit", on: Self.step("buy"))),
        ]
    }

    private func phases(_ trial: inout RandomExperiment, _ random: inout SeededGenerator) {
        let times = Set((0..<random.pick([1, 2])).map { _ in Int64.random(in: 0...40, using: &random) }).sorted()
        trial.definition.phases = times.map {
            .init(start: Timestamp(microseconds: RandomExperiment.origin + $0 * trial.pace * 1_000_000))
        }
    }
}
