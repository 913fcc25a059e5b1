/// How far the variant is from the control, as GrowthBook's `gbstats` measures it: the lift and its standard error by
/// the linear delta method (growthbook/growthbook, packages/stats, `models/tests.py` and `utils.py`).
package struct PeerEffect: Sendable, Hashable {
    /// What an effect is measured in.
    package enum Scale: Sendable, Hashable {
        /// A fraction of the control's mean.
        case relative
        /// The unit of the goal.
        case absolute
    }

    package let control: ArmSummary
    package let variant: ArmSummary
    package let scale: Scale
    package let estimate: Double
    package let standardError: Double

    /// - Throws: why the arms cannot be compared.
    package init(control: ArmSummary, variant: ArmSummary, scale: Scale = .relative) throws(PeerRefusal) {
        guard control.variance > 0, variant.variance > 0, control.users > 0, variant.users > 0 else {
            throw .zeroVariance
        }
        guard control.mean != 0 else { throw .zeroBaseline }
        let difference = variant.mean - control.mean
        let variance: Double
        switch scale {
        case .relative:
            let square = control.mean * control.mean
            variance =
                variant.varianceOfMean / square
                + control.varianceOfMean * variant.mean * variant.mean / (square * square)
            estimate = difference / abs(control.mean)
        case .absolute:
            variance = variant.varianceOfMean + control.varianceOfMean
            estimate = difference
        }
        guard variance > 0 else { throw .zeroVariance }
        self.control = control
        self.variant = variant
        self.scale = scale
        standardError = variance.squareRoot()
    }

    /// The users of both arms.
    package var users: Double { control.users + variant.users }

    func interval(halfWidth: Double) -> PeerInterval {
        PeerInterval(low: estimate - halfWidth, high: estimate + halfWidth)
    }
}
