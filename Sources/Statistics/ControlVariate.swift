/// Takes out of a metric what was known of users before the experiment, which leaves the effect and less noise (CUPED,
/// Deng, Xu, Kohavi & Walker 2013, section 3).
package enum ControlVariate {
    /// Slope of y on x within the arms, cov(y, x)/var(x) pooled, so that an effect does not bend it; 0 if x is the
    /// same for all users.
    package static func slope(_ arms: [(sums: MomentSums, covariate: CovariateSums)]) -> Double {
        var products = 0.0
        var squares = 0.0
        var largest = 0.0
        for (sums, covariate) in arms where covariate.users > 0 {
            products += covariate.xy - covariate.x * sums.sum / covariate.users
            squares += covariate.xx - covariate.x * covariate.x / covariate.users
            largest += covariate.xx
        }
        return squares > MomentSums.rounding * largest ? products / squares : 0
    }

    /// Mean of x over the users of all arms; 0 without users.
    package static func grandMean(_ arms: [CovariateSums]) -> Double {
        let users = arms.reduce(0) { $0 + $1.users }
        return users > 0 ? arms.reduce(0) { $0 + $1.x } / users : 0
    }

    /// Sums over y - theta (x - grand mean) of one arm.
    ///
    /// - Parameters:
    ///   - theta: ``slope(_:)`` of all arms, the same for each.
    ///   - grandMean: ``grandMean(_:)``, the same for each arm.
    package static func adjusted(
        _ sums: MomentSums, _ covariate: CovariateSums, theta: Double, grandMean: Double
    ) -> MomentSums {
        let shift = covariate.x - covariate.users * grandMean
        let products = covariate.xy - grandMean * sums.sum
        let squares = covariate.xx - 2 * grandMean * covariate.x + covariate.users * grandMean * grandMean
        return MomentSums(
            users: sums.users, sum: sums.sum - theta * shift,
            sumOfSquares: sums.sumOfSquares - 2 * theta * products + theta * theta * squares)
    }
}
