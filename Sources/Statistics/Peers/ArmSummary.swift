/// What the other tools' rules know of an arm: its users, the mean and the variance of one user.
package struct ArmSummary: Sendable, Hashable {
    package var users: Double
    package var mean: Double
    package var variance: Double

    package init(users: Double, mean: Double, variance: Double) {
        self.users = users
        self.mean = mean
        self.variance = variance
    }

    /// The share of users who reached a goal; its variance is p(1 - p), without a correction for small arms.
    package init(share sums: MomentSums) {
        let mean = sums.users > 0 ? sums.sum / sums.users : 0
        self.init(users: sums.users, mean: mean, variance: mean * (1 - mean))
    }

    /// The mean amount of a user.
    package init(amounts sums: MomentSums) {
        self.init(
            users: sums.users, mean: sums.users > 0 ? sums.sum / sums.users : 0,
            variance: Self.covariance(users: sums.users, products: sums.sumOfSquares, sums.sum, sums.sum))
    }

    /// A ratio of two amounts, its variance by the delta method over users; zero where an arm has no denominator.
    package init(ratio sums: RatioSums) {
        guard sums.users > 1, sums.denominator != 0 else {
            self.init(users: sums.users, mean: 0, variance: 0)
            return
        }
        let ratio = sums.numerator / sums.denominator
        let denominator = sums.denominator / sums.users
        let top = Self.covariance(
            users: sums.users, products: sums.numeratorSquares, sums.numerator, sums.numerator)
        let bottom = Self.covariance(
            users: sums.users, products: sums.denominatorSquares, sums.denominator, sums.denominator)
        let both = Self.covariance(users: sums.users, products: sums.products, sums.numerator, sums.denominator)
        self.init(
            users: sums.users, mean: ratio,
            variance: (top - 2 * ratio * both + ratio * ratio * bottom) / (denominator * denominator))
    }

    /// The variance of the mean.
    var varianceOfMean: Double { variance / users }

    private static func covariance(users: Double, products: Double, _ first: Double, _ second: Double) -> Double {
        users > 1 ? (products - first * second / users) / (users - 1) : 0
    }
}
