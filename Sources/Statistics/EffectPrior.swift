import RealModule

/// What lifts are thought possible before any data, as a mixture of seven normals, and the evidence it makes of an
/// effect.
///
/// Evidence is the ratio of the likelihood averaged over the prior to the likelihood under no effect. Under no effect
/// its chance of ever reaching 1/alpha is at most alpha however often one looks (Ville 1939), so it may be looked at
/// live. That is exact for normal estimates and asymptotic for means; ``LabelEvidence`` is exact for conversions. The
/// prior must be fixed before the data; any fixed one is valid, a fitting one is faster.
///
/// Normal mixtures: Robbins 1970; Howard et al. 2021, arXiv 1810.08240; asymptotic use on means: Waudby-Smith et al.
/// 2021, arXiv 2103.06476.
///
/// The prior for a target m has, for each of m/2, m and 2m with weights 1, 4 and 1 of 6, half of its weight around
/// the lift and half around its opposite, the deviation half the lift; together 95 %, and 5 % around 0 with deviation
/// 1.
package struct EffectPrior: Sendable, Hashable {
    /// The lift planned for, as a log ratio; 0.1 is about +10 %.
    package let target: Double
    /// What one unit of the estimate is worth on the scale of the target; 1 for log ratios.
    package let unit: Double
    // Eight lanes for seven components: the last one weighs nothing.
    let weights: SIMD8<Double>
    let means: SIMD8<Double>
    let variances: SIMD8<Double>

    /// The prior around lifts of half, once and twice the target in both directions, with 5 % on anything.
    ///
    /// - Parameters:
    ///   - target: above 0; brought into 0.0001...3, and 0.1 if it is not a number.
    ///   - unit: size of a difference that counts like a log ratio of 1, above 0; only for
    ///     ``Effect/difference(of:to:)``.
    package init(target: Double, unit: Double = 1) {
        let target = target.isNaN ? 0.1 : min(max(target, 0.0001), 3)
        let unit = unit.isFinite && unit > 0 ? unit : 1
        self.target = target
        self.unit = unit
        let half = unit * target / 2
        let whole = unit * target
        let double = unit * target * 2
        weights = 0.95 / 12 * SIMD8(1, 1, 4, 4, 1, 1, 0, 0) + SIMD8(0, 0, 0, 0, 0, 0, 0.05, 0)
        means = SIMD8(half, -half, whole, -whole, double, -double, 0, 0)
        let deviations = 0.5 * SIMD8(half, half, whole, whole, double, double, 2 * unit, 2 * unit)
        variances = deviations * deviations
    }

    /// ln E(null) = ln M(d) + ln(2 pi s2)/2 + (d - null)^2/(2 s2), M the density of the estimate d averaged over the
    /// prior.
    ///
    /// d = ln 1.1 with s2 = 0.0016 gives 1.50 for a target of 0.1.
    ///
    /// - Parameter null: the effect evidence is held against.
    package func logEvidence(_ effect: Effect, against null: Double = 0) -> Double {
        let distance = effect.estimate - null
        return logMarginal(effect.estimate, effect.variance) + distance * distance / (2 * effect.variance)
    }

    /// Every effect against which there is less evidence than 1/alpha: covers the true one at all times at once with a
    /// chance of at least 1 - alpha.
    ///
    /// 0 is outside exactly when the evidence against 0 is above 1/alpha.
    package func interval(_ effect: Effect, alpha: Double = 0.05) -> ClosedRange<Double> {
        let room = -Double.log(alpha) - logMarginal(effect.estimate, effect.variance)
        let width = Double.sqrt(max(0, 2 * effect.variance * room))
        return effect.estimate - width...effect.estimate + width
    }

    /// How many times the users of now it takes until the evidence against 0 reaches a level, if the estimate stays.
    ///
    /// 1 when it is there already; nil when a million times would not do, as with an estimate of 0.
    package func information(for effect: Effect, toReach level: Double) -> Double? {
        func evidence(_ factor: Double) -> Double {
            logEvidence(Effect(estimate: effect.estimate, variance: effect.variance / factor))
        }
        var low = 1.0
        guard evidence(low) < level else { return low }
        var high = 2.0
        while evidence(high) < level {
            low = high
            high *= 2
            guard low < 1_000_000 else { return nil }
        }
        while high - low > 1e-10 * high {
            let middle = 0.5 * (low + high)
            if evidence(middle) < level { low = middle } else { high = middle }
        }
        return high
    }

    /// ln( M(d) sqrt(2 pi s2) ), never above 0.
    private func logMarginal(_ estimate: Double, _ variance: Double) -> Double {
        let spread = variances + variance
        let distance = means - estimate
        let exponents = -0.5 * distance * distance / spread
        let top = exponents.max()
        let factors = weights * Double.sqrt(variance) / spread.squareRoot()
        var sum = 0.0
        for lane in 0..<7 { sum += factors[lane] * .exp(exponents[lane] - top) }
        return top + .log(sum)
    }
}
