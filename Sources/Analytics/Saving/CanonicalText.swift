/// A value as text that says all of it, the same in every process: fields by name, what has no order sorted.
package struct CanonicalText {
    package let text: String

    package init(_ value: Any) { text = CanonicalText.text(value) }

    private static func text(_ value: Any) -> String {
        let mirror = Mirror(reflecting: value)
        let parts = mirror.children.map { child in
            (child.label.map { $0 + ": " } ?? "") + text(child.value)
        }
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.map { text($0.value) } ?? "nil"
        case .collection: return "[" + parts.joined(separator: ", ") + "]"
        case .set, .dictionary: return "[" + parts.sorted().joined(separator: ", ") + "]"
        case .enum where parts.isEmpty: return "\(value)"
        case .none: return (value as? String).map { $0.debugDescription } ?? "\(value)"
        default: return "(" + parts.joined(separator: ", ") + ")"
        }
    }
}
