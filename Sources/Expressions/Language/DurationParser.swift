/// Reads lengths of time: `90s`, `15m`, `1h30m`, `7d`, `250ms`.
package enum DurationParser {
    static let units: [(name: String, microseconds: Int64)] = [
        ("w", 604_800_000_000), ("d", 86_400_000_000), ("h", 3_600_000_000), ("m", 60_000_000), ("s", 1_000_000),
        ("ms", 1_000), ("us", 1),
    ]

    /// A hundred years of 365.25 days.
    private static let longest: Int64 = 36_525 * 86_400_000_000

    private static let longNames = [
        "sec": "s", "secs": "s", "second": "s", "seconds": "s", "min": "m", "mins": "m", "minute": "m", "minutes": "m",
        "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "day": "d", "days": "d", "week": "w", "weeks": "w",
    ]

    /// Whole numbers, each with a unit of `w d h m s ms us`, each unit at most once; `0s` is allowed.
    ///
    /// - Throws: `ExpressionError` with the place of the first wrong part.
    package static func parse(_ text: String) throws(ExpressionError) -> TimeSpan {
        let trimmed = text.unicodeScalars.drop { $0.properties.isWhitespace }
        let start = text.unicodeScalars.count - trimmed.count
        var end = text.unicodeScalars.count
        for scalar in trimmed.reversed() {
            guard scalar.properties.isWhitespace else { break }
            end -= 1
        }
        return try parse(Array(text.unicodeScalars), in: start..<end, of: text)
    }

    static func duration(_ tokens: inout Tokenizer, after clause: String) throws(ExpressionError) -> TimeSpan {
        let token = try tokens.next()
        guard case .word = token.kind else {
            throw tokens.error("expected a duration after `\(clause)`, " + token.found, "such as 30m", at: token.range)
        }
        return try parse(Array(tokens.text.unicodeScalars), in: token.range, of: tokens.text)
    }

    private static func parse(
        _ scalars: [Unicode.Scalar], in range: Range<Int>, of text: String
    ) throws(ExpressionError) -> TimeSpan {
        func error(_ message: String, _ remedy: String?, at place: Range<Int>) -> ExpressionError {
            ExpressionError(message, remedy, at: place, of: text)
        }
        guard !range.isEmpty else { throw error("expected a duration", "such as 30m", at: range) }
        var total: Int64 = 0
        var used: Set<String> = []
        var position = range.lowerBound
        while position < range.upperBound {
            let partStart = position
            var count: Int64 = 0
            while position < range.upperBound, ("0"..."9").contains(scalars[position]) {
                let digit = Int64(scalars[position].value - 48)
                let (tens, tooBig) = count.multipliedReportingOverflow(by: 10)
                let (sum, over) = tens.addingReportingOverflow(digit)
                guard !tooBig, !over else {
                    throw error("this duration is too long", "at most 36525d, a hundred years", at: range)
                }
                count = sum
                position += 1
            }
            guard position > partStart else {
                throw error("a duration begins with a whole number", "such as 90s, 15m, 1h30m, 7d", at: range)
            }
            let unitStart = position
            while position < range.upperBound, !("0"..."9").contains(scalars[position]) { position += 1 }
            let name = scalars[unitStart..<position].reduce(into: "") { $0.unicodeScalars.append($1) }
            guard !name.isEmpty else {
                throw error(
                    "this duration has no unit", "such as \(count)s, \(count)m, \(count)h or \(count)d", at: range)
            }
            guard let unit = units.first(where: { $0.name == name }) else {
                let meant = longNames[name.lowercased()] ?? units.first { $0.name == name.lowercased() }?.name
                throw error(
                    ExpressionExcerpt.quote(name) + " is not a unit of time",
                    meant.map { "did you mean `\($0)`?" } ?? "one of: w, d, h, m, s, ms, us", at: unitStart..<position)
            }
            guard used.insert(name).inserted else {
                throw error("`\(name)` stands twice in this duration", "add the two up", at: unitStart..<position)
            }
            let (part, tooBig) = count.multipliedReportingOverflow(by: unit.microseconds)
            let (sum, over) = total.addingReportingOverflow(part)
            guard !tooBig, !over, sum <= longest else {
                throw error("this duration is too long", "at most 36525d, a hundred years", at: range)
            }
            total = sum
        }
        return TimeSpan(microseconds: total)
    }
}
