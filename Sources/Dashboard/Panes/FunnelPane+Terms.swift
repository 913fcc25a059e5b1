import Analytics
import Expressions

extension FunnelPane {
    /// The rules of a funnel that differ from the usual, and its window: `within 1 h · unique users`.
    static func terms(_ definition: FunnelDefinition, _ format: Formatting) -> String {
        var terms: [String] = []
        if let window = definition.window { terms.append("within \(format.span(window))") }
        if let window = definition.stepWindow { terms.append("each step within \(format.span(window))") }
        switch definition.order {
        case .ordered: break
        case .strict: terms.append("strict order")
        case .any: terms.append("any order")
        }
        if definition.isOpen { terms.append("open") }
        if !definition.exclusions.isEmpty { terms.append("with exclusions") }
        if let field = definition.heldField { terms.append("same \(field)") }
        switch (definition.counting, definition.unitField) {
        case (.unique, nil): terms.append("unique users")
        case (.unique, let field?): terms.append("unique \(field)")
        case (.total, _): terms.append("all attempts")
        case (.session, _): terms.append("sessions")
        }
        return terms.joined(separator: " · ")
    }
}
