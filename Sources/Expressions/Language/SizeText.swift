/// A number of bytes as people write it: `500K`, `10M`, `2G`, also `10MB` and `10MiB`, or the number alone.
package enum SizeText {
    private static let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]

    /// nil for anything else, for 0, and for more than an `Int` holds.
    package static func bytes(_ text: String) -> Int? {
        var text = text[...]
        for ending in ["iB", "B", "b"] where text.count > ending.count && text.hasSuffix(ending) {
            text = text.dropLast(ending.count)
            break
        }
        let unit = text.last.flatMap { units[Character($0.uppercased())] }
        let digits = unit == nil ? text : text.dropLast()
        guard digits.allSatisfy(\.isASCII), digits.allSatisfy(\.isNumber), let number = Int(digits), number > 0 else {
            return nil
        }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
        return overflow ? nil : bytes
    }

    /// A number of bytes as it would be written: `64K`, `1M`, `1500`.
    package static func text(_ bytes: Int) -> String {
        for unit in ["G", "M", "K"] {
            if let size = units[Character(unit)], bytes >= size, bytes % size == 0 { return "\(bytes / size)\(unit)" }
        }
        return "\(bytes)"
    }
}
