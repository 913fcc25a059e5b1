import Statistics

/// What a rule gets to see at one look.
struct Look {
    /// Totals by phase, then arm.
    let strata: [[ArmTotals]]
    /// Totals of all phases by arm.
    let pooled: [ArmTotals]

    init(_ stream: VisitorStream) {
        strata = stream.strata
        pooled = stream.pooled
    }

    func shares(of arm: Int) -> [ShareStratum] {
        strata.map { ShareStratum(control: $0[0].share, variant: $0[arm].share) }
    }

    /// The effect on the share of the given arm over all phases.
    func shareEffect(of arm: Int) -> Effect? {
        guard strata.count > 1 else {
            return strata.first.flatMap { Effect.logRatioOfShares(of: $0[arm].share, to: $0[0].share) }
        }
        return Effect.pooled(
            strata.compactMap { Effect.logRatioOfShares(of: $0[arm].share, to: $0[0].share) })
    }
}

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
