import RealModule

/// Statsig's sequential test of the absolute difference: the mixture test of Zhao, Liu and Deng (arXiv 1905.10493)
/// with a mixing variance that grows with the data (Statsig's documentation, "sequential testing").
package struct StatsigTest: Sendable, Hashable {
    /// How many standard errors the interval reaches to each side.
    package let multiplier: Double
    /// Of the difference of the means, in the unit of the goal.
    package let interval: PeerInterval
    package let pValue: Double

    package init(_ effect: PeerEffect, alpha: Double = 0.05) {
        let (control, variant) = (effect.control, effect.variant)
        let variance = control.varianceOfMean + variant.varianceOfMean
        let critical = NormalDistribution.quantile(1 - alpha / 2)
        let mixing = critical * critical * (control.variance + variant.variance) / effect.users
        let threshold = Double.log(1 + mixing / variance) - 2 * Double.log(alpha / 2)
        multiplier = ((variance + mixing) / mixing * threshold).squareRoot()
        let difference = variant.mean - control.mean
        let halfWidth = multiplier * variance.squareRoot()
        interval = PeerInterval(low: difference - halfWidth, high: difference + halfWidth)
        let z = abs(difference) / variance.squareRoot() * critical / multiplier
        pValue = 2 * NormalDistribution.cumulative(-z)
    }
}
