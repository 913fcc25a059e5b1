/// Reads funnel expressions: `checkout: product_viewed > added_to_cart > purchased where revenue > 0 within 1h`.
///
/// A name is followed by a colon and a blank: `a:b` is an event. Without a name the funnel is called after its first and
/// last step.
package enum FunnelParser {
    /// - Complexity: O(n).
    /// - Throws: `ExpressionError` with the place of the first mistake.
    package static func parse(_ text: String) throws(ExpressionError) -> FunnelDefinition {
        var tokens = Tokenizer(text)
        let name = try name(&tokens)
        let steps = try steps(&tokens)
        let definitions = steps.map(\.step)
        let unchecked = FunnelDefinition(name: name ?? FunnelDefinition.usualName(of: definitions), steps: definitions)
        var clauses = ClauseParser(unchecked)
        while try tokens.peek().kind != .end { try clauses.clause(&tokens) }
        if let problem = clauses.definition.problems.first {
            throw tokens.error(problem.message, problem.remedy, at: place(of: problem, steps, clauses))
        }
        return clauses.definition
    }

    private static func name(_ tokens: inout Tokenizer) throws(ExpressionError) -> String? {
        var ahead = tokens
        let token = try ahead.next(in: .subject)
        switch token.kind {
        case .word, .quoted: break
        case .page, .symbol, .end: return nil
        }
        guard (try? ahead.take(.colon)) != nil else { return nil }
        tokens = ahead
        return try StepParser.name(token, of: tokens, after: "")
    }

    private static func steps(_ tokens: inout Tokenizer) throws(ExpressionError) -> [StepParser.Parsed] {
        var steps: [StepParser.Parsed] = []
        repeat {
            let step = try StepParser.step(&tokens)
            guard steps.count < FunnelDefinition.stepCounts.upperBound else {
                let problem = FunnelProblem.tooManySteps
                throw tokens.error(problem.message, problem.remedy, at: step.range)
            }
            steps.append(step)
        } while try tokens.take(.greater) != nil
        return steps
    }

    private static func place(
        of problem: FunnelProblem, _ steps: [StepParser.Parsed], _ clauses: ClauseParser
    ) -> Range<Int> {
        let whole = (steps.first?.range.lowerBound ?? 0)..<(steps.last?.range.upperBound ?? 0)
        func clause(_ question: String) -> Range<Int> { clauses.places[question]?.range ?? whole }
        return switch problem {
        case .tooFewSteps, .tooManySteps: whole
        case .optionalFirstStep: steps.first?.optionalMark ?? whole
        case .emptyWindow: clause("within")
        case .emptyStepWindow: clause("within_step")
        case .openWithFirstEntry: clause("entry")
        case .exclusionOutOfRange(let index, _), .exclusionReversed(let index):
            clauses.exclusionPlaces.indices.contains(index) ? clauses.exclusionPlaces[index] : whole
        }
    }
}
