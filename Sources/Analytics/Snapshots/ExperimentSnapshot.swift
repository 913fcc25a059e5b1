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

/// The word for how a comparison stands; the raw value is that of the report.
package enum Verdict: String, Sendable, Hashable, CaseIterable {
    case noData = "no_data"
    case splitBroken = "split_broken"
    case collecting
    case winner
    case loser
    case noDifference = "no_difference"
    case leaning
    case undecided
}

/// One goal of an experiment.
package struct GoalSnapshot: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case conversion
        case revenuePerUser = "revenue_per_user"
        case averageOrderValue = "average_order_value"
        case custom

        /// A share of users, not an amount.
        package var isShare: Bool { self == .conversion || self == .custom }
    }

    /// One arm; for the control, all that compares is nil.
    package struct Arm: Sendable, Hashable {
        package var variant: String
        /// Exposed users.
        package var users = 0
        /// Users who reached the goal: converted, or bought.
        package var reached = 0
        /// Events that count for an average order value.
        package var orders = 0
        /// Share of users, or amount per user or per order; nil where there is nothing to divide by.
        package var value: Double?
        /// Against the control, a fraction; the interval holds at all times at once with 95 %. Of a goal compared by
        /// difference these are nil.
        package var lift: Double?
        package var liftLow: Double?
        package var liftHigh: Double?
        package var difference: Double?
        package var differenceLow: Double?
        package var differenceHigh: Double?
        /// Always valid: one over the largest e-value so far.
        package var pValue: Double?
        /// Evidence now, of this comparison alone.
        package var eValue: Double?
        /// The same after the adjustment for all comparisons of the experiment: this one is called at 20.
        package var adjustedE: Double?
        /// ln(adjusted e) / ln 20: 0 or less is none, 1 is a call.
        package var logEvidence: Double?
        /// Highest value of `logEvidence` so far.
        package var peakEvidence: Double?
        /// For display; decides nothing.
        package var probabilityBest: Double?
        /// On the scale of the lift; for display, decides nothing.
        package var expectedLoss: Double?
        /// nil for the control.
        package var verdict: Verdict?
        /// Event time of the call, which stays.
        package var firstCalled: Timestamp?
        /// Called, but the interval covers no effect again, or lies beyond it.
        package var isFading = false
        /// What is missing for a call.
        package var waitsFor: Waiting?
        /// Oldest first, at most 120 points; empty for the control.
        package var history: [EvidencePoint] = []
        /// What `ExperimentSnapshot.peer` would say.
        package var peer: PeerOpinion?

        package init(variant: String) { self.variant = variant }
    }

    package enum Waiting: Sendable, Hashable {
        /// Users who reached the goal, in each arm.
        case conversions(have: Int, need: Int)
        case buyers(have: Int, need: Int)
        case orders(have: Int, need: Int)
        /// About so many more exposed users in both arms, if the lift stays as it is.
        case moreUsers(Int)
        /// No ratio can be formed of amounts that are not above zero; name a `unit` to compare differences.
        case positiveAmounts
        /// The automatic target lift waits for the first hundred conversions.
        case targetLift(have: Int, need: Int)
    }

    package struct PeerOpinion: Sendable, Hashable {
        package var low: Double
        package var high: Double
        /// The rule calls a difference.
        package var isDecided: Bool

        package init(low: Double, high: Double, isDecided: Bool) {
            self.low = low
            self.high = high
            self.isDecided = isDecided
        }
    }

    /// Amounts above the limit count as the limit (guides §2.7).
    package struct Cap: Sendable, Hashable {
        /// Per user.
        package var limit: Double
        package var cappedUsers: Int
        package var buyers: Int

        package init(limit: Double, cappedUsers: Int, buyers: Int) {
            self.limit = limit
            self.cappedUsers = cappedUsers
            self.buyers = buyers
        }
    }

    package var name: String
    package var kind: Kind
    package var isPrimary = true
    package var better = GoalDefinition.Better.higher
    /// Compared by difference, not by ratio.
    package var comparesDifferences = false
    /// In the order of the experiment's arms.
    package var arms: [Arm] = []
    /// Over all arms: the most that can be said.
    package var verdict = Verdict.noData
    /// The arm that is called, where it is one: it beats the control, and every other arm that does.
    package var winner: String?
    /// nil where no cap applies (yet).
    package var cap: Cap?
    /// Main effects, then interactions, of a multivariate test.
    package var contrasts: [Contrast] = []
    /// Evidence that any arm of a multivariate test differs (anytime-valid F, Lindon et al. 2022).
    package var omnibusE: Double?

    package init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }
}

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
