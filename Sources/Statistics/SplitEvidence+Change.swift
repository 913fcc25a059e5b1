import RealModule

extension SplitEvidence {
    /// The most likely moment at which the allocation of users to arms changed, such as a ramp from 10 % to half.
    ///
    /// It is where two stretches with their own shares explain the counts best, against one stretch. That gain in log
    /// likelihood has to reach ln 1000, the odds asked of a broken split, and pay for what was fitted: ln of the places
    /// looked at, and for the shares of the added stretch half of ln n each (Schwarz 1978).
    /// - Parameter increments: users that arrived, by bucket of time and arm; all buckets have the same arms.
    /// - Returns: the first bucket of the new allocation, the gain, and the shares before and after; nil when nothing
    ///   changed for sure.
    /// - Complexity: O(buckets x arms).
    package static func change(
        _ increments: [[Double]]
    ) -> (index: Int, gain: Double, before: [Double], after: [Double])? {
        guard let arms = increments.first?.count, arms > 1,
            increments.allSatisfy({ $0.count == arms && $0.allSatisfy { $0 >= 0 && $0.isFinite } })
        else { return nil }
        var after = (0..<arms).map { arm in increments.reduce(0) { $0 + $1[arm] } }
        var before = after.map { _ in 0.0 }
        let users = after.reduce(0, +)
        let whole = logLikelihood(after)
        let price = .log(1000) + .log(Double(increments.count)) + 0.5 * Double(arms - 1) * .log(max(users, 1))
        var best: (index: Int, gain: Double, before: [Double], after: [Double])?
        for index in increments.indices.dropLast() {
            for arm in 0..<arms {
                before[arm] += increments[index][arm]
                after[arm] -= increments[index][arm]
            }
            let gain = logLikelihood(before) + logLikelihood(after) - whole
            if gain > max(price, best?.gain ?? 0) { best = (index + 1, gain, before, after) }
        }
        return best.map { ($0.index, $0.gain, fractions($0.before), fractions($0.after)) }
    }

    /// ln of the likelihood of counts under the shares that fit them best.
    private static func logLikelihood(_ counts: [Double]) -> Double {
        let total = counts.reduce(0, +)
        return counts.reduce(0) { $1 > 0 ? $0 + $1 * .log($1 / total) : $0 }
    }

    private static func fractions(_ counts: [Double]) -> [Double] {
        let total = counts.reduce(0, +)
        return counts.map { $0 / total }
    }
}
