import RealModule

/// How much likelier counts are under a Dirichlet prior over shares than under fixed shares.
///
/// The textbook form adds gamma logarithms of the size of the counts and loses the answer in their rounding from about
/// ten million on. Stirling's series, its large parts cancelled by hand, keeps it to 1e-7 at 10^9.
enum DirichletEvidence {
    /// ln B(prior + count) - ln B(prior) - sum of count x ln share, for two categories.
    ///
    /// - Parameter logBeta: ln B of the two priors, made once with ``logBeta(_:_:)``.
    static func logRatio(
        counts: (Double, Double), priors: (Double, Double), logShares: (Double, Double), logBeta: Double
    ) -> Double {
        let first = priors.0 + counts.0
        let second = priors.1 + counts.1
        let total = first + second
        return term(of: first, in: total, count: counts.0, prior: priors.0, logShare: logShares.0)
            + term(of: second, in: total, count: counts.1, prior: priors.1, logShare: logShares.1)
            + rest(of: total, categories: 2) - logBeta
    }

    /// The same for any number of categories, all priors above 0.
    static func logRatio(counts: [Double], priors: [Double], shares: [Double]) -> Double {
        let priorTotal = priors.reduce(0, +)
        let total = priorTotal + counts.reduce(0, +)
        var sum = rest(of: total, categories: counts.count) - rest(of: priorTotal, categories: counts.count)
        for index in counts.indices {
            let (count, prior, share) = (counts[index], priors[index], shares[index])
            sum += term(of: prior + count, in: total, count: count, prior: prior, logShare: .log(share))
            sum -= term(of: prior, in: priorTotal, count: 0, prior: prior, logShare: 0)
        }
        return sum
    }

    /// ln B(a, b) for a and b above 0, in the same arrangement as the sums above so that no data gives exactly 0.
    static func logBeta(_ a: Double, _ b: Double) -> Double {
        term(of: a, in: a + b, count: 0, prior: a, logShare: 0)
            + term(of: b, in: a + b, count: 0, prior: b, logShare: 0)
            + rest(of: a + b, categories: 2)
    }

    private static func term(
        of value: Double, in total: Double, count: Double, prior: Double, logShare: Double
    ) -> Double {
        let part = Double.log(value / total)
        let likelihood = count == 0 ? 0 : count * (part - logShare)
        return likelihood + (prior - 0.5) * part + remainder(value)
    }

    private static func rest(of total: Double, categories: Int) -> Double {
        let half = Double(categories - 1) / 2
        return half * (.log(2 * .pi) - .log(total)) - remainder(total)
    }

    /// What Stirling's formula (z - 1/2) ln z - z + ln(2 pi)/2 leaves of ln gamma(z), z above 0 (Abramowitz & Stegun
    /// 1964, 6.1.41).
    static func remainder(_ z: Double) -> Double {
        guard z < 10 else {
            let inverse = 1 / z
            let square = inverse * inverse
            let tail = 1.0 / 1680 - square * (1.0 / 1188 - square * (691.0 / 360360))
            return inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * tail)))
        }
        return .logGamma(z) - (z - 0.5) * .log(z) + z - 0.5 * .log(2 * .pi)
    }
}
