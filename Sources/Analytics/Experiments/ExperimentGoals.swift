import Expressions

/// The goals of an experiment with what their numbers are made of.
struct ExperimentGoals {
    /// What an event can be to the goals.
    enum Source: Hashable {
        /// A share of users: this signal was reached once.
        case share(Int)
        /// Amounts of this ledger per user, or per order.
        case amounts(ledger: Int, perOrder: Bool)
    }

    struct Goal: Hashable {
        var definition: GoalDefinition
        var source: Source
    }

    /// Amounts that are added up together: which field, on which events.
    struct Ledger: Hashable {
        var field: String
        /// Index into `steps`; nil: any event that carries the field.
        var step: Int?
    }

    private(set) var goals: [Goal] = []
    /// What events are told apart by: those of the shares, of the ledgers, and of the exposure.
    private(set) var steps: [StepDefinition] = []
    /// The step of each share, in the order of `Source.share`.
    private(set) var shares: [Int] = []
    private(set) var ledgers: [Ledger] = []
    /// The step that exposes; nil where any event with a variant does.
    private(set) var exposure: Int?
    /// Goals that nobody named are left out until there is something to show of them.
    let areDefaults: Bool

    init(_ definition: ExperimentDefinition, funnels: [FunnelDefinition]) {
        areDefaults = definition.goals.isEmpty
        for goal in areDefaults ? ExperimentGoals.defaults(funnels) : definition.goals {
            goals.append(Goal(definition: goal, source: source(goal.kind)))
        }
        exposure = definition.exposure.map { index(of: $0) }
    }

    /// Conversion on the last step of the first funnel, and what is paid on it; any revenue where there is no funnel.
    private static func defaults(_ funnels: [FunnelDefinition]) -> [GoalDefinition] {
        let last = funnels.first?.steps.last.map { step in
            var plain = step
            plain.isOptional = false
            plain.isFirstTimeOnly = false
            return plain
        }
        let conversion = last.map { GoalDefinition(name: $0.name, kind: .conversion($0)) }
        return (conversion.map { [$0] } ?? []) + [
            GoalDefinition(name: "revenue per user", kind: .revenuePerUser(field: nil, on: last)),
            GoalDefinition(name: "average order value", kind: .averageOrderValue(field: nil, on: last)),
        ]
    }

    private mutating func source(_ kind: GoalDefinition.Kind) -> Source {
        switch kind {
        case .conversion(let step), .custom(let step):
            let step = index(of: step)
            if let share = shares.firstIndex(of: step) { return .share(share) }
            shares.append(step)
            return .share(shares.count - 1)
        case .revenuePerUser(let field, let step): return .amounts(ledger: ledger(field, step), perOrder: false)
        case .averageOrderValue(let field, let step): return .amounts(ledger: ledger(field, step), perOrder: true)
        }
    }

    private mutating func ledger(_ field: String?, _ step: StepDefinition?) -> Int {
        let ledger = Ledger(field: field ?? "revenue", step: step.map { index(of: $0) })
        if let index = ledgers.firstIndex(of: ledger) { return index }
        ledgers.append(ledger)
        return ledgers.count - 1
    }

    private mutating func index(of step: StepDefinition) -> Int {
        if let index = steps.firstIndex(where: { $0.alternatives == step.alternatives }) { return index }
        steps.append(step)
        return steps.count - 1
    }
}
