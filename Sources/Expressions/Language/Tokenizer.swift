/// Reads an expression from left to right.
///
/// It works on Unicode scalars, not Characters, so that a combining mark next to a quote cannot hide the quote.
/// - Complexity: O(n) over a whole parse; the grammar looks ahead a fixed number of tokens.
struct Tokenizer {
    enum Context {
        /// An event or a page may stand here: `/` begins a path that may hold `=`, `~`, `(` and the like.
        case subject
        case plain
    }

    /// Signs that may stand in a bare word, beside letters, digits and marks of any script.
    private static let wordSigns = Set("_.-$:/*%+@#".unicodeScalars)

    let text: String
    private let scalars: [Unicode.Scalar]
    private var position = 0

    /// End of the last token that was taken, in Unicode scalars.
    var consumed: Int { position }

    init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
    }

    func peek(in context: Context = .plain) throws(ExpressionError) -> Token {
        var ahead = self
        return try ahead.next(in: context)
    }

    mutating func next(in context: Context = .plain) throws(ExpressionError) -> Token {
        while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 }
        let start = position
        guard start < scalars.count else { return Token(kind: .end, range: start..<start) }
        let first = scalars[start]
        if first == "'" || first == "\"" { return try quoted(by: first) }
        if context == .subject, first == "/" { return try page() }
        if first != ":", Self.isWordScalar(first) { return word() }
        return try symbol()
    }

    /// Takes the next token when it is this symbol.
    mutating func take(_ symbol: Token.Symbol) throws(ExpressionError) -> Token? {
        let token = try peek()
        guard token.isSymbol(symbol) else { return nil }
        position = token.range.upperBound
        return token
    }

    /// Takes the next token when it is this word.
    mutating func take(word: String) throws(ExpressionError) -> Token? {
        let token = try peek()
        guard token.isWord(word) else { return nil }
        position = token.range.upperBound
        return token
    }

    func error(_ message: String, _ remedy: String? = nil, at range: Range<Int>) -> ExpressionError {
        ExpressionError(message, remedy, at: range, of: text)
    }

    /// - Throws: when anything but the end follows.
    func expectEnd(_ remedy: String? = nil) throws(ExpressionError) {
        let token = try peek()
        guard token.kind == .end else { throw error("expected the end, " + token.found, remedy, at: token.range) }
    }

    /// True of text that needs no quotes as a name or a value.
    static func isBareWord(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first != ":", text.unicodeScalars.last != ":" else { return false }
        return text.unicodeScalars.allSatisfy(isWordScalar)
    }

    /// True of a path that needs no quotes in the place of an event.
    static func isBarePage(_ text: String) -> Bool {
        text.unicodeScalars.first == "/" && text.unicodeScalars.allSatisfy { isPageScalar($0) && $0 != "?" }
    }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return (scalar >= "a" && scalar <= "z") || (scalar >= "A" && scalar <= "Z")
                || (scalar >= "0" && scalar <= "9")
                || wordSigns.contains(scalar)
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber, .otherSymbol, .currencySymbol:
            return true
        default: return false
        }
    }

    private static func isPageScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "|", ">", "<", "\"", "\\": false
        default: !scalar.properties.isWhitespace && scalar.value >= 0x20 && scalar.value != 0x7F
        }
    }

    private mutating func word() -> Token {
        let start = position
        while position < scalars.count, Self.isWordScalar(scalars[position]) { position += 1 }
        // `checkout:` is a name and a colon; a colon inside a name belongs to it.
        while position > start + 1, scalars[position - 1] == ":" { position -= 1 }
        return Token(kind: .word(string(start..<position)), range: start..<position)
    }

    private mutating func page() throws(ExpressionError) -> Token {
        let start = position
        while position < scalars.count, Self.isPageScalar(scalars[position]), scalars[position] != "?" { position += 1 }
        let end = position
        if end + 1 < scalars.count, scalars[end] == "?", Self.isPageScalar(scalars[end + 1]) {
            throw error(
                "a page is a path without its query", "put the whole page in quotes to keep the `?`", at: end..<end + 1)
        }
        return Token(kind: .page(string(start..<end)), range: start..<end)
    }

    /// In quotes a backslash escapes the quote, another backslash, and a `/` in first place; before anything else it is
    /// itself, so that `'\d+'` is a regular expression. A doubled quote stands for one.
    private mutating func quoted(by quote: Unicode.Scalar) throws(ExpressionError) -> Token {
        let start = position
        var content = String.UnicodeScalarView()
        var startsWithEscapedSlash = false
        position += 1
        while position < scalars.count {
            let scalar = scalars[position]
            let following = position + 1 < scalars.count ? scalars[position + 1] : nil
            if scalar == "\\", let following, following == quote || following == "\\" {
                content.append(following)
                position += 2
            } else if scalar == "\\", following == "/", content.isEmpty {
                content.append("/")
                startsWithEscapedSlash = true
                position += 2
            } else if scalar == quote, following == quote {
                content.append(quote)
                position += 2
            } else if scalar == quote {
                position += 1
                let kind = Token.Kind.quoted(String(content), startsWithEscapedSlash: startsWithEscapedSlash)
                return Token(kind: kind, range: start..<position)
            } else {
                content.append(scalar)
                position += 1
            }
        }
        throw error("this quote is never closed", "close it with `\(quote)`", at: start..<start + 1)
    }

    private mutating func symbol() throws(ExpressionError) -> Token {
        let start = position
        let pair = string(start..<min(start + 2, scalars.count))
        switch pair {
        case "==": throw error("`==` is not an operator", "did you mean `=`?", at: start..<start + 2)
        case "<>": throw error("`<>` is not an operator", "did you mean `!=`?", at: start..<start + 2)
        case "!~":
            throw error("`!~` is not an operator", "write `not` before the field, then `~`", at: start..<start + 2)
        case "&&": throw error("`&&` is not an operator", "did you mean `and`?", at: start..<start + 2)
        default: break
        }
        for length in [2, 1] where start + length <= scalars.count {
            if let symbol = Token.Symbol(rawValue: string(start..<start + length)) {
                position = start + length
                return Token(kind: .symbol(symbol), range: start..<position)
            }
        }
        let remedy =
            scalars[start] == "!" ? "did you mean `!=` or `not`?" : "put names and values that hold signs in quotes"
        throw error("unexpected " + ExpressionExcerpt.quote(string(start..<start + 1)), remedy, at: start..<start + 1)
    }

    private func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }
}
