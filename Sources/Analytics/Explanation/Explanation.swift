import Expressions

/// Why one user is where he is: for every funnel the steps he reached, and what kept him from the next.
package struct Explanation: Sendable, Hashable {
    /// The user's id as it was asked for.
    package var user: String
    /// Events of everybody that were looked through.
    package var eventsRead: Int
    /// Events of the user beyond the limit of what is kept: what is said does not take them into account.
    package var omitted: Int
    /// Event time at which open windows are told from closed ones; nil before the first event.
    package var now: Timestamp?
    /// The user's events by time, then arrival.
    package var events: [Event] = []
    package var funnels: [Funnel] = []

    init(user: String, eventsRead: Int, omitted: Int) {
        self.user = user
        self.eventsRead = eventsRead
        self.omitted = omitted
    }

    /// Whether an event counts at all.
    package enum Standing: Sendable, Hashable {
        case counted
        /// It arrived later than the lateness bound allows, by so much behind the newest event.
        case late(by: TimeSpan)
        /// The filter over everything does not hold of it.
        case leftOut
        /// An event of the same id came before.
        case copy
        /// It lies before or behind the times that are looked at.
        case outsideTimes
        /// It is further ahead of the clock than events may be.
        case ahead
        /// There was no memory for another user.
        case untracked
    }

    /// One event of the user.
    package struct Event: Sendable, Hashable {
        package var time: Timestamp
        package var name: String
        package var standing: Standing
        /// By funnel.
        package var marks: [Mark]
    }

    /// What an event is to one funnel.
    package struct Mark: Sendable, Hashable {
        /// 1-based steps it matches.
        package var steps: [Int]
        package var excludes: Bool
        /// The 1-based step it fills in the chain that counts.
        package var filled: Int?

        init(steps: [Int], excludes: Bool) {
            self.steps = steps
            self.excludes = excludes
        }
    }

    /// The user in one funnel.
    package struct Funnel: Sendable, Hashable {
        package var definition: FunnelDefinition
        /// The furthest step reached, 1-based, 0 for none; in any order the number of steps done in one window.
        package var level: Int
        package var steps: [Step]
        /// Sessions, or values of the unit's field, among the user's events; nil where users are counted.
        package var units: Int?
    }

    /// One step, and what of it was seen.
    package struct Step: Sendable, Hashable {
        package var name: String
        package var status: Status
        /// Events that match the step and count, filled or not; nil when there are none.
        package var seen: Sighting?
    }

    /// How often and when events of a step came.
    package struct Sighting: Sendable, Hashable {
        package var count: Int
        package var first: Timestamp
        package var last: Timestamp

        package init(count: Int, first: Timestamp, last: Timestamp) {
            self.count = count
            self.first = first
            self.last = last
        }
    }

    /// What became of a step.
    package enum Status: Sendable, Hashable {
        /// By the chain that counts: the latest start that came this far. The times are nil where no single chain can be
        /// told (attempts one after the other), and `sincePrevious` for the first step.
        case reached(at: Timestamp?, sincePrevious: TimeSpan?)
        /// Not done, and not needed for what was reached after it.
        case skipped
        case missing(Reason, Outlook)
        /// A step before it is missing.
        case pending
    }

    /// Whether the step could still be reached by its event coming now.
    package enum Outlook: Sendable, Hashable {
        /// `until` is nil where no limit is known.
        case open(until: Timestamp?)
        /// `because` is nil where no single rule forbids it.
        case closed(because: Reason?)
    }

    static func steps(_ bits: UInt32) -> [Int] {
        (0..<32).filter { bits & (1 << UInt32($0)) != 0 }.map { $0 + 1 }
    }
}
