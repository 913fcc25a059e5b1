/// What a funnel means: its steps and the rules by which a user's events fill them (SPEC §3).
///
/// A value, whoever made it: the expression parser, the configuration file or a test.
package struct FunnelDefinition: Sendable, Hashable {
    package enum Order: String, Sendable, Hashable, CaseIterable {
        /// Other events may lie between two steps.
        case ordered
        /// Any event that is neither the current nor the next step breaks the attempt.
        case strict
        /// The level is the number of distinct steps done inside one window.
        case any
    }

    package enum Entry: String, Sendable, Hashable, CaseIterable {
        /// The best chain counts, whichever step-1 event it starts at.
        case best
        /// Only the user's first step-1 event opens a window.
        case first
    }

    package enum Ties: Sendable, Hashable {
        /// Events of one time may be taken in either order.
        case any
        /// Times must increase from step to step.
        case strict
        /// Events of one time keep the order in which they arrived.
        case arrival
        /// A step may come up to so many microseconds before its predecessor.
        case grace(TimeSpan)
    }

    package enum Counting: String, Sendable, Hashable, CaseIterable {
        /// Each unit once.
        case unique
        /// Each attempt; a new one begins only after the last converted, timed out or was excluded.
        case total
        /// Each session once.
        case session
    }

    package enum Repeats: String, Sendable, Hashable, CaseIterable {
        case allowed
        /// A repeat of a step already done (other than the first) ends the user's attempts for good.
        case stop
    }

    package enum ExclusionPolicy: String, Sendable, Hashable, CaseIterable {
        /// The user keeps the steps done before the excluded event.
        case drop
        /// The user leaves the funnel, unless a clean attempt got as far.
        case remove
    }

    package var name: String
    package var steps: [StepDefinition]
    package var order: Order = .ordered
    package var entry: Entry = .best
    /// Longest time from the step-1 event, inclusive; nil is no limit.
    package var window: TimeSpan?
    /// Longest time from the step before, inclusive; nil is no limit.
    package var stepWindow: TimeSpan?
    package var ties: Ties = .any
    package var counting: Counting = .unique
    /// The field whose values are counted instead of users (`per account_id`).
    package var unitField: String?
    /// The field that must have one value on all steps (`holding product_id`).
    package var heldField: String?
    package var exclusions: [Exclusion] = []
    package var exclusionPolicy: ExclusionPolicy = .drop
    /// One event may fill several steps.
    package var reusesEvents = false
    /// Users may enter at any step.
    package var isOpen = false
    package var repeats: Repeats = .allowed

    package init(name: String, steps: [StepDefinition]) {
        self.name = name
        self.steps = steps
    }
}

/// One step of a funnel: any of its alternatives fills it.
package struct StepDefinition: Sendable, Hashable {
    package var name: String
    package var alternatives: [StepAlternative]
    /// May be skipped.
    package var isOptional = false
    /// Filled only by the user's first-ever event of that name.
    package var isFirstTimeOnly = false

    package init(name: String, alternatives: [StepAlternative]) {
        self.name = name
        self.alternatives = alternatives
    }
}

/// One way to fill a step: an event or a page, and what must hold of it.
package struct StepAlternative: Sendable, Hashable {
    package enum Subject: Sendable, Hashable {
        /// Event name, `*` stands for any text.
        case event(String)
        /// Path without query, beginning with `/`, `*` stands for any text.
        case page(String)
        /// Any event (`where` alone).
        case anything
    }

    package var subject: Subject
    package var filter: Filter?

    package init(_ subject: Subject, filter: Filter? = nil) {
        self.subject = subject
        self.filter = filter
    }
}

/// An event that ends the attempts of users who are between two steps (1-based, `first < last`).
package struct Exclusion: Sendable, Hashable {
    package var event: StepAlternative
    package var first: Int
    package var last: Int

    package init(_ event: StepAlternative, between first: Int, and last: Int) {
        self.event = event
        self.first = first
        self.last = last
    }
}

/// A length of time in microseconds.
package struct TimeSpan: Sendable, Hashable, Comparable {
    package var microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }
    package static func seconds(_ seconds: Int64) -> TimeSpan { TimeSpan(microseconds: seconds * 1_000_000) }
    package static func < (a: TimeSpan, b: TimeSpan) -> Bool { a.microseconds < b.microseconds }
}
