/// The known word that was probably meant.
package enum Suggestion {
    /// The word of `words` nearest to `word` by edits (insert, delete, replace, swap), case ignored; nil when none is near.
    ///
    /// - Complexity: O(words × length²) for words of at most 40 characters; longer ones have no suggestion.
    package static func nearest(to word: String, in words: [String]) -> String? {
        let lowered = Array(word.lowercased().utf8)
        guard !lowered.isEmpty, lowered.count <= 40 else { return nil }
        var best: (word: String, distance: Int)?
        for candidate in words {
            let other = Array(candidate.lowercased().utf8)
            // One edit turns a word of two letters into almost any other: there only the case may differ.
            let shorter = min(lowered.count, other.count)
            let limit = shorter < 3 ? 0 : shorter / 3
            let distance = distance(lowered, other)
            if distance <= limit, distance < (best?.distance ?? Int.max) { best = (candidate, distance) }
        }
        return best?.word
    }

    /// A remedy: the suggestion as a question, or the list of what is possible.
    package static func remedy(for word: String, among words: [String]) -> String {
        if let near = nearest(to: word, in: words) { return "did you mean `\(near)`?" }
        return words.count == 1 ? "write \(words[0])" : "one of: " + words.joined(separator: ", ")
    }

    /// Edits that make one word of another, case ignored.
    ///
    /// - Complexity: O(a × b).
    package static func distance(between a: String, and b: String) -> Int {
        distance(Array(a.lowercased().utf8), Array(b.lowercased().utf8))
    }

    /// Optimal string alignment distance, three rows at a time.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [Int](repeating: i + 1, count: b.count + 1)
            for j in 0..<b.count {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row[j + 1] = cost
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }
}
