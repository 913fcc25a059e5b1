/// Reads the syntax of a regular expression; places count in Unicode scalars of the pattern.
struct RegularExpressionParser {
    static let mostRepeats = 1000
    private static let deepest = 64

    private let pattern: String
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0
    private(set) var ignoresCase = false

    init(_ pattern: String) {
        self.pattern = pattern
        scalars = Array(pattern.unicodeScalars)
    }

    mutating func parse() throws(ExpressionError) -> RegularExpressionSyntax {
        if scalars.starts(with: "(?i)".unicodeScalars) {
            ignoresCase = true
            position = 4
        }
        let syntax = try choice()
        guard position == scalars.count else {
            throw error("this `)` closes nothing", "write `\\)` for the sign itself")
        }
        return syntax
    }

    private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private func error(_ message: String, _ remedy: String?, from start: Int? = nil) -> ExpressionError {
        let from = start ?? position
        let to = start == nil ? position + 1 : max(position, from + 1)
        return ExpressionError(message, remedy, at: min(from, scalars.count)..<min(to, scalars.count), of: pattern)
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        position += 1
        return true
    }

    private mutating func choice() throws(ExpressionError) -> RegularExpressionSyntax {
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(ExpressionError) -> RegularExpressionSyntax {
        var parts: [RegularExpressionSyntax] = []
        while let scalar = current, scalar != "|", scalar != ")" { parts.append(try repeated()) }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
    }

    private mutating func repeated() throws(ExpressionError) -> RegularExpressionSyntax {
        let syntax = try atom()
        guard let bounds = try quantifier() else { return syntax }
        // A lazy quantifier finds the same texts.
        _ = take("?")
        let again = position
        if try quantifier() != nil {
            throw error("nothing stands here to be repeated", "put what is repeated in parentheses", from: again)
        }
        return .repetition(syntax, least: bounds.least, most: bounds.most)
    }

    private mutating func quantifier() throws(ExpressionError) -> (least: Int, most: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        let start = position
        guard take("{") else { return nil }
        guard let least = number() else {
            position = start
            throw error("`{` needs a number", "write `\\{` for the sign itself")
        }
        var most: Int? = least
        if take(",") { most = number() }
        guard take("}") else { throw error("this `{` is never closed", "such as {2,5}", from: start) }
        guard least <= Self.mostRepeats, (most ?? 0) <= Self.mostRepeats else {
            throw error("more than \(Self.mostRepeats) repeats", "use `*` or `+`", from: start)
        }
        guard most.map({ $0 >= least }) ?? true else {
            throw error("the bounds are reversed", "such as {2,5}", from: start)
        }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let scalar = current, ("0"..."9").contains(scalar) {
            // Held at a value beyond every bound: more digits must not overflow.
            value = min((value ?? 0) * 10 + Int(scalar.value - 48), Self.mostRepeats + 1)
            position += 1
        }
        return value
    }

    private mutating func atom() throws(ExpressionError) -> RegularExpressionSyntax {
        let start = position
        guard let scalar = current else { return .empty }
        switch scalar {
        case "(": return try group()
        case "[":
            position += 1
            return .set(try bracket(from: start))
        case "*", "+", "?", "{":
            throw error(
                "nothing stands before this `\(scalar)` to be repeated", "write `\\\(scalar)` for the sign itself")
        default: break
        }
        position += 1
        switch scalar {
        case ".": return .set(ScalarSet.newline.negated)
        case "^": return .textStart
        case "$": return .textEnd
        case "\\": return try escape(from: start)
        default: return .scalar(scalar)
        }
    }

    private mutating func group() throws(ExpressionError) -> RegularExpressionSyntax {
        let start = position
        position += 1
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else {
            throw error("groups are nested too deeply", "at most 64 levels", from: start)
        }
        if take("?"), !take(":") {
            position = min(position + 1, scalars.count)
            throw error(
                "this kind of group is not understood", "groups are ( ) and (?: ), and (?i) stands first", from: start)
        }
        let inner = try choice()
        guard take(")") else {
            position = start
            throw error("this `(` is never closed", "write `\\(` for the sign itself")
        }
        return inner
    }

    private mutating func escape(from start: Int) throws(ExpressionError) -> RegularExpressionSyntax {
        guard let scalar = current else {
            throw error("a lone `\\` at the end", "write `\\\\` for the sign itself", from: start)
        }
        position += 1
        switch scalar {
        case "b": return .wordBoundary(isNegated: false)
        case "B": return .wordBoundary(isNegated: true)
        default: break
        }
        if let set = Self.namedSet(scalar) { return .set(set) }
        return .scalar(try plainEscape(scalar, from: start))
    }

    private static func namedSet(_ scalar: Unicode.Scalar) -> ScalarSet? {
        switch scalar {
        case "d": .digits
        case "D": ScalarSet.digits.negated
        case "s": .spaces
        case "S": ScalarSet.spaces.negated
        case "w": .word
        case "W": ScalarSet.word.negated
        default: nil
        }
    }

    private func plainEscape(_ scalar: Unicode.Scalar, from start: Int) throws(ExpressionError) -> Unicode.Scalar {
        switch scalar {
        case "t": return "\t"
        case "n": return "\n"
        case "r": return "\r"
        case "0"..."9":
            throw error("back references are not understood", "they cannot be searched in bounded time", from: start)
        case "a"..."z", "A"..."Z":
            throw error(
                "`\\\(scalar)` is not understood", "one of \\d \\w \\s \\b \\t \\n \\r and the capitals", from: start)
        default: return scalar
        }
    }

    private mutating func bracket(from start: Int) throws(ExpressionError) -> ScalarSet {
        var set = ScalarSet()
        let isNegated = take("^")
        var isFirst = true
        while let scalar = current {
            position += 1
            if scalar == "]", !isFirst {
                set.isNegated = isNegated
                return set
            }
            isFirst = false
            let itemStart = position - 1
            guard let low = try bracketItem(scalar, into: &set, from: itemStart) else { continue }
            guard current == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
                set.insert(low)
                continue
            }
            position += 2
            var ignored = ScalarSet()
            guard let high = try bracketItem(scalars[position - 1], into: &ignored, from: position - 1), low <= high
            else {
                throw error("this range is reversed or has no end", "such as a-z", from: itemStart)
            }
            set.insert(low.value...high.value)
        }
        position = start
        throw error("this `[` is never closed", "write `\\[` for the sign itself")
    }

    /// One sign of a bracket; nil when it was a named set, which is then in `set`.
    private mutating func bracketItem(
        _ scalar: Unicode.Scalar, into set: inout ScalarSet, from start: Int
    ) throws(ExpressionError) -> Unicode.Scalar? {
        guard scalar == "\\" else { return scalar }
        guard let escaped = current else { throw error("a lone `\\` at the end", "write `\\\\`", from: start) }
        position += 1
        if let named = Self.namedSet(escaped) {
            set.formUnion(named)
            return nil
        }
        return try plainEscape(escaped, from: start)
    }
}
