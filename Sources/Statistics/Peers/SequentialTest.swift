import RealModule

/// The asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (arXiv 2103.06476v7), as
/// GrowthBook (`gbstats`, `SequentialTwoSidedTTest`) and Eppo (its documentation, "statistical nitty-gritty") apply
/// it to the relative lift; they differ in the sample size it is tuned to.
package struct SequentialTest: Sendable, Hashable {
    /// The sample size GrowthBook tunes its intervals to.
    package static let growthbookTuning = 5_000.0
    /// The sample size Eppo tunes its intervals to.
    package static let eppoTuning = 10_000.0

    /// How many standard errors the interval reaches to each side.
    package let multiplier: Double
    package let interval: PeerInterval
    package let pValue: Double

    package init(_ effect: PeerEffect, alpha: Double = 0.05, tunedTo users: Double) {
        multiplier = Self.multiplier(users: effect.users, alpha: alpha, tunedTo: users)
        interval = effect.interval(halfWidth: multiplier * effect.standardError)
        // Equation 155.
        let growth = effect.users * Self.scale(alpha: alpha, tunedTo: users)
        let z = effect.estimate / effect.standardError
        let evidence = Double.exp(growth * z * z / (2 * (growth + 1))) / (growth + 1).squareRoot()
        pValue = min(1, 1 / evidence)
    }

    /// How many standard errors an interval over so many users reaches to each side (equation 9).
    package static func multiplier(users: Double, alpha: Double = 0.05, tunedTo tuning: Double) -> Double {
        let growth = users * scale(alpha: alpha, tunedTo: tuning)
        return ((growth + 1) / growth * (Double.log(growth + 1) - 2 * Double.log(alpha))).squareRoot()
    }

    /// The square of rho (equation 161).
    private static func scale(alpha: Double, tunedTo users: Double) -> Double {
        let threshold = -2 * Double.log(alpha)
        return (threshold + Double.log(threshold + 1)) / users
    }
}
