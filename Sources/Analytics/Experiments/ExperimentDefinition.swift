import Expressions

/// What an experiment means: where its variants are found, what it is to improve, and how it is judged (SPEC §4).
package struct ExperimentDefinition: Sendable, Hashable {
    /// Most fields that can be crossed.
    package static let largestFactorCount = 3

    /// What becomes of a user who was seen in two arms.
    package enum Conflicts: String, Sendable, Hashable, CaseIterable {
        /// Counted apart and left out, from the moment the second arm was seen.
        case leaveOut = "leave_out"
        /// Stays in the arm that was seen first.
        case firstArm = "first_arm"
    }

    /// The lift the test is made to find: the prior of the evidence. Any that is fixed beforehand is valid; it only
    /// changes how fast a call comes.
    package enum TargetLift: Sendable, Hashable {
        /// A fraction, such as 0.10.
        case fixed(Double)
        /// From rate and traffic of the first hundred conversions, blind to the arms; nothing is called before.
        case automatic
    }

    /// How several comparisons share the 5 %.
    package enum Multiplicity: String, Sendable, Hashable, CaseIterable {
        /// At most 5 % of tests without any effect are ever called: closed testing of e-values (Vovk & Wang 2021).
        case closed
        /// At most 5 % of the calls are false on average: e-BH (Wang & Ramdas 2022).
        case fdr
    }

    /// Whose rule is shown beside ours; it decides nothing.
    package enum Peer: String, Sendable, Hashable, CaseIterable {
        case growthbook, statsig, eppo
        case zTest = "z-test"
    }

    /// A stretch of time with an allocation of its own; it lasts until the next begins.
    package struct Phase: Sendable, Hashable {
        package var start: Timestamp
        /// As `ExperimentDefinition.split`.
        package var split: [String: Double]

        package init(start: Timestamp, split: [String: Double] = [:]) {
            self.start = start
            self.split = split
        }
    }

    package var name: String
    /// The fields that carry the variants, 1 to 3; several are a multivariate test whose arms are all combinations.
    package var factors: [String]
    /// The variant all others are compared with, as the arms are named (`A`, or `A * red`); nil finds it by its name.
    package var control: String?
    /// Only events that fill this step expose; nil: the first event that carries a variant.
    package var exposure: StepDefinition?
    package var conflicts = Conflicts.leaveOut
    /// Expected shares by variant, in any unit; empty is equal shares of those seen.
    package var split: [String: Double] = [:]
    /// Changes of the allocation, in the order of their times.
    package var phases: [Phase] = []
    /// Goals count so long after the exposure, inclusive; nil is no limit.
    package var window: TimeSpan?
    package var lift = TargetLift.fixed(0.10)
    /// Lifts smaller than this, a fraction, make no difference.
    package var indifference = 0.01
    package var multiplicity = Multiplicity.closed
    /// Empty: conversion on the last step of the first funnel, and revenue per user and average order value where
    /// revenue is seen.
    package var goals: [GoalDefinition] = []
    /// A number known of a user before the exposure, carried by the exposing event, that predicts his revenue (CUPED).
    package var covariate: String?
    package var peer: Peer?

    package init(name: String, factors: [String]) {
        self.name = name
        self.factors = factors
    }

    /// The fields of `a * b`, without the spaces around them.
    package static func factors(of text: String) -> [String] {
        text.split(separator: "*", omittingEmptySubsequences: false).map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// The name of the arm with these levels.
    package static func variant(_ levels: [String]) -> String { levels.joined(separator: " * ") }
}

/// What an experiment is to improve.
package struct GoalDefinition: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// The share of users who fill a step after their exposure.
        case conversion(StepDefinition)
        /// The same, under a name of its own.
        case custom(StepDefinition)
        /// Sum of a field over all events that fill `on` (nil: that carry the field), per exposed user; a nil field is
        /// the mapped revenue.
        case revenuePerUser(field: String?, on: StepDefinition?)
        /// The same sum per such event.
        case averageOrderValue(field: String?, on: StepDefinition?)
    }

    package enum Better: String, Sendable, Hashable, CaseIterable {
        case higher, lower
    }

    package var name: String
    package var kind: Kind
    /// Only primary goals are called; the others are shown without adjustment and never give a winner.
    package var isPrimary = true
    package var better = Better.higher
    /// For sums that can be zero or less (profit): arms are compared by difference instead of ratio, and a target lift
    /// of 0.10 means a tenth of this amount per user.
    package var unit: Double?

    package init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }
}
