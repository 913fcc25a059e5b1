import RealModule

/// How far one arm is from another, as a normal estimate with its variance.
///
/// The estimate is a log ratio of means, so that +10 % is ln 1.1 whatever the baseline, or a plain difference for
/// amounts that can be zero or below.
package struct Effect: Sendable, Hashable {
    /// Log ratio or difference, variant against control; 0 is no effect.
    package var estimate: Double
    /// Variance of the estimate; above 0 and finite in every effect made here.
    package var variance: Double

    package init(estimate: Double, variance: Double) {
        self.estimate = estimate
        self.variance = variance
    }

    /// The effect if estimate and variance can be worked with.
    private init?(checked estimate: Double, _ variance: Double) {
        guard estimate.isFinite, variance.isFinite, variance >= .leastNormalMagnitude else { return nil }
        self.init(estimate: estimate, variance: variance)
    }

    /// ln(mean of the variant / mean of the control), variance by the delta method: v/(n mean^2) of each arm with v
    /// divided by n - 1 (Waudby-Smith et al. 2021, arXiv 2103.06476, for its use at every sample size); nil unless
    /// each arm has two users, a mean above 0 and amounts that differ.
    package static func logRatio(of variant: MomentSums, to control: MomentSums) -> Effect? {
        difference(of: cellEffect(variant), to: cellEffect(control))
    }

    /// ln(share of the variant / share of the control), variance (1 - p)/s for s of n users with p = s/n; nil unless
    /// each arm has two users of whom some reached the goal, and not all of both arms did.
    package static func logRatioOfShares(of variant: MomentSums, to control: MomentSums) -> Effect? {
        guard variant.users >= 2, control.users >= 2, variant.sum > 0, control.sum > 0,
            variant.sum <= variant.users, control.sum <= control.users
        else { return nil }
        let variantShare = variant.sum / variant.users
        let controlShare = control.sum / control.users
        return Effect(
            checked: .log(variantShare / controlShare),
            (1 - variantShare) / variant.sum + (1 - controlShare) / control.sum)
    }

    /// ln of the ratio of two ratios such as revenue over orders, its variance clustered by user (Deng, Knoblich & Lu
    /// 2018, arXiv 1803.06336); nil unless each ratio is above 0 and known with an error.
    package static func logRatio(of variant: RatioSums, to control: RatioSums) -> Effect? {
        difference(of: cellEffect(variant), to: cellEffect(control))
    }

    /// Mean of the variant less mean of the control, for amounts that can be 0 or below; nil unless each arm has two
    /// users and amounts differ in one of them.
    package static func difference(of variant: MomentSums, to control: MomentSums) -> Effect? {
        guard variant.users >= 2, control.users >= 2 else { return nil }
        return Effect(
            checked: variant.mean - control.mean,
            variant.variance / variant.users + control.variance / control.users)
    }

    /// One effect from independent ones of the same thing, such as phases with different allocations, each weighted by
    /// its precision; nil when there are none.
    package static func pooled(_ strata: [Effect]) -> Effect? {
        guard strata.count != 1 else { return strata.first }
        var precision = 0.0
        var weighted = 0.0
        for stratum in strata {
            precision += 1 / stratum.variance
            weighted += stratum.estimate / stratum.variance
        }
        return precision > 0 ? Effect(checked: weighted / precision, 1 / precision) : nil
    }

    /// ln of one arm's mean with its variance v/(n mean^2); nil unless the arm has two users, a mean above 0 and
    /// amounts that differ.
    package static func cellEffect(_ sums: MomentSums) -> Effect? {
        guard sums.users >= 2, sums.mean > 0 else { return nil }
        return Effect(checked: .log(sums.mean), sums.variance / (sums.users * sums.mean * sums.mean))
    }

    /// ln of one arm's ratio with its variance, clustered by user; nil unless there are two users, both sums are
    /// above 0 and users differ in their ratio.
    package static func cellEffect(_ sums: RatioSums) -> Effect? {
        guard sums.users >= 2, sums.numerator > 0, sums.denominator > 0 else { return nil }
        let ratio = sums.numerator / sums.denominator
        let largest = sums.numeratorSquares + ratio * ratio * sums.denominatorSquares
        let squares = largest - 2 * ratio * sums.products
        guard squares > MomentSums.rounding * largest else { return nil }
        let clustered = squares * sums.users / (sums.users - 1)
        return Effect(checked: .log(ratio), clustered / (sums.numerator * sums.numerator))
    }

    private static func difference(of variant: Effect?, to control: Effect?) -> Effect? {
        guard let variant, let control else { return nil }
        return Effect(checked: variant.estimate - control.estimate, variant.variance + control.variance)
    }
}
