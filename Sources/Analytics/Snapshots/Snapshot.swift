/// Everything the screen and the reports show, at one moment. The latest one wins.
package struct Snapshot: Sendable, Hashable {
    package var source = SourceSnapshot()
    package var users = 0
    /// Every funnel, in the order of the configuration; those seen through a segment are in `segments` of it.
    package var funnels: [FunnelSnapshot] = []
    /// In the order of the configuration; not over `range` but since their first exposure.
    package var experiments: [ExperimentSnapshot] = []
    /// In the order of the configuration.
    package var signals: [SignalSnapshot] = []
    package var traffic = TrafficSnapshot()
    /// Most frequent first.
    package var eventCounts: [NamedCount] = []
    /// Oldest first; only those that pass the filter.
    package var recent: [RecentEvent] = []
    /// The range all funnel numbers are over; nil is everything since the first event.
    package var range: Range?
    /// Event time the numbers stand at: the latest event seen, or the end of a past range.
    package var now: Timestamp?
    package var warnings: [String] = []
    /// Bytes the aggregates take, by their own account.
    package var memoryBytes = 0
    /// Units and sessions that had to be given up, for want of memory, while events to come could still change what they
    /// count for; each funnel, segment and the sessions give up their own.
    package var evicted = 0
    /// Events of users who were not taken up, for want of memory. They are counted here only.
    package var untracked = 0

    /// Some numbers are near, not exact: ids were tied too late, or memory did not suffice.
    package var isApproximate: Bool { isApproximateThroughout || evicted > 0 }

    /// All that counts users or what they did is near, `users` too: ids were tied too late, or new users left out. What
    /// was given up concerns those funnels and sessions alone that bear the mark themselves.
    package var isApproximateThroughout: Bool { source.identity.approximate > 0 || untracked > 0 }

    package struct Range: Sendable, Hashable {
        package var start: Timestamp
        package var length: TimeLength
        /// Stepped back to with `[`, not the present.
        package var isPast: Bool

        package init(start: Timestamp, length: TimeLength, isPast: Bool) {
            self.start = start
            self.length = length
            self.isPast = isPast
        }
    }

    package init() {}
}

package struct NamedCount: Sendable, Hashable {
    package var name: String
    package var count: Int
    /// Different users; nil where it was not counted.
    package var users: Int?
    /// `users` is an estimate.
    package var isApproximate = false

    package init(name: String, count: Int, users: Int? = nil) {
        self.name = name
        self.count = count
        self.users = users
    }
}

/// The ranges the screen steps through with `,` and `.`.
package enum TimeLength: Int, Sendable, Hashable, CaseIterable, Comparable {
    case fifteenMinutes, oneHour, sixHours, oneDay, sevenDays, thirtyDays

    package var microseconds: Int64 {
        switch self {
        case .fifteenMinutes: 900_000_000
        case .oneHour: 3_600_000_000
        case .sixHours: 21_600_000_000
        case .oneDay: 86_400_000_000
        case .sevenDays: 604_800_000_000
        case .thirtyDays: 2_592_000_000_000
        }
    }

    /// As the header and `--range` write it.
    package var label: String {
        switch self {
        case .fifteenMinutes: "15m"
        case .oneHour: "1h"
        case .sixHours: "6h"
        case .oneDay: "1d"
        case .sevenDays: "7d"
        case .thirtyDays: "30d"
        }
    }

    package static func < (a: TimeLength, b: TimeLength) -> Bool { a.rawValue < b.rawValue }
}
