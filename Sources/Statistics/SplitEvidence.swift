import RealModule

/// Evidence that users did not arrive in the arms in the shares they were meant to: a broken split, which spoils every
/// other number of an experiment.
///
/// Multinomial counts against a Dirichlet prior around the planned shares (Lindon & Malek 2022, arXiv 2011.03567):
/// the chance of a false alarm at E stays below 1/E however often one looks. Phases multiply: add their logarithms.
///
/// ln E = ln G(c) - ln G(c + n) + sum [ln G(c rho_i + n_i) - ln G(c rho_i)] - sum n_i ln rho_i, G the gamma function,
/// c the concentration, rho_i planned shares, n_i users.
package enum SplitEvidence {
    /// How tightly the prior holds on to the planned shares, in users; small values see large faults soon.
    package static let concentrations: [Double] = [100, 1000, 10_000]

    /// ln of the mean evidence over ``concentrations``.
    package static func logEvidence(counts: [Double], shares: [Double]) -> Double {
        LogSum.mean(concentrations.map { logEvidence(counts: counts, shares: shares, concentration: $0) })
    }

    /// ln E for one concentration; 44,700 and 45,489 at a half with 10,000 give ln 7.06.
    ///
    /// - Parameters:
    ///   - counts: users by arm.
    ///   - shares: planned share by arm, of any sum. 0 for an arm that should have nobody: users there are infinite
    ///     evidence.
    /// - Returns: 0 for fewer than two arms with a share, or numbers that are none.
    package static func logEvidence(counts: [Double], shares: [Double], concentration: Double) -> Double {
        guard counts.count == shares.count, concentration > 0, concentration.isFinite,
            counts.allSatisfy({ $0 >= 0 && $0.isFinite }), shares.allSatisfy({ $0 >= 0 && $0.isFinite })
        else { return 0 }
        let total = shares.reduce(0, +)
        let planned = counts.indices.filter { shares[$0] > 0 }
        guard total > 0, total.isFinite else { return 0 }
        guard counts.indices.allSatisfy({ shares[$0] > 0 || counts[$0] == 0 }) else { return .infinity }
        guard planned.count > 1 else { return 0 }
        let fractions = planned.map { shares[$0] / total }
        return DirichletEvidence.logRatio(
            counts: planned.map { counts[$0] }, priors: fractions.map { concentration * $0 }, shares: fractions)
    }
}
