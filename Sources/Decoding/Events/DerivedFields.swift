import Analytics

/// Which fields of a row are made of others, and where they go.
struct DerivedFields: Sendable, Hashable {
    /// Date and time of day, joined by a space.
    struct Moment: Sendable, Hashable {
        var target: Int
        var date: Int
        var clock: Int
    }

    /// An address with a mark of the agent behind it.
    struct Visitor: Sendable, Hashable {
        var target: Int
        var addresses: [Int]
        var agent: Int
    }

    /// The name of the event (see `FormatRules.Naming`).
    enum Naming: Sendable, Hashable {
        case typed(target: Int, event: Int, type: Int, track: [UInt8], name: Int)
        case request(target: Int, method: Int, status: Int)
    }

    /// A path: unescaped and without query, or as it came and with it.
    struct Page: Sendable, Hashable {
        var target: Int
        var sources: [Int]
    }

    struct Bots: Sendable, Hashable {
        var agent: Int
        /// Where `true` or `false` goes, if anybody asks.
        var target: Int?
        var areKept: Bool
    }

    struct Channel: Sendable, Hashable {
        var target: Int
        var medium: [Int]
        var source: [Int]
        var campaign: [Int]
        var referrer: [Int]
        /// Its query may hold the campaign.
        var page: [Int]
        /// Where the page does not name its host.
        var ownHost: String?
        var rules: ChannelRules?
    }

    var moment: Moment?
    var visitor: Visitor?
    var naming: Naming?
    var page: Page?
    var pageWithQuery: Page?
    var bots: Bots?
    var channel: Channel?

    var isEmpty: Bool {
        moment == nil && visitor == nil && naming == nil && page == nil && pageWithQuery == nil && bots == nil
            && channel == nil
    }
}
