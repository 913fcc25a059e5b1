/// Whether users were split as they should be (sample ratio mismatch, guides §2.6).
package struct SplitCheck: Sendable, Hashable {
    package enum Verdict: String, Sendable, Hashable {
        /// Fewer than two arms.
        case unknown
        case ok
        /// e ≥ 20: look at it.
        case amber
        /// e ≥ 100: nothing is called.
        case red
    }

    /// The most likely moment at which the allocation changed, to be declared as a phase.
    package struct Change: Sendable, Hashable {
        package var time: Timestamp
        /// Shares by arm, in the order of the arms: the roundest that fit what was counted.
        package var before: [Double]
        package var after: [Double]

        package init(time: Timestamp, before: [Double], after: [Double]) {
            self.time = time
            self.before = before
            self.after = after
        }
    }

    package var verdict = Verdict.unknown
    /// Evidence against the expected split; nil with fewer than two arms. Infinite where it exceeds what a number holds.
    package var eValue: Double?
    /// Of the chi-squared test of fixed size, for those who know it; it decides nothing.
    package var pValue: Double?
    package var change: Change?

    package init() {}
}
