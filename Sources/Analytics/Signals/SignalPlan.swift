import Expressions

/// The signals of a configuration, made ready to run.
final class SignalPlan {
    /// Signals told apart: one bit each.
    static let limit = 32

    let definitions: [SignalDefinition]
    let derived: DerivedRules
    /// Those found in rows.
    let rowSignals: UInt32
    /// Fills `steps` with the signals found in a row, `exclusions` with the signals of dwell whose place it is, and
    /// `firstPasses` where it is a conversion.
    let classifier: EventClassifier
    /// Filters of segments, where derived signals stand in funnels or experiments and need them.
    let segments: [CompiledFilter]
    let revenue: Int

    /// nil where no signals are asked for.
    static func make(
        _ configuration: AnalyticsConfiguration, collector: inout ColumnCollector
    ) throws(PlanError) -> SignalPlan? {
        guard !configuration.signals.isEmpty else { return nil }
        guard configuration.signals.count <= limit else { throw .tooManySignals(configuration.signals.count) }
        return SignalPlan(configuration, collector: &collector)
    }

    private init(_ configuration: AnalyticsConfiguration, collector: inout ColumnCollector) {
        definitions = configuration.signals
        derived = DerivedRules(definitions, gap: SessionPlan.gap(configuration))
        let last = SignalPlan.conversion(configuration)
        classifier = EventClassifier(signals: definitions, conversion: last, columns: &collector)
        rowSignals = definitions.enumerated().reduce(0) { $1.element.isDerived ? $0 : $0 | 1 << UInt32($1.offset) }
        segments =
            derived.isEmpty
            ? [] : configuration.segments.prefix(32).map { CompiledFilter($0.filter, columns: &collector) }
        revenue = collector.index(of: "revenue", .number)
    }

    /// The step by which signals are measured: the last of the main funnel; nil without funnels.
    static func conversion(_ configuration: AnalyticsConfiguration) -> StepDefinition? {
        let kpi = configuration.kpi.flatMap { name in configuration.funnels.first { $0.name == name } }
        return (kpi ?? configuration.funnels.first)?.steps.last
    }

    /// The derived signals by which that step can be filled.
    static func derivedConversions(_ configuration: AnalyticsConfiguration) -> [Int] {
        let names = conversion(configuration)?.alternatives.compactMap(\.signalName) ?? []
        return configuration.signals.indices.filter {
            configuration.signals[$0].isDerived && names.contains(configuration.signals[$0].name)
        }
    }
}

extension StepAlternative {
    /// The name under which it may mean a signal.
    var signalName: String? {
        guard case .event(let name) = subject else { return nil }
        return name
    }
}

extension FunnelDefinition {
    /// What its steps can be filled by where names stand for signals; for telling whether steps overlap, not for running.
    func expanded(_ signals: [SignalDefinition]) -> FunnelDefinition {
        guard !signals.isEmpty else { return self }
        var expanded = self
        for step in steps.indices {
            for alternative in steps[step].alternatives {
                for signal in signals where signal.name == alternative.signalName {
                    switch signal.kind {
                    case .action(let action), .carried(let action, _, _, _):
                        expanded.steps[step].alternatives.append(action)
                    case .destination(let pattern):
                        if case .glob(let glob) = pattern.match, !pattern.includesQuery {
                            expanded.steps[step].alternatives.append(StepAlternative(.page(glob)))
                        } else {
                            expanded.steps[step].alternatives.append(StepAlternative(.anything))
                        }
                    case .sessionLength, .dwell, .pagesPerSession: break
                    }
                }
            }
        }
        return expanded
    }

    /// The derived signals that its steps or exclusions name.
    func derivedSignals(_ signals: [SignalDefinition]) -> [SignalDefinition] {
        let names = (steps.flatMap(\.alternatives) + exclusions.map(\.event)).compactMap(\.signalName)
        return signals.filter { $0.isDerived && names.contains($0.name) }
    }
}
