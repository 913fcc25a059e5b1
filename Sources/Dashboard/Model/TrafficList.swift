import Analytics

/// A list of view 5.
enum TrafficList: Sendable, Hashable, CaseIterable {
    case pages, channels, categories

    var title: String {
        switch self {
        case .pages: "pages"
        case .channels: "channels"
        case .categories: "categories"
        }
    }

    /// Columns that can sort it.
    var columns: [TrafficColumn] {
        switch self {
        case .pages: [.name, .events, .users, .entries, .exits, .bounce]
        case .channels, .categories: [.name, .events, .sessions, .users, .bounce]
        }
    }
}

/// A column of the traffic that can sort a list.
enum TrafficColumn: Sendable, Hashable {
    case name, events, users, sessions, entries, exits, bounce

    var title: String {
        switch self {
        case .name: "name"
        case .events: "events"
        case .users: "users"
        case .sessions: "sessions"
        case .entries: "entries"
        case .exits: "exits"
        case .bounce: "bounce"
        }
    }
}

/// What a list is sorted by.
struct TrafficSort: Sendable, Hashable {
    var column = TrafficColumn.events
    var ascending = false
}

/// A row of any of the lists.
struct TrafficRow: Sendable, Hashable {
    var name: String
    var events: Int
    var users: Int
    var isApproximate: Bool
    /// nil where the list does not have it.
    var sessions: Int?
    var entries: Int?
    var exits: Int?
    var bounceRate: Double?
    var trend: [Int]
    /// Belongs to pages, as pictures and style sheets do, or is asked for by machines alone.
    var isFile = false

    init(_ page: PageSnapshot) {
        isFile = page.page.hasPrefix("/") && !PagePatterns.isPage(page.page)
        name = page.page
        events = page.events
        users = page.users
        isApproximate = page.isApproximate
        entries = page.entries
        exits = page.exits
        bounceRate = page.bounceRate
        trend = page.trend
    }

    init(_ share: TrafficShare) {
        name = share.name
        events = share.events
        users = share.users
        isApproximate = share.isApproximate
        sessions = share.sessions
        bounceRate = share.bounceRate
        trend = share.trend
    }

    func key(_ column: TrafficColumn) -> Double? {
        let key: Double? =
            switch column {
            case .name: nil
            case .events: Double(events)
            case .users: Double(users)
            case .sessions: sessions.map(Double.init)
            case .entries: entries.map(Double.init)
            case .exits: exits.map(Double.init)
            case .bounce: bounceRate
            }
        return key?.isNaN == true ? nil : key
    }
}

extension DashboardModel {
    /// The rows of a list in the order in which they are shown: files after all pages.
    func trafficRows(_ list: TrafficList) -> [TrafficRow] {
        let traffic = shown.traffic
        let rows: [TrafficRow] =
            switch list {
            case .pages: traffic.pages.map(TrafficRow.init)
            case .channels: traffic.channels.map(TrafficRow.init)
            case .categories: traffic.categories.map(TrafficRow.init)
            }
        let sort = trafficSort[list] ?? TrafficSort()
        return rows.map { (row: $0, key: $0.key(sort.column)) }.sorted { a, b in
            if a.row.isFile != b.row.isFile { return b.row.isFile }
            if sort.column == .name { return sort.ascending ? a.row.name > b.row.name : a.row.name < b.row.name }
            return DashboardModel.precedes((a.key, a.row.name), (b.key, b.row.name), ascending: sort.ascending)
        }.map(\.row)
    }
}
