import RealModule

/// The regularized incomplete beta function with two positive parameters.
struct IncompleteBeta {
    let a: Double
    let b: Double
    /// ln B(a, b).
    let logBeta: Double

    init(_ a: Double, _ b: Double) {
        self.a = a
        self.b = b
        logBeta = b == 0.5 && a > 30 ? Self.logBetaWithHalf(a) : Self.logBetaOfSmall(a, b)
    }

    /// I_x(a, b), given `x`, `1 - x` and ln x, each exact where it is small.
    func regularized(x: Double, complement: Double, logX: Double) -> Double {
        guard x > 0 else { return 0 }
        guard complement > 0 else { return 1 }
        let front = Double.exp(a * logX + b * Double.log(complement) - logBeta)
        if x < (a + 1) / (a + b + 2) { return front * Self.continuedFraction(a, b, x) / a }
        return 1 - front * Self.continuedFraction(b, a, complement) / b
    }

    /// The continued fraction of Abramowitz and Stegun 26.5.8, evaluated after Lentz.
    private static func continuedFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
        let tiny = 1e-300
        var c = 1.0
        var d = 1 - (a + b) * x / (a + 1)
        d = 1 / (abs(d) < tiny ? tiny : d)
        var value = d
        var m = 1.0
        while m < 10_000 {
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            var factor = 1.0
            for term in [even, odd] {
                d = 1 + term * d
                d = 1 / (abs(d) < tiny ? tiny : d)
                c = 1 + term / c
                if abs(c) < tiny { c = tiny }
                factor = c * d
                value *= factor
            }
            if abs(factor - 1) < 1e-16 { break }
            m += 1
        }
        return value
    }

    private static func logBetaOfSmall(_ a: Double, _ b: Double) -> Double {
        Double.logGamma(a) + Double.logGamma(b) - Double.logGamma(a + b)
    }

    /// ln B(a, 1/2) for large `a`, where the difference of two logarithms of gamma would lose its digits.
    private static func logBetaWithHalf(_ a: Double) -> Double {
        let inverse = 1 / a
        let square = inverse * inverse
        let series =
            -1.0 / 8 + square * (1.0 / 192 + square * (-1.0 / 640 + square * (17.0 / 14336 - square * 31.0 / 18432)))
        return 0.5 * Double.log(Double.pi) - 0.5 * Double.log(a) - inverse * series
    }
}
