/// The last few hundred events, for the live list.
struct RecentList {
    private static let limit = 500
    private(set) var events: [RecentEvent] = []

    mutating func add(_ newest: [RecentEvent]) {
        events.append(contentsOf: newest)
        if events.count > 2 * RecentList.limit { events.removeFirst(events.count - RecentList.limit) }
    }
}
