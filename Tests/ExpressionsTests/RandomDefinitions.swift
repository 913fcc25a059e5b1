import Expressions
import SeededNumbers

/// Definitions of every shape the language can say, from a seed.
struct RandomDefinitions {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private static let words = [
        "a", "purchased", "within", "first", "where", "open", "and", "not", "in", "exists", "as", "between", "*_viewed",
        "$pageview",
        "a b", "it's", "say \"x\"", "back\\slash", "\\", "'", "trail:", ":lead", "a:b", "größe", "日本", "\u{301}x",
        "\u{600}", "👩‍👩‍👧", "x?", "a|b",
        "p>q", "a,b", "(c)", "=", "~", "\n", "\t", "\u{1B}", "42", "-1.5e3", "/not/a/page", "/", "true", "é",
        "e\u{301}", "\r\n",
    ]

    mutating func funnel() -> FunnelDefinition {
        let steps = (0..<Int.random(in: 2...6, using: &random)).map { step(at: $0) }
        var funnel = FunnelDefinition(name: chance(3) ? FunnelDefinition.usualName(of: steps) : word(), steps: steps)
        funnel.order = FunnelDefinition.Order.allCases.randomElement(using: &random) ?? .any
        funnel.entry = FunnelDefinition.Entry.allCases.randomElement(using: &random) ?? .best
        funnel.window = chance(2) ? span() : nil
        funnel.stepWindow = chance(3) ? span() : nil
        funnel.ties = [.any, .strict, .arrival, .grace(span())].randomElement(using: &random) ?? .any
        funnel.counting = FunnelDefinition.Counting.allCases.randomElement(using: &random) ?? .unique
        funnel.unitField = chance(4) ? word() : nil
        funnel.heldField = chance(4) ? word() : nil
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            let first = Int.random(in: 1..<steps.count, using: &random)
            funnel.exclusions.append(
                Exclusion(alternative(), between: first, and: Int.random(in: first + 1...steps.count, using: &random)))
        }
        funnel.exclusionPolicy = chance(2) ? .drop : .remove
        funnel.reusesEvents = chance(3)
        funnel.isOpen = funnel.entry == .best && chance(3)
        funnel.repeats = chance(2) ? .allowed : .stop
        return funnel
    }

    mutating func filter(depth: Int = 4) -> Filter {
        switch depth == 0 ? 0 : Int.random(in: 0...4, using: &random) {
        case 0, 1: .comparison(Comparison(word(), operation()))
        case 2: .and(filter(depth: depth - 1), filter(depth: depth - 1))
        case 3: .or(filter(depth: depth - 1), filter(depth: depth - 1))
        default: .not(filter(depth: depth - 1))
        }
    }

    mutating func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &random) == 0 }

    private mutating func word() -> String {
        let word = Self.words.randomElement(using: &random) ?? "a"
        return chance(4) ? word + (Self.words.randomElement(using: &random) ?? "") : word
    }

    private mutating func span() -> TimeSpan { TimeSpan(microseconds: Int64.random(in: 1...1 << 45, using: &random)) }

    private mutating func step(at index: Int) -> StepDefinition {
        let alternatives = (0..<Int.random(in: 1...3, using: &random)).map { _ in alternative() }
        var step = StepDefinition(name: StepDefinition.usualName(of: alternatives), alternatives: alternatives)
        if chance(3) { step.name = word() }
        step.isOptional = index > 0 && chance(4)
        step.isFirstTimeOnly = chance(4)
        return step
    }

    private mutating func alternative() -> StepAlternative {
        let filter = chance(2) ? filter() : nil
        switch Int.random(in: 0...3, using: &random) {
        case 0: return StepAlternative(.page("/" + word()), filter: filter)
        case 1 where filter != nil: return StepAlternative(.anything, filter: filter)
        default: return StepAlternative(.event(word()), filter: filter)
        }
    }

    private mutating func literal() -> Literal {
        let text = chance(3) ? ["1", "-0.5", "1e3", ".5", "007", "+4"].randomElement(using: &random) ?? "1" : word()
        return Literal(text: text, number: chance(2) ? Double(decimal: text) : nil)
    }

    private mutating func operation() -> Comparison.Operation {
        switch Int.random(in: 0...9, using: &random) {
        case 0: .equal(literal())
        case 1: .notEqual(literal())
        case 2: .less(literal())
        case 3: .lessOrEqual(literal())
        case 4: .greater(literal())
        case 5: .greaterOrEqual(literal())
        case 6: .matches(["a+", #"^\d{2,3}$"#, "(?i)x|y's", #"[^/\]]"#, ""].randomElement(using: &random) ?? "a")
        case 7: .like(word())
        case 8: .oneOf((0...Int.random(in: 0...2, using: &random)).map { _ in literal() })
        default: .exists
        }
    }
}
