import RealModule

/// How likely each arm is the best one, for display: these chances move with every look and must not decide.
package enum BestArm {
    /// Chances that each arm has the largest value, and what choosing it would cost on average, when arms are
    /// independent normals: P_k = int phi_k prod Phi_j dx and E[max] = high - int prod Phi dx. Means 0, 0.03, 0.05
    /// with deviations 0.02, 0.025, 0.02 give 0.020, 0.260, 0.720.
    ///
    /// Simpson's rule between breakpoints spread around every arm, so that arms known well and badly go together; no
    /// random numbers.
    /// - Parameters:
    ///   - means: by arm, such as log means.
    ///   - deviations: standard errors; 0 for a value that is known.
    /// - Returns: chances that sum to 1, and expected losses in the unit of the means; empty where a number is none.
    /// - Complexity: O(n^2) for n arms.
    package static func compare(
        means: [Double], deviations: [Double]
    ) -> (probabilities: [Double], losses: [Double]) {
        guard means.count == deviations.count, means.allSatisfy(\.isFinite),
            deviations.allSatisfy({ $0.isFinite && $0 >= 0 }), let largest = means.map({ abs($0) }).max()
        else { return ([], []) }
        // Known values get a width far below anything shown.
        let least = 1e-9 * max(largest, deviations.max() ?? 0, 1e-9)
        let arms = zip(means, deviations).map { Arm(mean: $0, deviation: max($1, least)) }
        let knots = breakpoints(of: arms)
        guard let low = knots.first, let high = knots.last, low < high else { return ([], []) }
        var chances = means.map { _ in 0.0 }
        var belowAll = 0.0
        var others = means.map { _ in 1.0 }
        for (start, end) in zip(knots, knots.dropFirst()) {
            let step = (end - start) / Double(intervals)
            for point in 0...intervals {
                let weight = step / 3 * (point == 0 || point == intervals ? 1 : point % 2 == 0 ? 2 : 4)
                let value = start + step * Double(point)
                belowAll += weight * fillProducts(of: arms, below: value, into: &others)
                for index in arms.indices { chances[index] += weight * arms[index].density(at: value) * others[index] }
            }
        }
        let total = chances.reduce(0, +)
        let expectedBest = high - belowAll
        return (chances.map { $0 / total }, means.map { max(0, expectedBest - $0) })
    }

    /// Even number of Simpson intervals between two breakpoints.
    private static let intervals = 24

    private struct Arm {
        let mean: Double
        let deviation: Double

        func density(at value: Double) -> Double {
            let z = (value - mean) / deviation
            return .exp(-0.5 * z * z) / (deviation * .sqrt(2 * .pi))
        }

        func chance(below value: Double) -> Double {
            0.5 * .erfc((mean - value) / (deviation * .sqrt(2)))
        }
    }

    private static func breakpoints(of arms: [Arm]) -> [Double] {
        // Below the largest of the lower ends the best arm cannot be: one arm alone is surely above it.
        let low = arms.map { $0.mean - 9 * $0.deviation }.max() ?? 0
        let spread: [Double] = [-9, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 9]
        let points = arms.flatMap { arm in spread.map { arm.mean + $0 * arm.deviation } }
        return Set(points.filter { $0 >= low }).sorted()
    }

    /// Puts into `others`, for each arm, the chance that all other arms are below a value.
    ///
    /// - Returns: the chance that all arms are.
    private static func fillProducts(of arms: [Arm], below value: Double, into others: inout [Double]) -> Double {
        var before = 1.0
        for index in arms.indices {
            others[index] = before
            before *= arms[index].chance(below: value)
        }
        var after = 1.0
        for index in arms.indices.reversed() {
            others[index] *= after
            after *= arms[index].chance(below: value)
        }
        return before
    }
}
