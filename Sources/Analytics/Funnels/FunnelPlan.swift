import Expressions

/// Where the columns that a funnel looks at are found in a batch.
struct FunnelColumns {
    enum Unit {
        case field(Int)
        case session(Int)
    }

    /// nil where users are counted.
    var unit: Unit?
    var revenue: Int?
    var held: Int?
    var breakdowns: [Int]
}

/// One funnel, for everybody or for one segment, made ready to run.
struct FunnelPlan {
    let definition: FunnelDefinition
    let rules: FunnelRules
    let breakdowns: [AnalyticsConfiguration.Breakdown]
    let segment: CompiledFilter?
    let columns: FunnelColumns
    let classifier: EventClassifier

    init(
        _ definition: FunnelDefinition, _ configuration: AnalyticsConfiguration,
        segment: Filter?, breakdowns: [AnalyticsConfiguration.Breakdown], collector: inout ColumnCollector
    ) throws(PlanError) {
        try FunnelPlan.check(definition, configuration)
        self.definition = definition
        self.breakdowns = breakdowns
        rules = FunnelRules(
            definition.expanded(configuration.signals), sessionGap: configuration.sessionGap,
            sessionsByField: configuration.sessionsByField,
            attributions: breakdowns.map(\.attribution))
        self.segment = segment.map { CompiledFilter($0, columns: &collector) }
        classifier = EventClassifier(definition, signals: configuration.signals, columns: &collector)
        let unit: FunnelColumns.Unit? =
            if let field = definition.unitField {
                .field(collector.index(of: field, .key))
            } else if definition.counting == .session, configuration.sessionsByField {
                .session(collector.index(of: "session", .key))
            } else {
                nil
            }
        columns = FunnelColumns(
            unit: unit, revenue: collector.index(of: "revenue", .number),
            held: definition.heldField.map { collector.index(of: $0, .key) },
            breakdowns: breakdowns.map { collector.index(of: $0.field, .symbol) })
    }

    private static func check(
        _ definition: FunnelDefinition, _ configuration: AnalyticsConfiguration
    ) throws(PlanError) {
        func refuse(_ a: String, _ b: String, _ isTrue: Bool) throws(PlanError) {
            if isTrue { throw PlanError.cannotCombine(funnel: definition.name, a, b) }
        }
        for signal in definition.derivedSignals(configuration.signals) {
            func refuse(_ problem: String, _ isTrue: Bool) throws(PlanError) {
                if isTrue {
                    throw PlanError.derivedSignal(funnel: definition.name, signal: signal.name, problem)
                }
            }
            try refuse("be counted `per` a field", definition.unitField != nil)
            try refuse(
                "be counted by a session field", definition.counting == .session && configuration.sessionsByField)
            try refuse("hold a value", definition.heldField != nil)
            let alternatives = definition.steps.flatMap(\.alternatives) + definition.exclusions.map(\.event)
            try refuse(
                "have a filter", alternatives.contains { $0.signalName == signal.name && $0.filter != nil })
        }
        let holds = definition.heldField != nil
        let removes = definition.exclusionPolicy == .remove && !definition.exclusions.isEmpty
        let stops = definition.repeats == .stop
        let graces = if case .grace = definition.ties { true } else { false }
        let excludes = !definition.exclusions.isEmpty
        switch definition.order {
        case .strict:
            try refuse("strict", "holding", holds)
            try refuse("strict", "repeats stop", stops)
            try refuse("strict", "grace", graces)
            try refuse("strict", "excluding", excludes)
        case .any:
            try refuse("any order", "holding", holds)
            try refuse("any order", "repeats stop", stops)
            try refuse("any order", "grace", graces)
            try refuse("any order", "excluding", excludes)
            try refuse("any order", "within_step", definition.stepWindow != nil)
            try refuse("any order", "entry first", definition.entry == .first)
            try refuse("any order", "open", definition.isOpen)
            try refuse("any order", "count total", definition.counting == .total)
            try refuse("any order", "an optional step", definition.steps.contains(where: \.isOptional))
        case .ordered: break
        }
        if definition.counting == .total {
            try refuse("count total", "holding", holds)
            try refuse("count total", "policy remove", removes)
            try refuse("count total", "repeats stop", stops)
            try refuse("count total", "grace", graces)
            try refuse("count total", "open", definition.isOpen)
        }
        if definition.counting == .session, !configuration.sessionsByField {
            try refuse("count session by gap", "holding", holds)
            try refuse("count session by gap", "policy remove", removes)
            try refuse("count session by gap", "repeats stop", stops)
            try refuse("count session by gap", "grace", graces)
            try refuse("count session by gap", "per", definition.unitField != nil)
        }
        try refuse("grace", "within_step", graces && definition.stepWindow != nil)
        try refuse("grace", "excluding", graces && excludes)
        try refuse("grace", "an optional step", graces && definition.steps.contains(where: \.isOptional))
        try refuse("repeats stop", "policy remove", stops && removes)
        try refuse("holding", "policy remove", holds && removes)
        try refuse("holding", "repeats stop", holds && stops)
        try refuse("open", "policy remove", removes && definition.isOpen)
        try refuse(
            "count total", "breakdown by all values",
            definition.counting != .unique && configuration.breakdowns.contains { $0.attribution == .all })
        for breakdown in configuration.breakdowns {
            if case .step(let step) = breakdown.attribution, step > definition.steps.count {
                throw PlanError.noSuchStep(funnel: definition.name, step: step, of: definition.steps.count)
            }
        }
        if configuration.breakdowns.count > 8 { throw PlanError.tooManyBreakdowns(configuration.breakdowns.count) }
        if definition.exclusions.count > 32 { throw PlanError.tooManyExclusions(funnel: definition.name) }
    }
}

/// A definition that cannot be computed.
package enum PlanError: Error, Sendable, Hashable, CustomStringConvertible {
    case cannotCombine(funnel: String, String, String)
    case tooManyBreakdowns(Int)
    case tooManyExclusions(funnel: String)
    case experiment(String, String)
    case tooManySignals(Int)
    /// A signal of duration stands where only events can.
    case derivedSignal(funnel: String, signal: String, String)
    /// A breakdown looks at a step that the funnel does not have.
    case noSuchStep(funnel: String, step: Int, of: Int)

    package var description: String {
        switch self {
        case .cannotCombine(let funnel, let a, let b):
            "funnel \(funnel): \(a) and \(b) cannot be combined; leave one of them out"
        case .tooManyBreakdowns(let count): "\(count) breakdowns, at most 8 can be shown together; leave some out"
        case .noSuchStep(let funnel, let step, let count):
            "funnel \(funnel) has \(count) steps: its values cannot be those of step \(step); name one of 1 to \(count)"
        case .experiment(let name, let problem): "experiment \(name): \(problem)"
        case .tooManySignals(let count):
            "\(count) signals, at most \(SignalPlan.limit) can be told apart; leave some out"
        case .derivedSignal(let funnel, let signal, let problem):
            "funnel \(funnel): the signal \(signal) lies between events and cannot \(problem); leave that out"
        case .tooManyExclusions(let funnel): "funnel \(funnel): at most 32 exclusions"
        }
    }
}
