extension StepDefinition {
    /// The name of a step that was given none: its events and pages, as in `form_opened | /signup`.
    package static func usualName(of alternatives: [StepAlternative]) -> String {
        alternatives.map { alternative in
            switch alternative.subject {
            case .event(let name), .page(let name): name
            case .anything: alternative.filter.map(FilterPrinter.text) ?? "any event"
            }
        }.joined(separator: " | ")
    }
}

extension FunnelDefinition {
    /// The name of a funnel that was given none: its first and its last step.
    package static func usualName(of steps: [StepDefinition]) -> String {
        [steps.first?.name, steps.count > 1 ? steps.last?.name : nil].compactMap { $0 }.joined(separator: " > ")
    }
}
