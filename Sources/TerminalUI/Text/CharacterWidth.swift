/// How many cells of a terminal a character takes.
package enum CharacterWidth {
    /// 0 for what only changes its neighbour or is not printed, 2 for East Asian wide characters and emoji, else 1.
    /// - Complexity: O(1) for ASCII, else O(log n) in the table of wide ranges for every scalar of the cluster.
    package static func of(_ character: Character) -> Int {
        if let ascii = character.asciiValue { return ascii >= 0x20 && ascii < 0x7F ? 1 : 0 }
        var width = 0
        for scalar in character.unicodeScalars {
            width += of(scalar)
            // A cluster is drawn in one place: what comes after two cells lies on top.
            if width >= 2 { return 2 }
        }
        return width
    }

    /// The sum over the characters of the text.
    package static func ofText(_ text: some StringProtocol) -> Int {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
        return text.reduce(0) { $0 + of($1) }
    }

    /// The width of one scalar on its own.
    static func of(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) || value == 0xAD ? 0 : 1 }
        if value >= 0x1100, isWide(value) { return 2 }
        // The vowels and finals of decomposed Hangul are drawn into the block of their initial.
        if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
        default: return 1
        }
    }

    private static func isWide(_ value: UInt32) -> Bool {
        var low = 0
        var high = wideRanges.count
        while low < high {
            let middle = (low + high) / 2
            if wideRanges[middle].upperBound < value { low = middle + 1 } else { high = middle }
        }
        return low < wideRanges.count && wideRanges[low].contains(value)
    }
}
