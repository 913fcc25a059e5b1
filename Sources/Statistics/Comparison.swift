import RealModule

/// What is known of one variant against the control on one goal: the numbers that decide, before several goals and
/// variants are weighed together with ``EvidenceMerging``.
package struct Comparison: Sendable, Hashable {
    /// Estimate with its variance; nil while an arm has too little to say.
    package var effect: Effect?
    /// ln of the evidence that decides; 0 while there is no effect.
    package var logEvidence: Double
    /// ln of the evidence of the normal mixture, ``EffectPrior``; nil while there is no effect.
    package var logNormal: Double?
    /// ln of the exact evidence from labels, ``LabelEvidence``; nil for goals that are not shares of users.
    package var logExact: Double?
    /// Where the effect is with 95 %, at all times at once, on the scale of the estimate.
    package var interval: ClosedRange<Double>?

    /// Pooled share of users below which a share has to convince both the normal mixture and the labels.
    ///
    /// Few conversions are where the normal approximation is weakest and labels lose least, a share p of their
    /// information.
    package static let exactBelow = 0.1

    package init(
        effect: Effect? = nil, logEvidence: Double = 0, logNormal: Double? = nil, logExact: Double? = nil,
        interval: ClosedRange<Double>? = nil
    ) {
        self.effect = effect
        self.logEvidence = logEvidence
        self.logNormal = logNormal
        self.logExact = logExact
        self.interval = interval
    }

    /// Compares shares of users who reached a goal, phase by phase.
    ///
    /// Below 10 % the evidence is the smaller of the two and the interval holds both. Where both are above 1/alpha
    /// but point in different directions, or phases contradict each other, there is nothing to decide on and the
    /// evidence is none: 0 is outside the interval exactly when the evidence is above 1/alpha.
    ///
    /// - Parameters:
    ///   - strata: one per phase, a stretch of time in which the allocation was the same.
    ///   - exact: one per stratum, with its share; none or too few leave the normal mixture alone to decide.
    package static func shares(
        _ strata: [ShareStratum], prior: EffectPrior, exact: [LabelEvidence], alpha: Double = 0.05
    ) -> Comparison {
        var result = normal(
            strata.compactMap { Effect.logRatioOfShares(of: $0.variant, to: $0.control) }, prior: prior, alpha: alpha)
        guard exact.count >= strata.count, !strata.isEmpty else { return result }
        let labels = zip(strata, exact)
        let logExact = labels.reduce(0) {
            $0 + $1.1.logEvidence(control: $1.0.control.sum, variant: $1.0.variant.sum)
        }
        result.logExact = logExact
        guard let logNormal = result.logNormal, let interval = result.interval, pooledShare(strata) < exactBelow
        else { return result }
        let exactInterval = LabelLikelihood.interval(logEvidence: logExact, alpha: alpha) { shift in
            labels.reduce(LabelLikelihood()) {
                $0 + $1.1.likelihood(control: $1.0.control.sum, variant: $1.0.variant.sum, shift: shift)
            }
        }
        let both =
            min(interval.lowerBound, exactInterval.lowerBound)...max(interval.upperBound, exactInterval.upperBound)
        let least = min(logNormal, logExact)
        result.interval = both
        result.logEvidence = both.contains(0) && least > -.log(alpha) ? 0 : least
        return result
    }

    /// Compares amounts per user as a ratio of means, phase by phase.
    package static func means(
        _ strata: [(control: MomentSums, variant: MomentSums)], prior: EffectPrior, alpha: Double = 0.05
    ) -> Comparison {
        normal(
            strata.compactMap { Effect.logRatio(of: $0.variant, to: $0.control) }, prior: prior, alpha: alpha)
    }

    /// Compares amounts per user that can be 0 or below as a difference of means, phase by phase.
    ///
    /// - Parameter prior: with the unit of the difference, fixed before the data.
    package static func differences(
        _ strata: [(control: MomentSums, variant: MomentSums)], prior: EffectPrior, alpha: Double = 0.05
    ) -> Comparison {
        normal(
            strata.compactMap { Effect.difference(of: $0.variant, to: $0.control) }, prior: prior, alpha: alpha)
    }

    /// Compares ratios of two amounts, such as revenue over orders, phase by phase.
    package static func ratios(
        _ strata: [(control: RatioSums, variant: RatioSums)], prior: EffectPrior, alpha: Double = 0.05
    ) -> Comparison {
        normal(
            strata.compactMap { Effect.logRatio(of: $0.variant, to: $0.control) }, prior: prior, alpha: alpha)
    }

    private static func normal(_ effects: [Effect], prior: EffectPrior, alpha: Double) -> Comparison {
        guard let effect = Effect.pooled(effects) else { return Comparison() }
        let logEvidence = prior.logEvidence(effect)
        return Comparison(
            effect: effect, logEvidence: logEvidence, logNormal: logEvidence,
            interval: prior.interval(effect, alpha: alpha))
    }

    private static func pooledShare(_ strata: [ShareStratum]) -> Double {
        var users = 0.0
        var reached = 0.0
        for stratum in strata {
            users += stratum.control.users + stratum.variant.users
            reached += stratum.control.sum + stratum.variant.sum
        }
        return reached / users
    }
}
