/// Makes text from outside harmless to a terminal: nothing in it can move the cursor, hide or reorder other text.
package enum SafeText {
    /// More marks on one letter would spill over the neighbouring rows, and a cell of curses holds no more.
    private static let mostMarks = 4

    /// The text with control characters as pictures (`␛`), invisible and reordering ones as `⟨U+202E⟩`,
    /// at most four combining marks on a character, and no variation selectors, as terminals disagree on their width.
    ///
    /// Making safe text safe again changes nothing.
    /// - Complexity: O(n); plain ASCII is only looked at.
    package static func make(_ text: some StringProtocol) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(text) }
        var safe = ""
        safe.reserveCapacity(text.utf8.count + 8)
        var marks = 0
        for scalar in text.unicodeScalars {
            switch kind(of: scalar) {
            case .plain:
                marks = 0
                safe.unicodeScalars.append(scalar)
            case .mark:
                marks += 1
                if marks > mostMarks { continue }
                if safe.isEmpty { safe = "◌" }
                safe.unicodeScalars.append(scalar)
            case .picture(let picture):
                marks = 0
                safe.unicodeScalars.append(picture)
            case .escape:
                marks = 0
                safe += escape(scalar)
            case .dropped:
                continue
            }
        }
        return safe
    }

    private enum Kind {
        case plain, mark, escape, dropped
        case picture(Unicode.Scalar)
    }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar.value {
        case 0x00..<0x20:
            return Unicode.Scalar(0x2400 + scalar.value).map(Kind.picture) ?? .escape
        case 0x20..<0x7F: return .plain
        case 0x7F: return .picture("␡")
        case 0x80..<0xA0, 0xAD: return .escape
        case 0xA0..<0x300: return .plain
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF: return .dropped
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: return .escape
        default: return .plain
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "⟩"
    }
}
