/// The words that begin a clause of a funnel.
enum Clause: String, CaseIterable {
    case within, withinStep = "within_step", ordered, strict, any, per, holding, excluding, count, entry, ties, grace
    case reuse, open, repeats, policy

    /// Clauses that answer the same question; only one of them may stand in a funnel. Nil may be repeated.
    var question: String? {
        switch self {
        case .ordered, .strict, .any: "order"
        case .ties, .grace: "ties"
        case .excluding: nil
        default: rawValue
        }
    }
}

/// Reads the clauses after the steps, in any order, into a definition.
struct ClauseParser {
    var definition: FunnelDefinition
    /// Where each question was answered, for later complaints.
    private(set) var places: [String: (clause: Clause, range: Range<Int>)] = [:]
    /// The place of the range, or of the event, of each entry of `definition.exclusions`.
    private(set) var exclusionPlaces: [Range<Int>] = []

    init(_ definition: FunnelDefinition) { self.definition = definition }

    /// Reads one clause; the next token must exist.
    mutating func clause(_ tokens: inout Tokenizer) throws(ExpressionError) {
        let token = try tokens.next()
        guard case .word(let word) = token.kind, let clause = Clause(rawValue: word) else {
            throw unexpected(token, tokens)
        }
        if let question = clause.question {
            if let earlier = places[question] { throw conflict(clause, with: earlier.clause, at: token, tokens) }
            places[question] = (clause, token.range)
        }
        try read(clause, &tokens)
        if let question = clause.question {
            places[question] = (clause, token.range.lowerBound..<tokens.consumed)
        }
    }

    private mutating func read(_ clause: Clause, _ tokens: inout Tokenizer) throws(ExpressionError) {
        switch clause {
        case .within: definition.window = try DurationParser.duration(&tokens, after: "within")
        case .withinStep: definition.stepWindow = try DurationParser.duration(&tokens, after: "within_step")
        case .ordered: definition.order = .ordered
        case .strict: definition.order = .strict
        case .any:
            guard try tokens.take(word: "order") != nil else {
                let found = try tokens.peek()
                throw tokens.error("expected `order` after `any`, " + found.found, "write `any order`", at: found.range)
            }
            definition.order = .any
        case .per: definition.unitField = try StepParser.name(try tokens.next(), of: tokens, after: "per")
        case .holding: definition.heldField = try StepParser.name(try tokens.next(), of: tokens, after: "holding")
        case .excluding: try exclusion(&tokens)
        case .count: definition.counting = try choice(&tokens, after: "count")
        case .entry: definition.entry = try choice(&tokens, after: "entry")
        case .ties:
            let word: TieWord = try choice(&tokens, after: "ties")
            definition.ties = word.ties
        case .grace: definition.ties = .grace(try DurationParser.duration(&tokens, after: "grace"))
        case .reuse: definition.reusesEvents = true
        case .open: definition.isOpen = true
        case .repeats: definition.repeats = try choice(&tokens, after: "repeats")
        case .policy: definition.exclusionPolicy = try choice(&tokens, after: "policy")
        }
    }

    private enum TieWord: String, CaseIterable {
        case any, strict, arrival

        var ties: FunnelDefinition.Ties {
            switch self {
            case .any: .any
            case .strict: .strict
            case .arrival: .arrival
            }
        }
    }

    private func choice<Word: RawRepresentable & CaseIterable>(
        _ tokens: inout Tokenizer, after clause: String
    ) throws(ExpressionError) -> Word where Word.RawValue == String {
        let token = try tokens.next()
        let possible = Word.allCases.map(\.rawValue)
        guard case .word(let word) = token.kind else {
            throw tokens.error(
                "expected a word after `\(clause)`, " + token.found, "one of: " + possible.joined(separator: ", "),
                at: token.range)
        }
        guard let value = Word(rawValue: word) else {
            throw tokens.error(
                ExpressionExcerpt.quote(word) + " cannot stand after `\(clause)`",
                Suggestion.remedy(for: word, among: possible), at: token.range)
        }
        return value
    }

    private mutating func exclusion(_ tokens: inout Tokenizer) throws(ExpressionError) {
        let begin = try tokens.peek(in: .subject)
        let alternatives = try StepParser.alternatives(&tokens).alternatives
        var place = begin.range.lowerBound..<tokens.consumed
        var bounds = (first: 1, last: definition.steps.count)
        if let between = try tokens.take(word: "between") {
            bounds.first = try stepNumber(&tokens)
            guard try tokens.take(word: "and") != nil else {
                let found = try tokens.peek()
                throw tokens.error(
                    "expected `and` between two step numbers, " + found.found, "such as between 1 and 2",
                    at: found.range)
            }
            bounds.last = try stepNumber(&tokens)
            place = between.range.lowerBound..<tokens.consumed
        }
        for alternative in alternatives {
            definition.exclusions.append(Exclusion(alternative, between: bounds.first, and: bounds.last))
            exclusionPlaces.append(place)
        }
    }

    private func stepNumber(_ tokens: inout Tokenizer) throws(ExpressionError) -> Int {
        let token = try tokens.next()
        guard case .word(let word) = token.kind, let number = Int(word), number >= 0 else {
            throw tokens.error(
                "expected the number of a step, " + token.found, "a number from 1 to \(definition.steps.count)",
                at: token.range)
        }
        return number
    }

    private func conflict(
        _ clause: Clause, with earlier: Clause, at token: Token, _ tokens: Tokenizer
    ) -> ExpressionError {
        if clause == earlier {
            return tokens.error("`\(clause.rawValue)` stands twice", "leave one of them out", at: token.range)
        }
        let names = [clause, earlier].map { $0 == .any ? "any order" : $0.rawValue }
        return tokens.error("`\(names[0])` contradicts `\(names[1])`", "leave one of them out", at: token.range)
    }

    private func unexpected(_ token: Token, _ tokens: Tokenizer) -> ExpressionError {
        switch token.kind {
        case .word(let word):
            if word == "and" || word == "or" || word == "not" {
                return tokens.error(
                    "`\(word)` stands outside a filter", "a filter begins with `where`", at: token.range)
            }
            let known = Clause.allCases.map(\.rawValue) + ["where", "as", "and", "or"]
            if let near = Suggestion.nearest(to: word, in: known) {
                return tokens.error(
                    ExpressionExcerpt.quote(word) + " is not a clause", "did you mean `\(near)`?", at: token.range)
            }
            return tokens.error(
                "expected `>` or a clause, " + token.found,
                "steps are separated by `>`; names with spaces stand in quotes", at: token.range)
        case .symbol(.colon):
            return tokens.error(
                "a funnel's name stands first, before one colon", "names with spaces stand in quotes", at: token.range)
        case .symbol(let symbol)
        where [.equal, .notEqual, .less, .lessOrEqual, .greaterOrEqual, .matches].contains(symbol):
            return tokens.error(
                "expected `>` or a clause, " + token.found, "a filter begins with `where`", at: token.range)
        case .symbol(.greater):
            return tokens.error("a step after a clause", "clauses stand after the last step", at: token.range)
        case .symbol(.question):
            return tokens.error("unexpected `?`", "the mark of an optional step stands before `as`", at: token.range)
        case .quoted, .page, .symbol, .end:
            return tokens.error(
                "expected `>` or a clause, " + token.found, "steps are separated by `>`", at: token.range)
        }
    }
}
