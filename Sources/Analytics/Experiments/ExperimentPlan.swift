import Expressions

/// One experiment, for everybody or for one segment, made ready to run.
struct ExperimentPlan {
    let definition: ExperimentDefinition
    let goals: ExperimentGoals
    let segment: CompiledFilter?
    let classifier: EventClassifier
    /// By factor: the batch column with the variant.
    let factorColumns: [Int]
    /// By ledger: the batch column with the amount.
    let amountColumns: [Int]
    let covariateColumn: Int?

    init(
        _ definition: ExperimentDefinition, _ configuration: AnalyticsConfiguration, segment: Filter?,
        collector: inout ColumnCollector
    ) throws(PlanError) {
        let goals = ExperimentGoals(definition, funnels: configuration.funnels)
        try ExperimentPlan.check(definition, goals)
        try ExperimentPlan.check(definition, signals: configuration.signals)
        self.definition = definition
        self.goals = goals
        self.segment = segment.map { CompiledFilter($0, columns: &collector) }
        classifier = EventClassifier(
            FunnelDefinition(name: definition.name, steps: goals.steps), signals: configuration.signals,
            columns: &collector)
        factorColumns = definition.factors.map { collector.index(of: $0, .symbol) }
        amountColumns = goals.ledgers.map { collector.index(of: $0.field, .number) }
        covariateColumn = definition.covariate.map { collector.index(of: $0, .number) }
    }

    /// A signal between events has no variant and carries no amount.
    private static func check(
        _ definition: ExperimentDefinition, signals: [SignalDefinition]
    ) throws(PlanError) {
        let amounts = definition.goals.compactMap { goal -> StepDefinition? in
            switch goal.kind {
            case .conversion, .custom: nil
            case .revenuePerUser(_, let step), .averageOrderValue(_, let step): step
            }
        }
        for step in amounts + [definition.exposure].compactMap({ $0 }) {
            for signal in signals where signal.isDerived {
                guard step.alternatives.contains(where: { $0.signalName == signal.name }) else { continue }
                throw PlanError.experiment(
                    definition.name,
                    "the signal \(signal.name) lies between events: it can be a goal of conversion, not an exposure "
                        + "or an amount")
            }
        }
    }

    private static func check(_ definition: ExperimentDefinition, _ goals: ExperimentGoals) throws(PlanError) {
        let name = definition.name
        guard (1...ExperimentDefinition.largestFactorCount).contains(definition.factors.count),
            !definition.factors.contains(""), Set(definition.factors).count == definition.factors.count
        else {
            throw PlanError.experiment(
                name, "name one field with its variants, or two or three different ones joined by *")
        }
        if goals.steps.count > 32 { throw PlanError.experiment(name, "at most 32 different steps in goals") }
        if let first = goals.steps.first(where: \.isFirstTimeOnly) {
            throw PlanError.experiment(
                name, "`first` before \(first.name) does nothing in a goal: users count once anyway; leave it out")
        }
        if let optional = goals.steps.first(where: \.isOptional) {
            throw PlanError.experiment(name, "a goal cannot be optional: write \(optional.name) without ?")
        }
        if definition.factors.count > 1, let goal = definition.goals.first(where: { $0.unit != nil }) {
            throw PlanError.experiment(
                name, "where fields are crossed amounts are compared as ratios: leave out the `unit` of \(goal.name)")
        }
        for goal in definition.goals where goal.unit != nil {
            guard case .revenuePerUser = goal.kind else {
                throw PlanError.experiment(
                    name, "only revenue per user is compared by difference: `unit` of \(goal.name)")
            }
        }
        for (earlier, later) in zip(definition.phases, definition.phases.dropFirst())
        where earlier.start >= later.start {
            throw PlanError.experiment(name, "phases stand in the order of their times")
        }
    }
}
