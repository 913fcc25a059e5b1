/// The part of an expression around a place, safe to show on a terminal: one visible character for each Character.
struct ExpressionExcerpt {
    private static let widest = 72

    let text: String
    /// Characters before the caret.
    let caretColumn: Int
    /// At least 1.
    let caretWidth: Int

    init(of text: String, offset: Int, length: Int) {
        let count = text.count
        let place = min(max(offset, 0), count)
        let isLong = count > Self.widest
        let from = isLong ? max(0, min(place - Self.widest / 2, count - Self.widest)) : 0
        let to = isLong ? min(count, from + Self.widest) : count
        let shown = text.dropFirst(from).prefix(to - from).map(Self.visible)
        let opening = from > 0 ? "…" : ""
        self.text = opening + shown.joined() + (to < count ? "…" : "")
        caretColumn = opening.count + place - from
        caretWidth = max(1, min(length, to - place))
    }

    /// A piece of the user's text for use inside a message: visible, and not longer than a line.
    static func quote(_ text: some StringProtocol) -> String {
        let shown = text.prefix(41).map(visible)
        return "`" + shown.prefix(40).joined() + (shown.count > 40 ? "…" : "") + "`"
    }

    /// Control, format and bidirectional characters as symbols: nothing of the text may steer the terminal.
    private static func visible(_ character: Character) -> String {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return "" }
        if first.value < 0x20 { return Unicode.Scalar(0x2400 + first.value).map { String($0) } ?? "�" }
        if first.value == 0x7F { return "␡" }
        // A base with very many marks is drawn over its neighbours by some terminals.
        guard scalars.count <= 8, scalars.allSatisfy(isHarmless) else { return "�" }
        return String(character)
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .format: scalar.value == 0x200D
        default: true
        }
    }
}
