/// The smallest piece of an expression, with its place.
struct Token {
    enum Kind: Equatable {
        /// A bare name, number or keyword.
        case word(String)
        /// Text in quotes; `\/` as its first sign keeps a name that begins with `/` from being a page.
        case quoted(String, startsWithEscapedSlash: Bool)
        /// A bare path in the place of an event.
        case page(String)
        case symbol(Symbol)
        case end
    }

    enum Symbol: String {
        case colon = ":", pipe = "|", question = "?", comma = ",", open = "(", close = ")"
        case equal = "=", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
        case matches = "~"
    }

    var kind: Kind
    /// In Unicode scalars.
    var range: Range<Int>

    func isWord(_ word: String) -> Bool { kind == .word(word) }
    func isSymbol(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }

    /// What stands there, for messages: "found `x`" or "the expression ends".
    var found: String {
        switch kind {
        case .word(let text), .page(let text), .quoted(let text, _): "found " + ExpressionExcerpt.quote(text)
        case .symbol(let symbol): "found `\(symbol.rawValue)`"
        case .end: "but the expression ends here"
        }
    }
}
