import Analytics

/// Which places of a row a decoder fills, and which of them make up an event: a projection resolved against a schema.
struct RowPlan: Sendable, Hashable {
    struct ColumnPlan: Sendable, Hashable {
        var kind: Projection.Kind
        /// Places to look at in turn; the first that is not absent counts. Empty for the event's name.
        var places: [Int]
        var isPage = false
        var isEventName = false
        /// Keys that are unique for one device or user only are mixed with the first of these that is not absent.
        var scope: [Int] = []
        /// The names of events whose value does not count.
        var ignored: [[UInt8]] = []
    }

    /// The path of each place, all different. Derived fields have paths that no data has.
    private(set) var paths: [String] = []
    /// Empty where the data has no time: rows are numbered instead.
    private(set) var times: [Int] = []
    /// Ids of users, then of devices.
    private(set) var users: [Int] = []
    private(set) var anonymous: [Int] = []
    private(set) var event: Int?
    private(set) var id: Int?
    private(set) var idScope: Int?
    private(set) var columns: [ColumnPlan] = []
    /// What is made of other fields before a row is read; nil where nothing is.
    private(set) var derived: DerivedFields?
    private(set) var aliases: [AliasPlan] = []
    let knownUsers: FormatRules.KnownUsers
    let idsAreOfOneEvent: Bool
    /// Rows whose time names no zone are to be told.
    let timesMayBeLocal: Bool

    /// An event that ties the id at `previous` to its user.
    struct AliasPlan: Sendable, Hashable {
        var event: [UInt8]
        var previous: Int
        var isReversed: Bool
    }

    /// The places of ids that are of users.
    private(set) var knownPlaces: [Int] = []

    /// Places without which a row is no event.
    var required: [Int] {
        let moment = derived?.moment.map { [$0.date, $0.clock] } ?? Array(times.prefix(1))
        return moment + users.prefix(1) + [event].compactMap { $0 }
    }

    /// Rows can tell that two ids are of one person.
    var hasIdentity: Bool { !aliases.isEmpty || !knownPlaces.isEmpty && !anonymous.isEmpty }

    init(schema: InputSchema, projection: Projection) {
        let rules = schema.rules
        let mapping = schema.mapping
        knownUsers = rules.knownUsers
        idsAreOfOneEvent = rules.idsAreOfOneEvent
        timesMayBeLocal = schema.timesMayBeLocal
        var derived = DerivedFields()
        times = places([mapping.time] + rules.times)
        if let date = mapping.time, let clock = mapping.timeOfDay {
            let moment = place("\u{1}moment")
            derived.moment = DerivedFields.Moment(target: moment, date: place(date), clock: place(clock))
            times = [moment]
        }
        let known = places([mapping.user] + rules.users)
        anonymous = places([mapping.anonymous] + rules.anonymous)
        users = known + anonymous.filter { !known.contains($0) }
        if schema.stitches { knownPlaces = known }
        if rules.usersAreVisitors, let agent = rules.agent {
            let visitor = place("\u{1}visitor")
            derived.visitor = DerivedFields.Visitor(target: visitor, addresses: users, agent: place(agent))
            users = [visitor]
            knownPlaces = []
            anonymous = []
        }
        nameEvents(schema, &derived)
        id = mapping.id.map { place($0) }
        idScope = rules.idScope.map { place($0) }
        if schema.stitches {
            aliases = rules.aliases.map {
                AliasPlan(event: Array($0.event.utf8), previous: place($0.previous), isReversed: $0.isReversed)
            }
        }
        if let agent = rules.agent {
            let flag = projection.columns.contains { $0.field == "bot" } ? place("\u{1}bot") : nil
            derived.bots = DerivedFields.Bots(agent: place(agent), target: flag, areKept: schema.includesBots)
        }
        for column in projection.columns { columns.append(plan(of: column, schema, &derived)) }
        if !derived.isEmpty { self.derived = derived }
    }

    private mutating func nameEvents(_ schema: InputSchema, _ derived: inout DerivedFields) {
        event = schema.mapping.event.map { place($0) }
        switch schema.rules.naming {
        case .field: break
        case .typed(let type, let track, let name):
            let target = place("\u{1}name")
            derived.naming = .typed(
                target: target, event: event ?? target, type: place(type), track: Array(track.utf8), name: place(name))
            event = target
        case .request(let method, let status):
            let target = place("\u{1}name")
            derived.naming = .request(target: target, method: place(method), status: place(status))
            event = target
        }
    }

    private mutating func plan(
        of column: Projection.Column, _ schema: InputSchema, _ derived: inout DerivedFields
    ) -> ColumnPlan {
        switch column.field {
        case "event": return ColumnPlan(kind: column.kind, places: [], isEventName: true)
        case "session":
            return ColumnPlan(kind: column.kind, places: places(schema.resolve("session")), scope: anonymous + users)
        case "revenue":
            return ColumnPlan(
                kind: column.kind, places: places(schema.resolve("revenue")),
                ignored: schema.rules.eventsWithoutRevenue.map { Array($0.utf8) })
        case "bot": return ColumnPlan(kind: column.kind, places: places(["\u{1}bot"]))
        case "page" where schema.mapping.page != nil && !schema.format.isAccessLog:
            let sources = places(schema.resolve("page"))
            guard schema.rules.pagesAreEscaped else {
                return ColumnPlan(kind: column.kind, places: sources, isPage: true)
            }
            let target = place("\u{1}page")
            derived.page = DerivedFields.Page(target: target, sources: sources)
            return ColumnPlan(kind: column.kind, places: [target])
        case "page_with_query":
            let sources = places(schema.format.isAccessLog ? ["target"] : schema.resolve("page"))
            let target = place("\u{1}page_with_query")
            derived.pageWithQuery = DerivedFields.Page(target: target, sources: sources)
            return ColumnPlan(kind: column.kind, places: [target])
        case "channel" where schema.derivesChannel:
            let target = place("\u{1}channel")
            derived.channel = channel(target, schema)
            return ColumnPlan(kind: column.kind, places: [target])
        default: return ColumnPlan(kind: column.kind, places: places(schema.resolve(column.field)))
        }
    }

    private mutating func channel(_ target: Int, _ schema: InputSchema) -> DerivedFields.Channel {
        func resolved(_ names: [String]) -> [String] { names.flatMap { schema.resolve($0) } }
        return DerivedFields.Channel(
            target: target, medium: places(resolved(schema.rules.medium)),
            source: places(resolved(schema.rules.source)),
            campaign: places(resolved(schema.rules.campaign)), referrer: places(resolved(schema.rules.referrer)),
            page: places(schema.format.isAccessLog ? ["target"] : schema.resolve("page")),
            ownHost: schema.rules.ownHost, rules: schema.channels)
    }

    private mutating func places(_ paths: [String?]) -> [Int] {
        var places: [Int] = []
        for path in paths {
            guard let path else { continue }
            let place = place(path)
            if !places.contains(place) { places.append(place) }
        }
        return places
    }

    private mutating func place(_ path: String) -> Int {
        if let index = paths.firstIndex(of: path) { return index }
        paths.append(path)
        return paths.count - 1
    }
}
