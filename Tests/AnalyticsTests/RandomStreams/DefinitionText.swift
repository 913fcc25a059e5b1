import Expressions

/// A definition as one line of those fields that are not at their defaults, for failure messages.
struct DefinitionText: CustomStringConvertible {
    var definition: FunnelDefinition

    var description: String {
        let plain = FunnelDefinition(name: definition.name, steps: definition.steps)
        var words = definition.steps.map { step in
            (step.isFirstTimeOnly ? "first " : "")
                + step.alternatives.map(Self.text).joined(separator: "|") + (step.isOptional ? "?" : "")
        }.joined(separator: " > ")
        func add<Value: Equatable>(_ name: String, _ path: KeyPath<FunnelDefinition, Value>) {
            if definition[keyPath: path] != plain[keyPath: path] { words += ", \(name) \(definition[keyPath: path])" }
        }
        words += definition.window.map { " within \(Self.text($0))" } ?? ""
        words += definition.stepWindow.map { " within_step \(Self.text($0))" } ?? ""
        add("order", \.order)
        add("entry", \.entry)
        add("ties", \.ties)
        add("count", \.counting)
        words += definition.unitField.map { ", per \($0)" } ?? ""
        words += definition.heldField.map { ", holding \($0)" } ?? ""
        for exclusion in definition.exclusions {
            words += ", excluding \(Self.text(exclusion.event)) between \(exclusion.first) and \(exclusion.last)"
        }
        add("policy", \.exclusionPolicy)
        add("reuse", \.reusesEvents)
        add("open", \.isOpen)
        add("repeats", \.repeats)
        return words
    }

    private static func text(_ span: TimeSpan) -> String { "\(Double(span.microseconds) / 1e6)s" }

    private static func text(_ alternative: StepAlternative) -> String {
        let subject =
            switch alternative.subject {
            case .event(let name): name
            case .page(let path): path
            case .anything: ""
            }
        return subject + (alternative.filter.map { " where \($0)" } ?? "")
    }
}
