/// GrowthBook's fixed-sample test: Welch's t with the degrees of freedom of Satterthwaite (1946)
/// (growthbook/growthbook, packages/stats, `frequentist/tests.py`, `TwoSidedTTest`).
package struct FixedTest: Sendable, Hashable {
    package let interval: PeerInterval
    package let pValue: Double

    package init(_ effect: PeerEffect, alpha: Double = 0.05) {
        let (a, b) = (effect.control, effect.variant)
        let sum = a.varianceOfMean + b.varianceOfMean
        let freedom =
            sum * sum
            / (a.varianceOfMean * a.varianceOfMean / (a.users - 1)
                + b.varianceOfMean * b.varianceOfMean / (b.users - 1))
        let student = StudentDistribution(degreesOfFreedom: freedom)
        interval = effect.interval(halfWidth: student.quantile(1 - alpha / 2) * effect.standardError)
        pValue = 2 * student.upperTail(abs(effect.estimate) / effect.standardError)
    }
}
