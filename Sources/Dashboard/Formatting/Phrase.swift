import TerminalUI

/// A few words in one role; lines are made of them.
struct Phrase: Sendable, Hashable {
    var text: String
    var role: Role = .text

    /// Lines of at most `width` cells: phrases beside each other with air between while they fit, and those longer than
    /// a line broken between words.
    static func flow(_ phrases: [Phrase], width: Int, gap: Int = 3) -> [[Phrase]] {
        var lines: [[Phrase]] = []
        var line: [Phrase] = []
        var used = 0
        func cells(_ text: String) -> Int { CharacterWidth.ofText(SafeText.make(text)) }
        for phrase in phrases where !phrase.text.isEmpty {
            for part in broken(phrase, width: width) {
                let needed = cells(part.text)
                if !line.isEmpty, used + gap + needed > width {
                    lines.append(line)
                    line = []
                    used = 0
                }
                used += (line.isEmpty ? 0 : gap) + needed
                line.append(part)
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    private static func broken(_ phrase: Phrase, width: Int) -> [Phrase] {
        guard CharacterWidth.ofText(SafeText.make(phrase.text)) > width else { return [phrase] }
        var rows: [String] = []
        var row = ""
        var used = 0
        for word in SafeText.make(phrase.text).split(separator: " ") {
            let cells = CharacterWidth.ofText(String(word))
            if used > 0, used + 1 + cells > width {
                rows.append(row)
                row = ""
                used = 0
            }
            row += used == 0 ? String(word) : " \(word)"
            used += cells + (used == 0 ? 0 : 1)
        }
        return (rows + [row]).map { Phrase(text: $0, role: phrase.role) }
    }
}

extension CellBuffer {
    /// Phrases one after the other, cut at `width`.
    mutating func put(_ line: [Phrase], x: Int, y: Int, width: Int, gap: Int = 3) {
        var used = 0
        for phrase in line {
            guard width > used else { return }
            let cells = min(width - used, CharacterWidth.ofText(glyphs.adapt(SafeText.make(phrase.text))))
            used += put(phrase.text, x: x + used, y: y, role: phrase.role, width: cells) + gap
        }
    }
}
