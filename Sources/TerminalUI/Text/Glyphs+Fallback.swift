extension Glyphs {
    /// The text in characters that the terminal has. Our own marks get their nearest likeness,
    /// control pictures the caret form (`^[`), and in `ascii` every other character becomes `?`.
    /// - Complexity: O(n).
    package func adapt(_ text: String) -> String {
        if repertoire == .unicode || text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var adapted = ""
        for character in text {
            if character.isASCII {
                adapted.append(character)
            } else if let likeness = likeness(of: character) {
                adapted += likeness
            } else if repertoire == .console {
                adapted.append(character)
            } else {
                adapted += "?"
            }
        }
        return adapted
    }

    private func likeness(of character: Character) -> String? {
        if let picture = caretForm(of: character) { return picture }
        if let here = Self.onBoth[character] { return here }
        return repertoire == .ascii ? Self.onASCII[character] : Self.onConsole[character]
    }

    private func caretForm(of character: Character) -> String? {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return nil }
        switch scalar.value {
        case 0x2400..<0x2420: return Unicode.Scalar(scalar.value - 0x2400 + 0x40).map { "^" + String($0) }
        case 0x2421: return "^?"
        default: return nil
        }
    }

    private static let onBoth: [Character: String] = [
        "★": "*", "☆": "*", "−": "-", "–": "-", "—": "-", "…": "~", "×": "x", "⟨": "<", "⟩": ">",
        "‘": "'", "’": "'", "“": "\"", "”": "\"", "✓": "y", "✗": "x",
    ]

    private static let onConsole: [Character: String] = [
        "╭": "┌", "╮": "┐", "╰": "└", "╯": "┘", "●": "•", "◂": "◄", "▸": "►",
        "▏": "▌", "▎": "▌", "▍": "▌", "▋": "█", "▊": "█", "▉": "█",
        "▁": "▄", "▂": "▄", "▃": "▄", "▅": "█", "▆": "█", "▇": "█",
    ]

    private static let onASCII: [Character: String] = [
        "▲": "^", "▼": "v", "≈": "~", "●": "o", "○": "o", "•": "*", "→": "->", "←": "<-", "↑": "^", "↓": "v",
        "◂": "<", "▸": ">", "◄": "<", "►": ">", "·": "-", "≤": "<=", "≥": ">=", "±": "+-", "≠": "!=", "⏎": "<-",
        "─": "-", "│": "|", "╭": "+", "╮": "+", "╰": "`", "╯": "'", "┌": "+", "┐": "+", "└": "+", "┘": "+",
        "├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+", "═": "=", "║": "|",
        "█": "#", "▉": "#", "▊": "#", "▋": "#", "▌": "#", "▍": "#", "▎": "#", "▏": "#", "▐": "#",
        "▁": ".", "▂": ".", "▃": ":", "▄": "=", "▅": "+", "▆": "*", "▇": "#", "▀": "=",
        "■": "#", "□": "o", "▪": "*", "░": ".", "▒": "/", "▓": "#", "€": "E", "£": "L", "\u{A0}": " ",
    ]
}
