import RealModule

/// Student's t distribution; degrees of freedom need not be whole.
package struct StudentDistribution: Sendable, Hashable {
    /// Greater than 0.
    package var degreesOfFreedom: Double

    package init(degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

    /// The chance of a value above `t`, with full relative precision in the upper tail.
    package func upperTail(_ t: Double) -> Double {
        guard t > 0 else { return t == 0 ? 0.5 : 1 - upperTail(-t) }
        let v = degreesOfFreedom
        guard v <= Self.almostNormal else {
            return NormalDistribution.cumulative(-t) + NormalDistribution.density(t) * fisherCorrection(t)
        }
        let ratio = t * t / v
        return 0.5
            * IncompleteBeta(v / 2, 0.5).regularized(
                x: 1 / (1 + ratio), complement: ratio / (1 + ratio), logX: -Double.log(onePlus: ratio))
    }

    /// The chance of a value of at most `t`.
    package func cumulative(_ t: Double) -> Double { upperTail(-t) }

    /// The density at `t`.
    package func density(_ t: Double) -> Double {
        let v = degreesOfFreedom
        let logScale = -0.5 * Double.log(v) - IncompleteBeta(v / 2, 0.5).logBeta
        return Double.exp(logScale - 0.5 * (v + 1) * Double.log(onePlus: t * t / v))
    }

    /// The value that is not exceeded with chance `p`; infinite at 0 and 1, not a number outside.
    package func quantile(_ p: Double) -> Double {
        guard p > 0 else { return p == 0 ? -.infinity : .nan }
        guard p < 1 else { return p == 1 ? .infinity : .nan }
        return p < 0.5 ? -upperQuantile(p) : upperQuantile(1 - p)
    }

    /// The value exceeded with chance `q`, which is at most one half: Newton's method kept inside a bracket.
    private func upperQuantile(_ q: Double) -> Double {
        guard q < 0.5 else { return 0 }
        var low = 0.0
        var high = max(1, -NormalDistribution.quantile(q))
        while upperTail(high) > q, high < 1e300 {
            low = high
            high *= 2
        }
        var t = high
        for _ in 0..<200 {
            let tail = upperTail(t)
            if tail > q { low = t } else { high = t }
            // On the logarithm of the tail the steps do not overshoot far out.
            let step = tail * Double.log(tail / q) / density(t)
            let next = t + step
            let bounded = next > low && next < high ? next : 0.5 * (low + high)
            if abs(bounded - t) <= 1e-15 * t { return bounded }
            t = bounded
        }
        return t
    }

    /// What the tail has over the normal one, in densities of the normal at `t` (Fisher 1925; Abramowitz and Stegun
    /// 26.7.8): good to 1e-14 for t up to 4.
    private func fisherCorrection(_ t: Double) -> Double {
        let s = t * t
        let inverse = 1 / degreesOfFreedom
        let first = t * (s + 1) / 4
        let second = t * (-3 + s * (-5 + s * (-7 + s * 3))) / 96
        let third = t * (-15 + s * (-3 + s * (6 + s * (14 + s * (-11 + s))))) / 384
        return inverse * (first + inverse * (second + inverse * third))
    }

    /// From these degrees of freedom on an expansion around the normal distribution keeps more digits than the
    /// continued fraction.
    private static let almostNormal = 1e5
}
