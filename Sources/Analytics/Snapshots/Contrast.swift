/// One question asked of a multivariate test: a factor's level against the base level, or how two factors work together.
package struct Contrast: Sendable, Hashable {
    /// Factors it is about: one is a main effect, two or three an interaction.
    package var factors: [String]
    /// Compared levels, one per factor, each against the control's level of that factor.
    package var levels: [String]
    /// A ratio minus one; for interactions how much more the levels do together than their effects multiplied.
    package var lift: Double?
    package var liftLow: Double?
    package var liftHigh: Double?
    package var eValue: Double?
    /// After the adjustment for all contrasts that are shown.
    package var adjustedE: Double?
    package var logEvidence: Double?
    package var verdict = Verdict.noData
    package var firstCalled: Timestamp?
    /// A claimed interaction makes the main effects of its factors say little.
    package var isOvershadowed = false

    package init(factors: [String], levels: [String]) {
        self.factors = factors
        self.levels = levels
    }

    package var isInteraction: Bool { factors.count > 1 }
}
