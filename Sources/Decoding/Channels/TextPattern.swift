/// Globs over small letters with `|` between choices: `*` stands for any text, `?` for any one byte.
struct TextPattern: Sendable, Hashable {
    private let choices: [[UInt8]]

    init(_ pattern: String) {
        choices = pattern.lowercased().utf8.split(separator: 0x7C, omittingEmptySubsequences: false).map { choice in
            let text = choice.drop { $0 == 0x20 }
            return Array(text.reversed().drop { $0 == 0x20 }.reversed())
        }
    }

    /// - Parameter text: in small letters.
    func matches(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return choices.contains { TextPattern.matches($0, bytes) }
    }

    /// - Complexity: O(pattern × text) at worst.
    private static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
        var place = 0
        var at = 0
        // Where to try again: behind the last star, with one byte more given to it.
        var star: (place: Int, at: Int)?
        while at < text.count {
            if place < pattern.count, pattern[place] == 0x2A {
                star = (place, at)
                place += 1
            } else if place < pattern.count, pattern[place] == text[at] || pattern[place] == 0x3F {
                place += 1
                at += 1
            } else if let last = star {
                star = (last.place, last.at + 1)
                place = last.place + 1
                at = last.at + 1
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == 0x2A }
    }
}
