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
