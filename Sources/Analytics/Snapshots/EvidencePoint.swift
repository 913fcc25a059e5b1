/// How a comparison stood at one time.
package struct EvidencePoint: Sendable, Hashable {
    package var time: Timestamp
    /// ln(adjusted e) / ln 20.
    package var logEvidence: Double
    /// nil where there is no ratio.
    package var lift: Double?
    package var liftLow: Double?
    package var liftHigh: Double?

    package init(time: Timestamp, logEvidence: Double, lift: Double?, liftLow: Double?, liftHigh: Double?) {
        self.time = time
        self.logEvidence = logEvidence
        self.lift = lift
        self.liftLow = liftLow
        self.liftHigh = liftHigh
    }
}
