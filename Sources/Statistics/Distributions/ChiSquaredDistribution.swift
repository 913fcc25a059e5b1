import RealModule

/// The chi-squared distribution.
package struct ChiSquaredDistribution: Sendable, Hashable {
    /// Greater than 0.
    package var degreesOfFreedom: Double

    package init(degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

    /// The chance of a value above `x`, with full relative precision in the tail.
    ///
    /// The regularized upper incomplete gamma function: its series (Abramowitz and Stegun 6.5.29) below the mean,
    /// its continued fraction (6.5.31) above.
    package func upperTail(_ x: Double) -> Double {
        guard x > 0, degreesOfFreedom > 0 else { return 1 }
        let a = degreesOfFreedom / 2
        let half = x / 2
        let front = Double.exp(a * Double.log(half) - half - Double.logGamma(a))
        if half < a + 1 { return 1 - front * Self.series(a, half) }
        return front * Self.continuedFraction(a, half)
    }

    private static func series(_ a: Double, _ x: Double) -> Double {
        var term = 1 / a
        var sum = term
        var n = a
        for _ in 0..<100_000 {
            n += 1
            term *= x / n
            sum += term
            if term < sum * 1e-17 { break }
        }
        return sum
    }

    private static func continuedFraction(_ a: Double, _ x: Double) -> Double {
        let tiny = 1e-300
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / b
        var value = d
        for i in 1..<100_000 {
            let n = Double(i)
            let term = -n * (n - a)
            b += 2
            d = term * d + b
            d = 1 / (abs(d) < tiny ? tiny : d)
            c = b + term / c
            if abs(c) < tiny { c = tiny }
            value *= d * c
            if abs(d * c - 1) < 1e-16 { break }
        }
        return value
    }
}
