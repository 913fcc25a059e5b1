/// Writes a filter so that the parser reads the same filter again.
package enum FilterPrinter {
    private enum Strength: Int {
        case disjunction, conjunction, condition
    }

    /// With no more parentheses than the reading needs.
    package static func text(_ filter: Filter) -> String { text(filter, .disjunction) }

    private static func text(_ filter: Filter, _ needed: Strength) -> String {
        switch filter {
        case .comparison(let comparison):
            return name(comparison.field, besides: ["not"]) + " " + text(comparison.operation)
        case .not(let inner): return "not " + text(inner, .condition)
        case .and(let left, let right):
            // The parser leans to the left: a tree that leans to the right keeps its parentheses.
            let joined = text(left, .conjunction) + " and " + text(right, .condition)
            return needed.rawValue > Strength.conjunction.rawValue ? "(" + joined + ")" : joined
        case .or(let left, let right):
            let joined = text(left, .disjunction) + " or " + text(right, .conjunction)
            return needed.rawValue > Strength.disjunction.rawValue ? "(" + joined + ")" : joined
        }
    }

    private static func text(_ operation: Comparison.Operation) -> String {
        switch operation {
        case .equal(let value): "= " + text(value)
        case .notEqual(let value): "!= " + text(value)
        case .less(let value): "< " + text(value)
        case .lessOrEqual(let value): "<= " + text(value)
        case .greater(let value): "> " + text(value)
        case .greaterOrEqual(let value): ">= " + text(value)
        case .matches(let pattern): "~ " + name(pattern)
        case .like(let pattern): "like " + name(pattern)
        case .oneOf(let values): "in (" + values.map(text).joined(separator: ", ") + ")"
        case .exists: "exists"
        }
    }

    /// Quotes keep text that looks like a number from being one.
    private static func text(_ value: Literal) -> String {
        value.number == nil && Double(decimal: value.text) != nil ? quoted(value.text) : name(value.text)
    }

    /// Bare where the tokenizer allows it, in quotes otherwise.
    static func name(_ text: String, besides reserved: [String] = []) -> String {
        Tokenizer.isBareWord(text) && !reserved.contains(text) ? text : quoted(text)
    }

    static func quoted(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        result.append("'")
        for scalar in text.unicodeScalars {
            if scalar == "'" || scalar == "\\" { result.append("\\") }
            result.append(scalar)
        }
        result.append("'")
        return String(result)
    }
}
