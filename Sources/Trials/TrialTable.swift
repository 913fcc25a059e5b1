/// Simulated cells that are shown together and held to the same goal.
package struct TrialTable: Sendable {
    /// What the cells are about.
    package enum Kind: Sendable, Hashable {
        /// Variants that do nothing, on the share of converting visitors, split evenly.
        case nothingShares
        /// The same split unevenly.
        case nothingUneven
        /// The same on revenue per visitor and order value.
        case nothingAmounts
        /// The same while the allocation changes.
        case nothingRamp
        /// Three variants that do nothing.
        case nothingArms
        /// A split as designed.
        case soundSplit
        /// Whether intervals keep the true effect in at all times.
        case coverage
        /// How soon an effect on the share is called.
        case speedShares
        /// How soon an effect on revenue is called.
        case speedAmounts
        /// How soon the one variant of three that does something is called.
        case speedArms
        /// How soon a broken split is called.
        case speedSplit
    }

    package let kind: Kind
    package let title: String
    package let trials: [Trial]

    /// Whether the cells ask how soon something is called, rather than how often without reason.
    package var isSpeed: Bool {
        switch kind {
        case .speedShares, .speedAmounts, .speedArms, .speedSplit: true
        case .nothingShares, .nothingUneven, .nothingAmounts, .nothingRamp, .nothingArms, .soundSplit, .coverage:
            false
        }
    }
}
