/// Writes texts so that YAML reads the same again: as they are where that is safe, in quotes otherwise.
enum YAMLText {
    /// - Parameter isInFlow: inside `[a, b]` or `{a: b}`, or as a key.
    static func scalar(_ text: String, isInFlow: Bool = false) -> String {
        if isPlain(text, isInFlow: isInFlow) { return text }
        if isPrintable(text) { return "'" + text.split("'").joined(separator: "''") + "'" }
        return escaped(text)
    }

    /// A line of comment without what could end it or be taken for something else.
    static func comment(_ text: String) -> String {
        var line = "# "
        for scalar in text.unicodeScalars { line.unicodeScalars.append(isPrintable(scalar) ? scalar : "?") }
        return line
    }

    /// Nothing in it needs an escape.
    static func isPrintable(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(isPrintable) }

    private static func isPlain(_ text: String, isInFlow: Bool) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last, isPrintable(text) else {
            return false
        }
        let isBeginning =
            first.properties.isAlphabetic || ("0"..."9").contains(first) || "/_$".unicodeScalars.contains(first)
        guard isBeginning, last != " ", last != ":" else { return false }
        guard !words.contains(text.lowercased()), Double(text) == nil else { return false }
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "#" where previous == " ": return false
            case " " where previous == ":": return false
            case ",", "[", "]", "{", "}", ":", "?":
                if isInFlow { return false }
            default: break
            }
            previous = scalar
        }
        return true
    }

    /// What stands for itself inside quotes. `&` does not: the reader refuses anchors wherever they seem to be.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x26: return false
        case 0x20..<0x7F: return true
        case ..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: return false
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .unassigned, .privateUse, .lineSeparator, .paragraphSeparator: return false
        default: return true
        }
    }

    private static func escaped(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                result += "\\"
                result.unicodeScalars.append(scalar)
            case _ where isPrintable(scalar): result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                let (mark, width) =
                    scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
                result += "\\" + mark + String(repeating: "0", count: width - digits.count) + digits
            }
        }
        return result + "\""
    }

    /// What other readers of YAML take for something else than a text.
    private static let words: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
}

extension String {
    fileprivate func split(_ separator: Character) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
