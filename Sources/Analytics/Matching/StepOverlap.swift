import Expressions

/// Whether one event could fill two different steps of a funnel; when in doubt, yes.
enum StepOverlap {
    static func mayOverlap(_ definition: FunnelDefinition) -> Bool {
        let steps = definition.steps
        for first in steps.indices {
            for second in steps.indices where second > first {
                for a in steps[first].alternatives {
                    for b in steps[second].alternatives where !areDisjoint(a, b) { return true }
                }
            }
        }
        return false
    }

    private static func areDisjoint(_ a: StepAlternative, _ b: StepAlternative) -> Bool {
        switch (a.subject, b.subject) {
        case (.event(let x), .event(let y)) where areDisjoint(x, y): return true
        case (.page(let x), .page(let y)) where areDisjoint(x, y): return true
        default: return areDisjoint(a.filter, b.filter)
        }
    }

    /// Patterns differ for certain when the texts before their first `*` part ways.
    private static func areDisjoint(_ x: String, _ y: String) -> Bool {
        if !x.contains("*") && !y.contains("*") { return x != y }
        let a = x.prefix { $0 != "*" }
        let b = y.prefix { $0 != "*" }
        if !x.contains("*") { return !x.hasPrefix(b) }
        if !y.contains("*") { return !y.hasPrefix(a) }
        return !a.hasPrefix(b) && !b.hasPrefix(a)
    }

    /// Two equalities of one field with different texts.
    private static func areDisjoint(_ a: Filter?, _ b: Filter?) -> Bool {
        guard case .comparison(let x)? = a, case .comparison(let y)? = b, x.field == y.field,
            case .equal(let one) = x.operation, case .equal(let other) = y.operation
        else { return false }
        if let number = one.number, let otherNumber = other.number { return number != otherNumber }
        return one.text != other.text
    }
}
