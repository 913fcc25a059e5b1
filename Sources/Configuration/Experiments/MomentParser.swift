import Analytics
import Expressions

/// Reads one point in time as ISO 8601 writes it: `2026-11-21`, `2026-11-21T14:00`, `2026-11-21T14:00:00+01:00`.
///
/// Without a zone it is UTC; a date alone is its beginning. Of fractions of seconds what is below a microsecond is
/// dropped. Shorter forms are not read.
package enum MomentParser {
    /// - Throws: `ExpressionError` over the whole text.
    package static func parse(_ text: String) throws(ExpressionError) -> Timestamp {
        var cursor = Cursor(rest: Array(text.utf8)[...])
        guard let moment = cursor.moment(), cursor.rest.isEmpty else {
            throw ExpressionError(
                text: text, offset: 0, length: text.count, message: ExpressionExcerpt.quote(text) + " is not a time",
                remedy: "such as 2026-11-21T14:00:00Z")
        }
        return moment
    }

    private struct Cursor {
        var rest: ArraySlice<UInt8>

        mutating func moment() -> Timestamp? {
            guard let year = number(4, in: 1...9999), take("-"), let month = number(2, in: 1...12), take("-"),
                let day = number(2, in: 1...Cursor.days(in: month, of: year))
            else { return nil }
            let midnight = Timestamp.daysSince1970(year: year, month: month, day: day) * 86_400
            guard !rest.isEmpty else { return Timestamp(microseconds: Int64(midnight) * 1_000_000) }
            guard take("T"), let hour = number(2, in: 0...23), take(":"), let minute = number(2, in: 0...59) else {
                return nil
            }
            var second = 0
            var microseconds = 0
            if take(":") {
                guard let read = number(2, in: 0...59) else { return nil }
                second = read
                if take(".") {
                    guard let read = fraction() else { return nil }
                    microseconds = read
                }
            }
            guard let offset = offset() else { return nil }
            let seconds = midnight + hour * 3600 + minute * 60 + second - offset
            return Timestamp(microseconds: Int64(seconds) * 1_000_000 + Int64(microseconds))
        }

        /// Microseconds of at least one digit after the point.
        private mutating func fraction() -> Int? {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard !digits.isEmpty else { return nil }
            rest.removeFirst(digits.count)
            return (0..<6).reduce(0) { sum, place in
                sum * 10 + (place < digits.count ? Int(digits[digits.startIndex + place]) - 0x30 : 0)
            }
        }

        /// Seconds east of Greenwich.
        private mutating func offset() -> Int? {
            if rest.isEmpty || take("Z") { return 0 }
            let isEast = take("+")
            guard isEast || take("-"), let hours = number(2, in: 0...23), take(":"),
                let minutes = number(2, in: 0...59)
            else { return nil }
            return (isEast ? 1 : -1) * (hours * 3600 + minutes * 60)
        }

        private static func days(in month: Int, of year: Int) -> Int {
            let next = month == 12 ? (year + 1, 1) : (year, month + 1)
            return Timestamp.daysSince1970(year: next.0, month: next.1, day: 1)
                - Timestamp.daysSince1970(year: year, month: month, day: 1)
        }

        private mutating func take(_ sign: Unicode.Scalar) -> Bool {
            guard let first = rest.first, first == UInt8(ascii: sign) else { return false }
            rest.removeFirst()
            return true
        }

        private mutating func number(_ digits: Int, in range: ClosedRange<Int>) -> Int? {
            let read = rest.prefix(digits)
            guard read.count == digits, read.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            rest.removeFirst(digits)
            let value = read.reduce(0) { $0 * 10 + Int($1) - 0x30 }
            return range.contains(value) ? value : nil
        }
    }
}
