import Expressions

/// The regular expressions of ready-made signals, as something a person reads.
///
///     an event such as searched, search performed (12 names) happened, or a page such as /search, /suche was seen
struct ReadyMadeWords {
    let text: String
    private static let shown = 3

    /// nil for an action that is not put together as the ready-made ones are.
    init?(_ action: StepAlternative) {
        guard case .anything = action.subject, let filter = action.filter else { return nil }
        switch filter {
        case .comparison(let names):
            guard let events = ReadyMadeWords.events(names) else { return nil }
            text = "\(events) happened"
        case .or(.comparison(let names), .and(.comparison(let paths), .not(.comparison))):
            guard let events = ReadyMadeWords.events(names), let pages = ReadyMadeWords.pages(paths) else { return nil }
            text = "\(events) happened, or \(pages) was seen"
        default: return nil
        }
    }

    private static func events(_ comparison: Comparison) -> String? {
        guard comparison.field == "event", case .matches(let expression) = comparison.operation,
            let inner = middle(of: expression, from: "(?i)^(", to: ")$")
        else { return nil }
        let names = parts(inner.replacing("[ _.:-]?", with: " ")).map(plain)
        let more = names.count > shown ? " (\(names.count) names)" : ""
        return "an event such as " + names.prefix(shown).joined(separator: ", ") + more
    }

    private static func pages(_ comparison: Comparison) -> String? {
        guard comparison.field == "page", case .matches(let expression) = comparison.operation,
            let inner = middle(
                of: expression, from: "(?i)^(/[a-z][a-z]([_-][a-z][a-z])?)?/(", to: ")(/|$|\\?|\\.)")
        else { return nil }
        let paths = parts(inner).map { "/" + plain($0) }
        return "a page such as " + paths.prefix(shown).joined(separator: ", ")
    }

    private static func middle(of text: String, from start: String, to end: String) -> String? {
        guard text.hasPrefix(start), text.hasSuffix(end), text.count > start.count + end.count else { return nil }
        return String(text.dropFirst(start.count).dropLast(end.count))
    }

    /// The ways that stand between bars outside of all parentheses.
    private static func parts(_ text: String) -> [String] {
        var parts = [""]
        var depth = 0
        for character in text {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == "|", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts
    }

    /// The plainest text that matches: of a group the first way, nothing of what may be missing, `*` for any sign.
    private static func plain(_ expression: String) -> String {
        var result = ""
        var rest = Substring(expression.replacing("[^/]+", with: "*"))
        while let character = rest.popFirst() {
            guard character == "(" else {
                if rest.first == "?" { rest.removeFirst() } else { result.append(character) }
                continue
            }
            var group = ""
            var depth = 1
            while depth > 0, let next = rest.popFirst() {
                if next == "(" { depth += 1 }
                if next == ")" { depth -= 1 }
                if depth > 0 { group.append(next) }
            }
            if rest.first == "?" { rest.removeFirst() } else { result += plain(parts(group)[0]) }
        }
        return result.split(separator: " ").joined(separator: " ")
    }
}
