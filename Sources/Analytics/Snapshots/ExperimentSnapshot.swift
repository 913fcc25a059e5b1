import Expressions

/// One experiment at one moment, over everything since its first exposure.
package struct ExperimentSnapshot: Sendable, Hashable {
    package struct Arm: Sendable, Hashable {
        /// The variant, or the levels of a multivariate test joined by ` * `.
        package var variant: String
        /// One per factor.
        package var levels: [String]
        package var exposed = 0
        /// Of all exposed; nil while there is none.
        package var share: Double?
        /// As declared, or equal among those seen; over all phases, by their users.
        package var expectedShare: Double?
        package var firstExposure: Timestamp?
        /// Users with the first goal that is a conversion; nil without one.
        package var conversions: Int?
        /// Of the first goal about revenue; nil without one.
        package var revenue: Double?
        package var orders: Int?

        package init(variant: String, levels: [String]) {
            self.variant = variant
            self.levels = levels
        }
    }

    package var name: String
    package var factors: [String]
    /// nil while no arm is known, or none has the name that was given.
    package var control: String?
    package var window: TimeSpan?
    /// What is promised of the calls.
    package var multiplicity = ExperimentDefinition.Multiplicity.closed
    /// Control first, then by name.
    package var arms: [Arm] = []
    package var split = SplitCheck()
    /// Users seen in two arms: left out, or kept in their first one.
    package var conflicting = 0
    package var conflicts = ExperimentDefinition.Conflicts.leaveOut
    /// The first exposure; nil before it.
    package var start: Timestamp?
    /// Event time the numbers stand at.
    package var now: Timestamp?
    /// The target lift in use; nil while the automatic one is not fixed yet.
    package var targetLift: Double?
    package var phaseCount = 1
    package var goals: [GoalSnapshot] = []
    /// In the order of importance.
    package var notes: [ExperimentNote] = []
    /// Whose rule `GoalSnapshot.Arm.peer` is.
    package var peer: ExperimentDefinition.Peer?
    /// Seen through the segments of the configuration, in their order: exploratory, they never call.
    package var segments: [Segment] = []
    /// What is counted is near, not exact, in segments too.
    package var isApproximate = false

    package struct Segment: Sendable, Hashable {
        package var name: String
        package var arms: [Arm]
        /// No verdict of theirs is `.winner`, `.loser` or `.noDifference`.
        package var goals: [GoalSnapshot]

        package init(name: String, arms: [Arm], goals: [GoalSnapshot]) {
            self.name = name
            self.arms = arms
            self.goals = goals
        }
    }

    package init(name: String, factors: [String]) {
        self.name = name
        self.factors = factors
    }

    package var isMultivariate: Bool { factors.count > 1 }

    /// The control that was named is no variant in the data.
    package var hasUnknownControl: Bool {
        notes.contains { if case .unknownControl = $0 { true } else { false } }
    }
}
