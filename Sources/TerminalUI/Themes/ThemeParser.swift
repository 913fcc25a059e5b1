/// Reads theme files: lines of `role = colour [on colour] [attributes] ; 16-colour form ; mono attributes`.
///
/// A `#` at the start of a line or before a space begins a comment. Parts may be empty or left out: they are computed.
/// `background = colour ; 16-colour name` is what stands behind all roles.
package enum ThemeParser {
    /// Always a theme that can be used, and what was wrong in the text.
    package static func parse(text: String, name: String) -> (Theme, [ThemeWarning]) {
        var reading = Reading()
        // A carriage return and newline are one character in Swift.
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            reading.read(line, number: index + 1)
        }
        let theme = Theme(name: name, backdrop: reading.backdrop, styles: reading.styles)
        return (theme, reading.warnings)
    }
}

private struct Reading {
    var styles: [Role: Theme.RoleStyle] = [:]
    var backdrop = Theme.RoleStyle(full: TextStyle(), mono: [])
    var warnings: [ThemeWarning] = []
    private var seen: Set<String> = []
    private var number = 0

    mutating func read(_ line: Substring, number: Int) {
        self.number = number
        let words = Self.words(of: line)
        guard let name = words.first.map(String.init) else { return }
        guard words.count >= 2, words[1] == "=" else { return warn(.noEqualsSign) }
        let role = Role(rawValue: name)
        if role == nil, name != "background" {
            return warn(.unknownRole(name, suggestion: Self.nearestRole(to: name)))
        }
        if !seen.insert(name).inserted { warn(.repeated(name)) }
        let parts = words.dropFirst(2).split(separator: ";", omittingEmptySubsequences: false)
        if parts.count > 3 { warn(.tooManyParts) }
        let full = parts.first.flatMap { style(of: $0) } ?? TextStyle()
        let ansi16 = parts.count > 1 ? style(of: parts[1]) : nil
        guard let role else {
            backdrop = Theme.RoleStyle(full: Self.asBackdrop(full), ansi16: ansi16.map(Self.asBackdrop), mono: [])
            return
        }
        let mono = parts.count > 2 ? attributes(of: parts[2]) : nil
        styles[role] = Theme.RoleStyle(full: full, ansi16: ansi16, mono: mono ?? role.usualMonoAttributes)
    }

    private mutating func warn(_ problem: ThemeWarning.Problem) {
        warnings.append(ThemeWarning(line: number, problem: problem))
    }

    /// `nil` for an empty part, which is computed.
    private mutating func style(of words: ArraySlice<Substring>) -> TextStyle? {
        if words.isEmpty { return nil }
        var style = TextStyle()
        var isBackground = false
        for word in words {
            if word == "on" {
                isBackground = true
            } else if let attribute = TextAttributes.byWord[String(word)] {
                style.attributes.formUnion(attribute)
            } else if let color = ThemeColor(word: word) {
                if isBackground { style.background = color } else { style.foreground = color }
                isBackground = false
            } else {
                warn(.unknownWord(String(word)))
            }
        }
        return style
    }

    private mutating func attributes(of words: ArraySlice<Substring>) -> TextAttributes? {
        if words.isEmpty { return nil }
        var attributes: TextAttributes = []
        for word in words {
            if let attribute = TextAttributes.byWord[String(word)] {
                attributes.formUnion(attribute)
            } else {
                let isColor = ThemeColor(word: word) != nil
                warn(isColor ? .colorInMonoPart(String(word)) : .unknownWord(String(word)))
            }
        }
        return attributes
    }

    private static func asBackdrop(_ style: TextStyle) -> TextStyle {
        TextStyle(background: style.foreground)
    }

    /// Words and the signs `=` and `;`, without the comment.
    private static func words(of line: Substring) -> [Substring] {
        var words: [Substring] = []
        for word in line.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
            if word == "#" || (words.isEmpty && word.first == "#") { break }
            words += signs(in: word)
        }
        return words
    }

    private static func signs(in word: Substring) -> [Substring] {
        var pieces: [Substring] = []
        var start = word.startIndex
        for index in word.indices where word[index] == "=" || word[index] == ";" {
            if start < index { pieces.append(word[start..<index]) }
            pieces.append(word[index...index])
            start = word.index(after: index)
        }
        if start < word.endIndex { pieces.append(word[start...]) }
        return pieces
    }

    private static func nearestRole(to name: String) -> String? {
        let names = Role.allCases.map(\.rawValue) + ["background"]
        let ranked = names.map { (name: $0, distance: EditDistance.between($0.lowercased(), name.lowercased())) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(2, name.count / 2) ? best.name : nil
    }
}
