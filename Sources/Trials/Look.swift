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
