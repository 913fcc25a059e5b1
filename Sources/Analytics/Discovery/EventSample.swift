/// Events of the beginning of some data, with no more of each than it takes to see a path in them.
package struct EventSample: Sendable {
    /// One event.
    package struct Row: Sendable, Hashable {
        /// Tells users apart; means nothing else.
        package var user: UInt64
        /// Microseconds since 1970.
        package var time: Int64
        /// Index in `names`.
        package var event: Int
        /// Index in `pages`; nil where the event has none.
        package var page: Int?
        /// The event carries revenue above zero.
        package var hasRevenue: Bool

        package init(user: UInt64, time: Int64, event: Int, page: Int? = nil, hasRevenue: Bool = false) {
            self.user = user
            self.time = time
            self.event = event
            self.page = page
            self.hasRevenue = hasRevenue
        }
    }

    /// Names of events, all different.
    package var names: [String]
    /// Paths without their query, all different.
    package var pages: [String]
    /// In order of arrival.
    package var rows: [Row]
    /// Times are of a clock; otherwise they only say which event came first.
    package var hasTimes = true

    package init(names: [String], pages: [String] = [], rows: [Row] = []) {
        self.names = names
        self.pages = pages
        self.rows = rows
    }

    /// Different users.
    var userCount: Int { Set(rows.lazy.map(\.user)).count }
}
