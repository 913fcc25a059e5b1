/// A condition on one event (SPEC §7 `filter`).
package indirect enum Filter: Sendable, Hashable {
    case comparison(Comparison)
    case and(Filter, Filter)
    case or(Filter, Filter)
    case not(Filter)
}

/// `field operator value`, the leaf of a filter.
package struct Comparison: Sendable, Hashable {
    package enum Operation: Sendable, Hashable {
        case equal(Literal), notEqual(Literal)
        case less(Literal), lessOrEqual(Literal), greater(Literal), greaterOrEqual(Literal)
        /// A regular expression found anywhere in the text.
        case matches(String)
        /// A pattern over the whole text: `%` any text, `_` any character.
        case like(String)
        case oneOf([Literal])
        case exists
    }

    package var field: String
    package var operation: Operation

    package init(_ field: String, _ operation: Operation) {
        self.field = field
        self.operation = operation
    }
}

/// A value as it was written. Two literals compare as numbers when both read as numbers, as text otherwise.
package struct Literal: Sendable, Hashable {
    package var text: String
    /// Set when the text, unquoted, reads as a number.
    package var number: Double?

    package init(text: String, number: Double? = nil) {
        self.text = text
        self.number = number
    }
}
