/// GrowthBook's Bayesian reading of an effect: normal data, a flat or a normal prior
/// (growthbook/growthbook, packages/stats, `bayesian/tests.py`, `EffectBayesianABTest`).
package struct BayesianTest: Sendable, Hashable {
    package let mean: Double
    package let deviation: Double
    /// Holds 1 - alpha of the posterior.
    package let interval: PeerInterval
    /// The posterior chance that the variant is better.
    package let chanceToWin: Double
    /// What is lost on average by staying with the control where the variant is better.
    package let riskOfControl: Double
    /// What is lost on average by taking the variant where the control is better.
    package let riskOfVariant: Double

    /// - Parameter priorVariance: of a normal prior around no lift; nil is a flat prior.
    package init(_ effect: PeerEffect, alpha: Double = 0.05, priorVariance: Double? = nil) {
        let dataPrecision = 1 / (effect.standardError * effect.standardError)
        let unit: Double =
            switch effect.scale {
            case .relative: 1
            case .absolute: effect.control.mean * effect.control.mean
            }
        let precision = dataPrecision + (priorVariance.map { 1 / ($0 * unit) } ?? 0)
        mean = priorVariance == nil ? effect.estimate : effect.estimate * dataPrecision / precision
        deviation = (1 / precision).squareRoot()
        let halfWidth = NormalDistribution.quantile(1 - alpha / 2) * deviation
        interval = PeerInterval(low: mean - halfWidth, high: mean + halfWidth)
        let z = mean / deviation
        chanceToWin = NormalDistribution.cumulative(z)
        let spread = deviation * NormalDistribution.density(z)
        riskOfControl = max(0, mean * NormalDistribution.cumulative(z) + spread)
        riskOfVariant = max(0, spread - mean * NormalDistribution.cumulative(-z))
    }
}
