/// Reads what follows a field name: the operator and its value.
enum ComparisonParser {
    static func operation(
        _ tokens: inout Tokenizer, of field: String
    ) throws(ExpressionError) -> Comparison.Operation {
        let token = try tokens.next()
        switch token.kind {
        case .symbol(.equal): return .equal(try literal(&tokens, after: "="))
        case .symbol(.notEqual): return .notEqual(try literal(&tokens, after: "!="))
        case .symbol(.less): return .less(try literal(&tokens, after: "<"))
        case .symbol(.lessOrEqual): return .lessOrEqual(try literal(&tokens, after: "<="))
        case .symbol(.greater): return .greater(try literal(&tokens, after: ">"))
        case .symbol(.greaterOrEqual): return .greaterOrEqual(try literal(&tokens, after: ">="))
        case .symbol(.matches): return .matches(try pattern(&tokens))
        case .word("like"): return .like(try literal(&tokens, after: "like").text)
        case .word("in"): return .oneOf(try list(&tokens))
        case .word("exists"): return .exists
        case .word(let word):
            throw tokens.error(
                ExpressionExcerpt.quote(word) + " is not an operator", remedy(for: word), at: token.range)
        case .symbol, .quoted, .page, .end:
            throw tokens.error(
                "expected an operator after " + ExpressionExcerpt.quote(field) + ", " + token.found,
                "one of: " + FilterParser.operators.joined(separator: " "), at: token.range)
        }
    }

    private static func remedy(for word: String) -> String {
        switch word.lowercased() {
        case "is", "equals", "eq", "==": "did you mean `=`?"
        case "contains", "includes", "has": "did you mean `like '%…%'`?"
        case "matches", "regex", "regexp", "rlike": "did you mean `~`?"
        case "ne", "isnt": "did you mean `!=`?"
        case "gt": "did you mean `>`?"
        case "lt": "did you mean `<`?"
        default: Suggestion.remedy(for: word, among: FilterParser.operators)
        }
    }

    private static func literal(
        _ tokens: inout Tokenizer, after operation: String
    ) throws(ExpressionError) -> Literal {
        let token = try tokens.next()
        switch token.kind {
        case .word(let text): return Literal(text: text, number: Double(decimal: text))
        case .quoted(let text, _): return Literal(text: text)
        case .page, .symbol, .end:
            throw tokens.error(
                "expected a value after `\(operation)`, " + token.found, "put values with spaces or signs in quotes",
                at: token.range)
        }
    }

    private static func list(_ tokens: inout Tokenizer) throws(ExpressionError) -> [Literal] {
        guard try tokens.take(.open) != nil else {
            let token = try tokens.peek()
            throw tokens.error("expected `(` after `in`, " + token.found, "such as in (DE, AT)", at: token.range)
        }
        var values: [Literal] = []
        repeat {
            values.append(try literal(&tokens, after: values.isEmpty ? "(" : ","))
        } while try tokens.take(.comma) != nil
        guard try tokens.take(.close) != nil else {
            let token = try tokens.peek()
            throw tokens.error(
                "expected `,` or `)` in this list, " + token.found, "such as in (DE, AT)", at: token.range)
        }
        return values
    }

    /// A regular expression, checked here so that a mistake is shown where it stands.
    private static func pattern(_ tokens: inout Tokenizer) throws(ExpressionError) -> String {
        let token = try tokens.peek()
        let text = try literal(&tokens, after: "~").text
        do throws(ExpressionError) {
            _ = try RegularExpression(text)
        } catch {
            // Without escapes the quoted text stands one sign after its quote, and the place can be exact.
            let count = text.unicodeScalars.count
            let shift = token.range.count == count ? 0 : token.range.count == count + 2 ? 1 : nil
            var place = token.range
            if let shift {
                let before = text.prefix(error.offset).unicodeScalars.count
                let width = text.dropFirst(error.offset).prefix(error.length).unicodeScalars.count
                place = token.range.lowerBound + shift + before..<token.range.lowerBound + shift + before + width
            }
            throw tokens.error(error.message, error.remedy, at: place)
        }
        return text
    }
}
