/// Names of steps in plain words.
///
///     added_to_cart   Added to cart
///     /product/*      Product
enum StepNames {
    private static let longest = 40

    static func plain(event name: String) -> String { sentence(name) ?? name }

    static func plain(page pattern: String) -> String {
        let parts = pattern.split(separator: "/").filter { $0 != "*" }
        guard let last = parts.last else { return pattern == "/" ? "Home" : pattern }
        let dot = last.lastIndex(of: ".")
        return sentence(dot.map { $0 > last.startIndex ? last[..<$0] : last } ?? last) ?? pattern
    }

    /// All different: where two read alike, both stay as they are in the data.
    static func distinct(_ names: [(plain: String, raw: String)]) -> [String] {
        names.map { name in names.filter { $0.plain == name.plain }.count == 1 ? name.plain : name.raw }
    }

    /// The words of a name as written, without signs, the first with a capital; abbreviations keep theirs.
    private static func sentence(_ text: some StringProtocol) -> String? {
        var words: [String] = []
        var word = ""
        var wasSmall = false
        for character in text {
            guard character.isLetter || character.isNumber else {
                if !word.isEmpty { words.append(word) }
                word = ""
                wasSmall = false
                continue
            }
            if character.isUppercase, wasSmall {
                words.append(word)
                word = ""
            }
            wasSmall = character.isLowercase
            word.append(character)
        }
        if !word.isEmpty { words.append(word) }
        guard let first = words.first, text.count <= longest else { return nil }
        let rest = words.dropFirst().map { isAbbreviation($0) ? $0 : $0.lowercased() }
        let begin = isAbbreviation(first) ? first : first.prefix(1).uppercased() + first.dropFirst().lowercased()
        return ([begin] + rest).joined(separator: " ")
    }

    private static func isAbbreviation(_ word: String) -> Bool {
        word.count > 1 && word.count < 5 && word.allSatisfy { $0.isUppercase || $0.isNumber }
    }
}
