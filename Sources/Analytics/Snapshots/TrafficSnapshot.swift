import Expressions

/// Sessions, pages, channels and categories. Pages, channels and categories are since the first event; `sessions` and
/// `trend` are over the range of the snapshot.
package struct TrafficSnapshot: Sendable, Hashable {
    package var sessions = SessionSummary()
    /// Most events first, a bounded number; the rest in `otherPages`.
    package var pages: [PageSnapshot] = []
    /// Events on pages that are not listed.
    package var otherPages = 0
    package var channels: [TrafficShare] = []
    package var categories: [TrafficShare] = []
    /// Events and sessions by time, without gaps; over a range in buckets of that range.
    package var trend: [TrafficBucket] = []
    /// Length of a bucket of the trends since the first event: of pages, channels, categories and signals, and of `trend`
    /// where there is no range.
    package var bucket = TimeSpan.seconds(60)

    package init() {}
}

/// What sessions were like. A session counts in the range in which it began.
package struct SessionSummary: Sendable, Hashable {
    package var count = 0
    /// From first to last event; nil before the first session, like all that follow.
    package var averageSeconds: Double?
    package var medianSeconds: Double?
    package var eventsPerSession: Double?
    package var pagesPerSession: Double?
    /// Sessions of a single event (of a single page view where events have pages), of all.
    package var bounceRate: Double?
    /// Sessions are near, not exact.
    package var isApproximate = false

    package init() {}
}

/// One page.
package struct PageSnapshot: Sendable, Hashable {
    package var page: String
    package var events = 0
    package var users = 0
    /// `users` is an estimate.
    package var isApproximate = false
    /// Sessions that began and ended here.
    package var entries = 0
    package var exits = 0
    /// Bounces among the sessions that began here; nil without any.
    package var bounceRate: Double?
    /// Events by time, on the grid of `TrafficSnapshot.bucket`.
    package var trend: [Int] = []

    package init(page: String) { self.page = page }
}

/// The part of the traffic that a channel or a category has. A session belongs to the channel it began with, an event to its
/// own category.
package struct TrafficShare: Sendable, Hashable {
    package var name: String
    package var events = 0
    package var sessions = 0
    package var users = 0
    package var isApproximate = false
    package var bounceRate: Double?
    /// Events by time, on the grid of `TrafficSnapshot.bucket`.
    package var trend: [Int] = []

    package init(name: String) { self.name = name }
}

/// What happened in one stretch of event time.
package struct TrafficBucket: Sendable, Hashable {
    package var start: Timestamp
    package var events: Int
    /// Sessions begun.
    package var sessions: Int

    package init(start: Timestamp, events: Int, sessions: Int) {
        self.start = start
        self.events = events
        self.sessions = sessions
    }
}

extension TrafficSnapshot {
    /// Nothing has more users than there are, or than sessions that begin with it.
    mutating func boundEstimates(to users: Int) {
        for index in pages.indices where pages[index].isApproximate {
            pages[index].users = min(pages[index].users, users)
        }
        for shares in [\TrafficSnapshot.channels, \.categories] {
            for index in self[keyPath: shares].indices where self[keyPath: shares][index].isApproximate {
                self[keyPath: shares][index].users = min(self[keyPath: shares][index].users, users)
            }
        }
        // Whoever came by a channel has a session of it.
        for index in channels.indices where channels[index].isApproximate {
            channels[index].users = min(channels[index].users, channels[index].sessions)
        }
    }
}
