import RealModule

/// Log likelihood ratio of arm labels at one log rate ratio, with its slope there; sums over phases.
struct LabelLikelihood {
    var logRatio = 0.0
    var slope = 0.0
    /// Conversions behind it; with none in an arm the interval is open on one side.
    var control = 0.0
    var variant = 0.0

    static func + (left: LabelLikelihood, right: LabelLikelihood) -> LabelLikelihood {
        LabelLikelihood(
            logRatio: left.logRatio + right.logRatio, slope: left.slope + right.slope,
            control: left.control + right.control, variant: left.variant + right.variant)
    }

    /// Log rate ratios against which there is less evidence than 1/alpha: where the likelihood ratio is above that of
    /// the prior, `logEvidence`, times alpha. Everything if no single ratio is, which phases that contradict each
    /// other bring.
    static func interval(
        logEvidence: Double, alpha: Double, of likelihood: (Double) -> LabelLikelihood
    ) -> ClosedRange<Double> {
        let level = logEvidence + .log(alpha)
        let counts = likelihood(0)
        guard let lower = counts.variant > 0 ? root(of: likelihood, at: level, from: -50) : -.infinity,
            let upper = counts.control > 0 ? root(of: likelihood, at: level, from: 50) : .infinity, lower <= upper
        else { return -.infinity...(.infinity) }
        return lower...upper
    }

    /// Newton's method from outside: the likelihood is concave, so every tangent meets the level before the curve
    /// does and no step goes too far. About twenty steps; nil when the curve stays below the level.
    private static func root(
        of likelihood: (Double) -> LabelLikelihood, at level: Double, from start: Double
    ) -> Double? {
        var shift = start
        for _ in 0..<200 {
            let here = likelihood(shift)
            let missing = level - here.logRatio
            let step = missing / here.slope
            // A step outwards is rounding at the root, or the far side of a peak that is too low.
            guard step.isFinite, step * start < 0 else { return missing < 1e-6 * max(1, abs(level)) ? shift : nil }
            shift += step
            guard abs(step) > 1e-14 * max(1e-2, abs(shift)) else { break }
        }
        return shift
    }
}
