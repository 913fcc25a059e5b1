/// A rule applied to a metric of a scenario.
package struct Question: Sendable, Hashable {
    package var rule: Rule
    package var metric: Metric
    /// The log ratio the rule is held against: 0 asks for winners and losers, the true one whether the interval ever
    /// leaves it out.
    package var null: Double
    /// Which arm has to be called where there are several variants; nil is any.
    package var arm: Int?

    package init(_ rule: Rule, _ metric: Metric = .conversion, null: Double = 0, arm: Int? = nil) {
        self.rule = rule
        self.metric = metric
        self.null = null
        self.arm = arm
    }

    /// What a table calls the question.
    package var label: String { metric == .conversion ? rule.rawValue : "\(rule.rawValue) \(metric.rawValue)" }
}

/// What a rule is asked about.
package enum Metric: String, Sendable, Hashable {
    case conversion
    case revenue = "RPV"
    case cappedRevenue = "RPV capped"
    case orderValue = "AOV"
    case cappedOrderValue = "AOV capped"
}
