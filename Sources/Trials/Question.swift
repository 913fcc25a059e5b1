/// A rule that calls winners and losers, or a check that raises an alarm.
package enum Rule: String, Sendable, Hashable {
    /// The normal mixture alone.
    case normal = "N"
    /// The exact evidence of labels alone.
    case labels = "X"
    /// What the program decides: for shares below 10 % both, otherwise the normal mixture.
    case product = "funneltop"
    /// GrowthBook's sequential test with its default minimum: 150 conversions, or an amount of 150.
    case growthbook = "GrowthBook sequential"
    case growthbookNoMinimum = "GrowthBook sequential, no minimum"
    /// GrowthBook's Bayesian test: 95 % chance to win or to lose, with its default minimum.
    case bayesian = "GrowthBook Bayes 95%"
    case eppo = "Eppo sequential"
    case statsig = "Statsig sequential"
    /// The mixture test of Johari, Pekelis and Walsh, told the true base rate.
    case mixture = "mSPRT, told the base rate"
    case fixed = "fixed test, p < .05"
    /// Three variants weighed together by closed testing.
    case closed = "funneltop, closed testing"
    /// Three variants, each by itself.
    case each = "funneltop, uncorrected"
    case growthbookEach = "GrowthBook sequential, uncorrected"
    case growthbookHolm = "GrowthBook sequential with Holm"
    case splitAmber = "funneltop split check, amber"
    case splitRed = "funneltop split check, red"
    case chiSquared = "chi-squared, p < .001"
}

/// What a rule is asked about.
package enum Metric: String, Sendable, Hashable {
    case conversion
    case revenue = "RPV"
    case cappedRevenue = "RPV capped"
    case orderValue = "AOV"
    case cappedOrderValue = "AOV capped"
}

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

/// How a rule ended in one run.
package struct Outcome: Sendable, Hashable {
    /// Visitors in all arms at the first call; 0 is never.
    package var visitors: Int32 = 0
    /// Whether the variant was called better.
    package var isWin = false

    package init(visitors: Int32 = 0, isWin: Bool = false) {
        self.visitors = visitors
        self.isWin = isWin
    }

    package var isCalled: Bool { visitors > 0 }
}
