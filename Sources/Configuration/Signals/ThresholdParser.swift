import Expressions

/// Reads thresholds: `>= 2m`, or `2m`, which is the same.
package enum ThresholdParser {
    /// - Throws: `ExpressionError` with the place of the first mistake.
    package static func duration(_ text: String) throws(ExpressionError) -> TimeSpan {
        let start = try start(in: text, "2m")
        do throws(ExpressionError) {
            let span = try DurationParser.parse(String(text.dropFirst(start)))
            guard span.microseconds > 0 else {
                throw ExpressionError(
                    text: text, offset: 0, length: text.count, message: "a threshold is above zero",
                    remedy: "such as >= 2m")
            }
            return span
        } catch {
            guard error.text != text else { throw error }
            throw ExpressionError(
                text: text, offset: error.offset + start, length: error.length, message: error.message,
                remedy: error.remedy)
        }
    }

    /// A whole number above zero.
    ///
    /// - Throws: `ExpressionError` over the number.
    package static func count(_ text: String) throws(ExpressionError) -> Int {
        let start = try start(in: text, "3")
        let number = text.dropFirst(start)
        guard let count = Int(number.drop { $0 == " " }), (1...1_000_000).contains(count) else {
            throw ExpressionError(
                text: text, offset: start, length: number.count,
                message: number.isEmpty
                    ? "expected a whole number" : ExpressionExcerpt.quote(number) + " is not a whole number above zero",
                remedy: "such as >= 3")
        }
        return count
    }

    /// Where the value begins. Signals are raised when something is reached, so only `>=` may stand before it.
    private static func start(in text: String, _ example: String) throws(ExpressionError) -> Int {
        let sign = text.prefix { "<>=!~ ".contains($0) }
        let trimmed = sign.filter { $0 != " " }
        guard trimmed.isEmpty || trimmed == ">=" else {
            throw ExpressionError(
                text: text, offset: 0, length: sign.count,
                message: "a signal is raised when a value is reached, not by `\(trimmed)`",
                remedy: "such as >= \(example)")
        }
        return sign.count
    }
}
