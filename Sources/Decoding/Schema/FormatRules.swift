/// What a format means beyond which field plays which part.
package struct FormatRules: Sendable, Hashable {
    /// How an event gets its name.
    enum Naming: Sendable, Hashable {
        /// From the mapped field; `row` where there is none.
        case field
        /// By another field: `field` holds the name where `type` says `track`; elsewhere it is the type, followed by the name
        /// (`page Home`).
        case typed(type: String, track: String, name: String)
        /// From an HTTP exchange: `page_view` for a GET or HEAD answered with 2xx or 3xx, otherwise `request`.
        case request(method: String, status: String)
    }

    /// Which of the ids in the user field belong to known users.
    enum KnownUsers: Sendable, Hashable {
        case all
        /// Only those that some event ties to a different id: one field holds both kinds.
        case tied
    }

    /// An event that declares `previous` to be the same person as the user.
    struct Alias: Sendable, Hashable {
        /// The event's name after naming.
        var event: String
        var previous: String
        /// It is the user field that holds the earlier id, and `previous` the known one from then on.
        var isReversed = false
    }

    var naming = Naming.field
    /// Further paths for a mapped field, looked at in turn where those before are absent.
    var times: [String] = []
    var users: [String] = []
    var anonymous: [String] = []
    var sessions: [String] = []
    var pages: [String] = []
    var revenues: [String] = []
    /// Names of events whose amount is no income: what leads to an order, and what follows it, carry the same one.
    var eventsWithoutRevenue: [String] = []
    var knownUsers = KnownUsers.all
    var aliases: [Alias] = []
    /// Event ids are unique only together with user, event name and time.
    var idsAreOfOneEvent = false
    /// Event ids are unique only together with this field.
    var idScope: String?
    /// The user is an address, with a mark of the agent: `user` is mapped to the address.
    var usersAreVisitors = false
    /// Where the user agent stands, to tell bots.
    var agent: String?
    /// Pages are escaped with `%` and are decoded.
    var pagesAreEscaped = false
    /// Where campaign and referrer stand, for the channel.
    var medium: [String] = ["utm_medium"]
    var source: [String] = ["utm_source"]
    var campaign: [String] = ["utm_campaign"]
    var referrer: [String] = ["referrer"]

    /// The site's own host, where pages do not name it: its referrers are no channel.
    var ownHost: String?

    package init() {}
}
