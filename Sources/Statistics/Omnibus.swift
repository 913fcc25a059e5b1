import RealModule

/// Evidence that several effects are not all zero, without saying which (Lindon, Ham, Tingley & Bojinov 2022, arXiv
/// 2210.08589: the anytime-valid F test).
package enum Omnibus {
    /// Users at which the prior on effects is as wide as their error, unless given: about where a lift of 10 % at a
    /// rate of 4 % stands out of the noise.
    package static let priorUsers = 10_000.0

    /// ln E = -(dim/2) ln(1 + r) + r/(1 + r) chi2/2.
    ///
    /// - Parameters:
    ///   - chiSquare: squared length of the estimates in units of their error; about `dimensions` without effect.
    ///   - ratio: users over prior users, r; above 0.
    package static func logEvidence(chiSquare: Double, dimensions: Int, ratio: Double) -> Double {
        -0.5 * Double(dimensions) * .log(onePlus: ratio) + 0.5 * chiSquare * ratio / (1 + ratio)
    }

    /// The same from estimates and their covariance: chi2 = d' S^-1 d; nil unless the covariance is symmetric and
    /// positive definite and all numbers are finite.
    package static func logEvidence(
        estimates: [Double], covariance: [[Double]], users: Double, priorUsers: Double = Self.priorUsers
    ) -> Double? {
        guard users > 0, users.isFinite, priorUsers > 0, priorUsers.isFinite,
            let chiSquare = squaredLength(of: estimates, covariance: covariance)
        else { return nil }
        return logEvidence(chiSquare: chiSquare, dimensions: estimates.count, ratio: users / priorUsers)
    }

    /// ln E that the cells of a test do not all have the same mean; nil unless two or more cells all have an effect.
    ///
    /// - Parameters:
    ///   - cells: log means, ``Effect/cellEffect(_:)-(MomentSums)``.
    ///   - users: in all cells together.
    package static func logEvidence(
        cells: [Effect?], users: Double, priorUsers: Double = Self.priorUsers
    ) -> Double? {
        let known = cells.compactMap { $0 }
        guard let base = known.first, known.count == cells.count, known.count > 1 else { return nil }
        let others = known.dropFirst()
        let covariance = others.indices.map { row in
            others.indices.map { column in base.variance + (row == column ? known[row].variance : 0) }
        }
        return logEvidence(
            estimates: others.map { $0.estimate - base.estimate }, covariance: covariance, users: users,
            priorUsers: priorUsers)
    }

    /// ln E of one effect in a small sample, from Student's t: (1/2) ln r + (nu + 1)/2 [ln(1 + t^2/nu) - ln(1 + r
    /// t^2/nu)], r = g/(g + n) (same paper, one-dimensional case); for cells of fewer than 50 users.
    ///
    /// - Parameters:
    ///   - t: estimate over its standard error.
    ///   - degrees: degrees of freedom nu, above 0.
    package static func logEvidence(
        t: Double, degrees: Double, users: Double, priorUsers: Double = Self.priorUsers
    ) -> Double? {
        guard t.isFinite, degrees > 0, users >= 0, priorUsers > 0 else { return nil }
        let ratio = priorUsers / (priorUsers + users)
        let square = t * t / degrees
        return 0.5 * .log(ratio)
            + 0.5 * (degrees + 1) * (.log(onePlus: square) - .log(onePlus: ratio * square))
    }

    /// d' S^-1 d by Cholesky's factor L of S: the squares of the solution of L y = d.
    private static func squaredLength(of estimates: [Double], covariance: [[Double]]) -> Double? {
        let size = estimates.count
        guard size > 0, covariance.count == size, covariance.allSatisfy({ $0.count == size }),
            estimates.allSatisfy(\.isFinite)
        else { return nil }
        var factor = covariance
        var solution = estimates
        for row in 0..<size {
            for column in 0...row {
                var sum = covariance[row][column]
                guard sum == covariance[column][row] else { return nil }
                for inner in 0..<column { sum -= factor[row][inner] * factor[column][inner] }
                if row == column {
                    guard sum > 0, sum.isFinite else { return nil }
                    factor[row][row] = sum.squareRoot()
                } else {
                    factor[row][column] = sum / factor[column][column]
                }
            }
            for inner in 0..<row { solution[row] -= factor[row][inner] * solution[inner] }
            solution[row] /= factor[row][row]
        }
        let length = solution.reduce(0) { $0 + $1 * $1 }
        return length.isFinite ? length : nil
    }
}
