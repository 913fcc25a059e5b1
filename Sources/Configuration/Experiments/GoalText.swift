import Analytics
import Expressions

/// Reads a goal written as one text: `purchased`, `newsletter_signup as newsletter`, `revenue_per_user`.
package enum GoalText {
    /// The words that are no events; an event of such a name is quoted.
    static let amounts = ["revenue_per_user", "average_order_value"]

    /// A step is a conversion under its own name, or a goal under the name given with `as`; the amounts, which can be
    /// named the same way, are those of the mapped revenue.
    ///
    /// - Throws: `ExpressionError` with the place of the first mistake.
    package static func goal(_ text: String) throws(ExpressionError) -> GoalDefinition {
        let step = try StepParser.parse(text)
        let isNamed = step.name != StepDefinition.usualName(of: step.alternatives)
        if let word = amount(atStartOf: text) {
            guard step.alternatives == [StepAlternative(.event(word))], !step.isOptional,
                var goal = amount(word, field: nil)
            else {
                throw ExpressionError(
                    text: text, offset: text.prefix { $0.isWhitespace }.count, length: word.count,
                    message: "`\(word)` is an amount, not an event",
                    remedy: "write it alone, or `\(word) as name`; an event of that name is quoted: '\(word)'")
            }
            if isNamed { goal.name = step.name }
            return goal
        }
        return GoalDefinition(name: step.name, kind: isNamed ? .custom(step) : .conversion(step))
    }

    /// The word for an amount that this text begins with, without quotes.
    private static func amount(atStartOf text: String) -> String? {
        let text = text.drop { $0.isWhitespace }
        return amounts.first { word in
            guard text.hasPrefix(word) else { return false }
            guard let next = text.dropFirst(word.count).first else { return true }
            return next.isWhitespace || next == "?" || next == "|"
        }
    }

    /// The goal about an amount that this word means; nil for any other word.
    static func amount(_ word: String, field: String?) -> GoalDefinition? {
        switch word {
        case "revenue_per_user":
            GoalDefinition(name: "revenue per user", kind: .revenuePerUser(field: field, on: nil))
        case "average_order_value":
            GoalDefinition(name: "average order value", kind: .averageOrderValue(field: field, on: nil))
        default: nil
        }
    }
}

extension GoalDefinition {
    /// The steps that this goal waits for: none, or one.
    var step: StepDefinition? {
        switch kind {
        case .conversion(let step), .custom(let step): step
        case .revenuePerUser(_, let step), .averageOrderValue(_, let step): step
        }
    }

    /// A sum, not a share of users.
    var isAmount: Bool {
        switch kind {
        case .conversion, .custom: false
        case .revenuePerUser, .averageOrderValue: true
        }
    }
}
