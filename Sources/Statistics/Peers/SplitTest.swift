/// Pearson's chi-squared test that users were split as designed, as GrowthBook, Eppo and Harness apply it with a limit
/// of 0.001 (growthbook/growthbook, packages/stats, `check_srm`).
package enum SplitTest {
    /// - Parameter weights: one for each count, of any sum; an arm of weight 0 adds nothing.
    package static func pValue(counts: [Double], weights: [Double]) -> Double {
        let users = counts.reduce(0, +)
        guard users > 0 else { return 1 }
        let weight = weights.reduce(0, +)
        var distance = 0.0
        for (count, share) in zip(counts, weights) where share > 0 {
            let expected = share / weight * users
            distance += (count - expected) * (count - expected) / expected
        }
        return ChiSquaredDistribution(degreesOfFreedom: Double(counts.count - 1)).upperTail(distance)
    }
}
