import Expressions

/// Reads which pages are meant: `/cart`, `/product/*`, `/search?q=*`, or `/^\/item\/\d+$/`.
package enum PagePatternParser {
    /// Signs that a path hardly has and a regular expression hardly lacks. A dot, a star and a question mark prove
    /// nothing, and `/cart/` is a path.
    private static let expressionSigns: Set<Character> = ["^", "$", "[", "]", "(", ")", "{", "}", "|", "\\", "+"]

    /// A glob over the whole path; between slashes a regular expression, where its signs show that it is one. The query
    /// belongs to a glob with `?`.
    ///
    /// - Throws: `ExpressionError` with the place of the first mistake.
    package static func parse(_ text: String) throws(ExpressionError) -> PagePattern {
        if let expression = expression(in: text) { return try regularExpression(expression) }
        guard text.hasPrefix("/") || text.hasPrefix("*") else {
            let isURL = text.contains("://")
            throw ExpressionError(
                text: text, offset: 0, length: text.count, message: "a page begins with `/`",
                remedy: isURL ? "write the path without its host" : "such as /\(ExpressionExcerpt.visible(text))")
        }
        return PagePattern(.glob(text), includesQuery: text.contains("?"))
    }

    /// A regular expression, found anywhere in the path. Where it asks for a question mark (`\?`), the query belongs to
    /// what it is asked of.
    ///
    /// - Throws: `ExpressionError` with the place of the first mistake.
    package static func regularExpression(_ text: String) throws(ExpressionError) -> PagePattern {
        _ = try RegularExpression(text)
        return PagePattern(.regularExpression(text), includesQuery: text.contains("\\?") || text.contains("[?]"))
    }

    /// What stands between the slashes of a text that is meant as a regular expression.
    private static func expression(in text: String) -> String? {
        guard text.count > 2, text.hasPrefix("/"), text.hasSuffix("/") else { return nil }
        let inner = text.dropFirst().dropLast()
        return inner.contains(where: expressionSigns.contains) ? String(inner) : nil
    }
}
