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
