/// What is wrong with an expression, where, and what would be right.
package struct ExpressionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The whole expression as it was given.
    package var text: String
    /// Place of the mistake, in Characters from the beginning of `text`.
    package var offset: Int
    /// Length of the mistake in Characters; 0 at the end of the text.
    package var length: Int
    package var message: String
    package var remedy: String?

    package init(text: String, offset: Int, length: Int, message: String, remedy: String? = nil) {
        self.text = text
        self.offset = offset
        self.length = length
        self.message = message
        self.remedy = remedy
    }

    /// The place given in Unicode scalars, as the tokenizer counts.
    init(_ message: String, _ remedy: String?, at scalars: Range<Int>, of text: String) {
        let view = text.unicodeScalars
        let from = view.index(view.startIndex, offsetBy: scalars.lowerBound, limitedBy: view.endIndex) ?? view.endIndex
        let to = view.index(view.startIndex, offsetBy: scalars.upperBound, limitedBy: view.endIndex) ?? view.endIndex
        self.init(
            text: text, offset: text.distance(from: text.startIndex, to: from),
            length: text.distance(from: from, to: to), message: message, remedy: remedy)
    }

    /// Three lines: the message, the expression (a window of it when it is long), and a caret with the remedy.
    ///
    /// ```
    /// `withn` is not a clause
    ///   a > b withn 1h
    ///         ^^^^^ did you mean `within`?
    /// ```
    package var description: String {
        let excerpt = ExpressionExcerpt(of: text, offset: offset, length: length)
        let caret =
            String(repeating: " ", count: excerpt.caretColumn) + String(repeating: "^", count: excerpt.caretWidth)
        return message + "\n  " + excerpt.text + "\n  " + caret + (remedy.map { " " + $0 } ?? "")
    }
}
