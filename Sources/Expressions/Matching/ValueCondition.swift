/// A comparison's operation made ready to be asked about many values.
package struct ValueCondition: Sendable {
    private enum Test: Sendable {
        case compare(Literal, holdsFor: @Sendable (Relation) -> Bool)
        case oneOf([Literal])
        case regularExpression(RegularExpression)
        case like(LikePattern)
        case exists
        /// A pattern that no parser would have let through.
        case never
    }

    private enum Relation: Sendable { case less, equal, greater }

    private let test: Test

    package init(_ operation: Comparison.Operation) {
        test =
            switch operation {
            case .equal(let value): .compare(value) { $0 == .equal }
            case .notEqual(let value): .compare(value) { $0 != .equal }
            case .less(let value): .compare(value) { $0 == .less }
            case .lessOrEqual(let value): .compare(value) { $0 != .greater }
            case .greater(let value): .compare(value) { $0 == .greater }
            case .greaterOrEqual(let value): .compare(value) { $0 != .less }
            case .oneOf(let values): .oneOf(values)
            case .matches(let pattern): (try? RegularExpression(pattern)).map { .regularExpression($0) } ?? .never
            case .like(let pattern): .like(LikePattern(pattern))
            case .exists: .exists
            }
    }

    /// Numbers compare as numbers when the value and the bare literal both read as such, everything else as text by
    /// its bytes. Of an absent value (nil) every comparison is false, `!=` too, as in SQL; `not (a = b)` is then true.
    package func isTrue(of text: String?) -> Bool {
        guard let text else { return false }
        switch test {
        case .compare(let literal, let holds): return holds(Self.relation(of: text, to: literal))
        case .oneOf(let literals): return literals.contains { Self.relation(of: text, to: $0) == .equal }
        case .regularExpression(let expression): return expression.isFoundIn(text)
        case .like(let pattern): return pattern.matches(text)
        case .exists: return true
        case .never: return false
        }
    }

    private static func relation(of text: String, to literal: Literal) -> Relation {
        if let right = literal.number, let left = Double(decimal: text) {
            return left < right ? .less : left > right ? .greater : .equal
        }
        if text.utf8.elementsEqual(literal.text.utf8) { return .equal }
        return text.utf8.lexicographicallyPrecedes(literal.text.utf8) ? .less : .greater
    }
}

extension Comparison.Operation {
    /// Makes the operation ready for one value only; keep a `ValueCondition` to ask about many.
    package func isTrue(of text: String?) -> Bool { ValueCondition(self).isTrue(of: text) }
}

extension Filter {
    /// The filter's answer for one event, whose fields `value` gives as text, nil when absent.
    ///
    /// The slow, plain meaning: patterns are prepared on every call.
    package func isTrue(_ value: (String) -> String?) -> Bool {
        switch self {
        case .comparison(let comparison): comparison.operation.isTrue(of: value(comparison.field))
        case .and(let left, let right): left.isTrue(value) && right.isTrue(value)
        case .or(let left, let right): left.isTrue(value) || right.isTrue(value)
        case .not(let inner): !inner.isTrue(value)
        }
    }
}
