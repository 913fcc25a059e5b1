/// Limits below which a rule cannot call anything, so that it need not be worked out: with the squared distance from the
/// null in standard errors, evidence is at most exp(distance / 2).
enum Screen {
    /// Twice ln 20, less rounding.
    static let evidence = 5.991
    /// The sequential intervals of the other tools never reach less than three standard errors far at 5 %.
    static let sequential = 9.0
    /// ln 20, less rounding.
    static let logEvidence = 2.9957
}
