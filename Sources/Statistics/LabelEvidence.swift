import RealModule

/// Exact evidence that two arms convert at different rates, from the arm labels of users who converted.
///
/// If the variant does nothing, each converting user's label is the variant's with the chance of the design, whatever
/// the rate does over time. So two counts suffice, and the bound on false alarms holds at every sample size (Lindon &
/// Malek 2022, arXiv 2011.03567). It trusts the design share: hold it behind ``SplitEvidence``.
package struct LabelEvidence: Sendable, Hashable {
    /// Share of users that the design gives to the variant, of those in either arm.
    package let share: Double
    // One lane per component of the prior; the eighth is empty.
    private var logWeights = SIMD8<Double>(repeating: -.infinity)
    private var variantPriors = SIMD8<Double>(repeating: 1)
    private var controlPriors = SIMD8<Double>(repeating: 1)
    private var logBetas = SIMD8<Double>(repeating: 0)
    // Of the variant's and the control's labels.
    private var logShares = SIMD2<Double>(repeating: 0)

    /// Each normal component on the log rate ratio becomes a beta one on the share of labels with the same centre and
    /// spread: Beta(k t, k (1 - t)), t = logistic(logit(rho) + mu), k = t (1 - t)/(rho (1 - rho) sd)^2 - 1.
    ///
    /// - Parameters:
    ///   - prior: its unit does not count, a rate ratio has none.
    ///   - share: in 0...1; at the ends or outside there is never any evidence.
    package init(prior: EffectPrior, share rho: Double) {
        share = rho
        guard isUsable else { return }
        logShares = SIMD2(.log(rho), .log(onePlus: -rho))
        let scale = rho * (1 - rho)
        for lane in 0..<7 {
            let shift = prior.means[lane] / prior.unit
            let spread = prior.variances[lane] / (prior.unit * prior.unit)
            let center = 1 / (1 + (1 - rho) / rho * .exp(-shift))
            // Wide components far out would want less than a uniform prior; any fixed prior is valid.
            let strength = max(center * (1 - center) / (scale * scale * spread) - 1, 1)
            logWeights[lane] = .log(prior.weights[lane])
            variantPriors[lane] = strength * center
            controlPriors[lane] = strength * (1 - center)
            logBetas[lane] = DirichletEvidence.logBeta(variantPriors[lane], controlPriors[lane])
        }
    }

    private var isUsable: Bool { share > 0 && share < 1 }

    /// ln E that labels do not follow the design share, ln of the mean over the prior of B(a + variant, b +
    /// control)/B(a, b) less variant ln rho + control ln(1 - rho); 5 and 12 at a half with target 0.1 give 0.0765.
    ///
    /// - Parameters:
    ///   - control: users of the control who converted, each counted once, 0 or more.
    ///   - variant: the same of the variant.
    package func logEvidence(control: Double, variant: Double) -> Double {
        guard isUsable, control >= 0, variant >= 0, control + variant > 0, (control + variant).isFinite else {
            return 0
        }
        var logs = SIMD8<Double>(repeating: -.infinity)
        for lane in 0..<7 {
            logs[lane] =
                logWeights[lane]
                + DirichletEvidence.logRatio(
                    counts: (variant, control), priors: (variantPriors[lane], controlPriors[lane]),
                    logShares: (logShares.x, logShares.y), logBeta: logBetas[lane])
        }
        let top = logs.max()
        var sum = 0.0
        for lane in 0..<7 { sum += .exp(logs[lane] - top) }
        return top + .log(sum)
    }

    /// Ratios of the variant's rate to the control's that hold at all times at once with a chance of at least 1 -
    /// alpha; 0...infinity without conversions.
    package func rateRatioInterval(control: Double, variant: Double, alpha: Double = 0.05) -> ClosedRange<Double> {
        let logs = logRatioInterval(control: control, variant: variant, alpha: alpha)
        return .exp(logs.lowerBound)...(.exp(logs.upperBound))
    }

    /// The same for the share of labels that are the variant's, in 0...1.
    package func shareInterval(control: Double, variant: Double, alpha: Double = 0.05) -> ClosedRange<Double> {
        guard isUsable else { return 0...1 }
        let logs = logRatioInterval(control: control, variant: variant, alpha: alpha)
        let odds = (1 - share) / share
        return 1 / (1 + odds * .exp(-logs.lowerBound))...1 / (1 + odds * .exp(-logs.upperBound))
    }

    /// The same for ln of the ratio of rates; -infinity...infinity without conversions.
    package func logRatioInterval(control: Double, variant: Double, alpha: Double = 0.05) -> ClosedRange<Double> {
        let evidence = logEvidence(control: control, variant: variant)
        return LabelLikelihood.interval(logEvidence: evidence, alpha: alpha) { shift in
            likelihood(control: control, variant: variant, shift: shift)
        }
    }

    /// How much likelier the labels are if the log rate ratio is `shift` than if it is 0.
    func likelihood(control: Double, variant: Double, shift: Double) -> LabelLikelihood {
        guard isUsable, control >= 0, variant >= 0 else { return LabelLikelihood() }
        // share x e^shift + (1 - share) is the divisor of both labels' chances; the larger exponent is taken out.
        let divisor =
            shift <= 0
            ? Double.log(onePlus: share * .expMinusOne(shift))
            : shift + .log(onePlus: (1 - share) * .expMinusOne(-shift))
        let chance = share * .exp(shift - divisor)
        return LabelLikelihood(
            logRatio: variant * shift - (control + variant) * divisor, slope: variant - (control + variant) * chance,
            control: control, variant: variant)
    }
}
