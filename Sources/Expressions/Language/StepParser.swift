/// Reads one step: `[first] alternative { | alternative } [?] [as name]`.
///
/// An event is a bare or quoted name with `*` for any text; a page begins with `/`, bare or in quotes. An event whose
/// name begins with `/` is written `'\/name'`; a `?` that belongs to a page or a name stands in quotes.
package enum StepParser {
    /// A step with the places that later checks complain about, in Unicode scalars.
    struct Parsed {
        var step: StepDefinition
        var range: Range<Int>
        var optionalMark: Range<Int>?
    }

    /// Words of the language: an event of such a name is quoted.
    static let reserved = ["first", "where", "as", "between"] + Clause.allCases.map(\.rawValue)

    /// - Throws: `ExpressionError` with the place of the first mistake.
    package static func parse(_ text: String) throws(ExpressionError) -> StepDefinition {
        var tokens = Tokenizer(text)
        let parsed = try step(&tokens)
        try tokens.expectEnd("this is one step: names with spaces or signs stand in quotes")
        return parsed.step
    }

    static func step(_ tokens: inout Tokenizer) throws(ExpressionError) -> Parsed {
        let begin = try tokens.peek(in: .subject).range.lowerBound
        let isFirst = try tokens.take(word: "first") != nil
        let (alternatives, end) = try alternatives(&tokens)
        var step = StepDefinition(name: StepDefinition.usualName(of: alternatives), alternatives: alternatives)
        step.isFirstTimeOnly = isFirst
        let mark = try tokens.take(.question)
        step.isOptional = mark != nil
        var last = mark?.range.upperBound ?? end
        if try tokens.take(word: "as") != nil {
            let token = try tokens.next()
            step.name = try name(token, of: tokens, after: "as")
            last = token.range.upperBound
        }
        return Parsed(step: step, range: begin..<last, optionalMark: mark?.range)
    }

    static func alternatives(
        _ tokens: inout Tokenizer
    ) throws(ExpressionError) -> (alternatives: [StepAlternative], end: Int) {
        var alternatives: [StepAlternative] = []
        var end = 0
        repeat {
            let (alternative, alternativeEnd) = try alternative(&tokens)
            alternatives.append(alternative)
            end = alternativeEnd
        } while try tokens.take(.pipe) != nil
        return (alternatives, end)
    }

    /// A name given by the user: a word of any kind, or quoted text that is not empty.
    static func name(_ token: Token, of tokens: Tokenizer, after what: String) throws(ExpressionError) -> String {
        switch token.kind {
        case .word(let name), .quoted(let name, _):
            guard !name.isEmpty else { throw tokens.error("this name is empty", at: token.range) }
            return name
        case .page, .symbol, .end:
            throw tokens.error("expected a name after `\(what)`, " + token.found, "put it in quotes", at: token.range)
        }
    }

    private static func alternative(
        _ tokens: inout Tokenizer
    ) throws(ExpressionError) -> (alternative: StepAlternative, end: Int) {
        let token = try tokens.peek(in: .subject)
        var alternative = StepAlternative(.anything)
        if !token.isWord("where") {
            alternative.subject = try subject(try tokens.next(in: .subject), of: tokens)
        }
        if try tokens.take(word: "where") != nil {
            alternative.filter = try FilterParser.filter(&tokens)
            return (alternative, tokens.consumed)
        }
        return (alternative, token.range.upperBound)
    }

    private static func subject(_ token: Token, of tokens: Tokenizer) throws(ExpressionError) -> StepAlternative.Subject
    {
        switch token.kind {
        case .word(let name):
            guard !reserved.contains(name) else {
                throw tokens.error(
                    "expected an event or a page, but `\(name)` is a word of the language",
                    "an event of that name is quoted: '\(name)'", at: token.range)
            }
            return .event(name)
        case .quoted(let name, let isEscaped):
            guard !name.isEmpty else { throw tokens.error("this name is empty", at: token.range) }
            return name.unicodeScalars.first == "/" && !isEscaped ? .page(name) : .event(name)
        case .page(let path): return .page(path)
        case .symbol(let symbol):
            let remedy =
                symbol == .pipe ? "one `|` between two events" : symbol == .greater ? "one `>` between two steps" : nil
            throw tokens.error(
                "expected an event or a page, " + token.found, remedy ?? "names with signs stand in quotes",
                at: token.range)
        case .end:
            throw tokens.error("expected an event or a page, " + token.found, "such as purchased", at: token.range)
        }
    }
}
