/// Reads filters: comparisons `field operator value`, joined by `and`, `or`, `not` and parentheses.
///
/// `not` binds tightest, then `and`, then `or`.
package enum FilterParser {
    /// Deeper nesting is an error: the parser and every walk of a filter recurse.
    static let deepest = 64
    /// `and` chains make trees as deep as they are long.
    static let mostComparisons = 256
    static let operators = ["=", "!=", "<", "<=", ">", ">=", "~", "like", "in", "exists"]

    /// - Throws: `ExpressionError` with the place of the first mistake.
    package static func parse(_ text: String) throws(ExpressionError) -> Filter {
        var tokens = Tokenizer(text)
        let filter = try filter(&tokens)
        try tokens.expectEnd("join conditions with `and` or `or`, and put values with spaces or signs in quotes")
        return filter
    }

    static func filter(_ tokens: inout Tokenizer) throws(ExpressionError) -> Filter {
        var walk = Walk()
        return try walk.disjunction(&tokens)
    }

    private struct Walk {
        var depth = 0
        var comparisons = 0

        mutating func disjunction(_ tokens: inout Tokenizer) throws(ExpressionError) -> Filter {
            var left = try conjunction(&tokens)
            while try tokens.take(word: "or") != nil { left = .or(left, try conjunction(&tokens)) }
            return left
        }

        mutating func conjunction(_ tokens: inout Tokenizer) throws(ExpressionError) -> Filter {
            var left = try condition(&tokens)
            while try tokens.take(word: "and") != nil { left = .and(left, try condition(&tokens)) }
            return left
        }

        mutating func condition(_ tokens: inout Tokenizer) throws(ExpressionError) -> Filter {
            let token = try tokens.peek()
            depth += 1
            defer { depth -= 1 }
            guard depth <= FilterParser.deepest else {
                throw tokens.error(
                    "conditions are nested deeper than \(FilterParser.deepest) levels", "use fewer parentheses",
                    at: token.range)
            }
            if try tokens.take(word: "not") != nil { return .not(try condition(&tokens)) }
            guard try tokens.take(.open) != nil else { return .comparison(try comparison(&tokens)) }
            let inner = try disjunction(&tokens)
            guard try tokens.take(.close) != nil else {
                let found = try tokens.peek()
                throw tokens.error("expected `)`, " + found.found, "close the parenthesis", at: found.range)
            }
            return inner
        }

        mutating func comparison(_ tokens: inout Tokenizer) throws(ExpressionError) -> Comparison {
            let token = try tokens.next()
            comparisons += 1
            guard comparisons <= FilterParser.mostComparisons else {
                throw tokens.error(
                    "more than \(FilterParser.mostComparisons) comparisons in one filter", "use `in (…)`",
                    at: token.range)
            }
            switch token.kind {
            case .word(let field), .quoted(let field, _):
                guard !field.isEmpty else { throw tokens.error("this field has no name", at: token.range) }
                return Comparison(field, try ComparisonParser.operation(&tokens, of: field))
            case .page, .symbol, .end:
                throw tokens.error(
                    "expected a field name, " + token.found, "such as country = DE", at: token.range)
            }
        }
    }
}
