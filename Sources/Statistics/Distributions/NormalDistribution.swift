import RealModule

/// The standard normal distribution.
package enum NormalDistribution {
    /// The density at `z`.
    package static func density(_ z: Double) -> Double {
        Double.exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
    }

    /// The chance of a value of at most `z`, exact in both tails (down to 1e-300).
    package static func cumulative(_ z: Double) -> Double { 0.5 * Double.erfc(-z / 2.0.squareRoot()) }

    /// The value that is not exceeded with chance `p`; infinite at 0 and 1, not a number outside.
    ///
    /// Abramowitz and Stegun 1964, 26.2.23, refined by Halley's method: relative error about 1e-15.
    package static func quantile(_ p: Double) -> Double {
        guard p > 0 else { return p == 0 ? -.infinity : .nan }
        guard p < 1 else { return p == 1 ? .infinity : .nan }
        return p <= 0.5 ? lowerQuantile(p) : -lowerQuantile(1 - p)
    }

    /// The quantile of a chance of at most one half.
    private static func lowerQuantile(_ p: Double) -> Double {
        let t = (-2 * Double.log(p)).squareRoot()
        let top = 2.515517 + t * (0.802853 + t * 0.010328)
        let bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
        var z = top / bottom - t
        for _ in 0..<4 {
            let step = (cumulative(z) - p) / density(z)
            guard step.isFinite else { break }
            z -= step / (1 + 0.5 * z * step)
        }
        return z
    }
}
