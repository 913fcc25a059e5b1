import Analytics
import Expressions

/// Reads shares and lifts: `0.1`, or `10 %`, which is the same.
package enum FractionParser {
    /// - Throws: `ExpressionError` over the whole text.
    package static func parse(_ text: String) throws(ExpressionError) -> Double {
        let (number, isPercent) = parts(of: text)
        guard let value = Double(decimal: number) else {
            throw error(
                ExpressionExcerpt.quote(text) + (text.isEmpty ? ": expected a number" : " is not a number"),
                "such as 0.1, or 10 %", text)
        }
        return isPercent ? value / 100 : value
    }

    /// A fraction, or `auto`. A number above 1 without a sign would be read as a multiple where per cent were meant, so
    /// it must say which.
    ///
    /// - Throws: `ExpressionError` over the whole text.
    package static func lift(_ text: String) throws(ExpressionError) -> ExperimentDefinition.TargetLift {
        if text == "auto" { return .automatic }
        let value = try parse(text)
        let (number, isPercent) = parts(of: text)
        guard isPercent || value <= 1 else {
            throw error(
                "a lift of \(number) could mean \(number) % or \(number) times more", "write \(number) % or 0.1", text)
        }
        return .fixed(value)
    }

    private static func parts(of text: String) -> (number: Substring, isPercent: Bool) {
        var number = text[...]
        while number.last == " " { number.removeLast() }
        let isPercent = number.last == "%"
        if isPercent { number.removeLast() }
        while number.last == " " { number.removeLast() }
        return (number.drop { $0 == " " }, isPercent)
    }

    private static func error(_ message: String, _ remedy: String, _ text: String) -> ExpressionError {
        ExpressionError(text: text, offset: 0, length: text.count, message: message, remedy: remedy)
    }
}
