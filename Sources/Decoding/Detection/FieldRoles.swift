import Analytics

/// Finds the parts that fields play, by their names and then by their values.
struct FieldRoles {
    let sampler: FieldSampler
    /// Without those that only one of several things in an event has.
    let fields: [SampledField]

    private static let times = [
        "ts", "timestamp", "time", "eventtime", "eventtimestamp", "datetime", "@timestamp", "derivedtstamp",
        "collectortstamp", "occurredat", "createdat", "originaltimestamp", "sentat", "receivedat", "startutc", "date",
    ]
    private static let users = [
        "userid", "user", "uid", "distinctid", "visitorid", "customerid", "customer", "memberid", "userpseudoid",
        "username", "accountid", "clientid", "visitor", "caseid", "case:conceptname", "host", "clientip", "remoteaddr",
        "remoteip", "clienthost", "ip", "client",
    ]
    private static let anonymous = [
        "anonymousid", "anonid", "anonymous", "domainuserid", "userpseudoid", "deviceid", "cookieid", "visitorid",
    ]
    private static let sessions = [
        "sessionid", "session", "usersession", "sessid", "gasessionid", "domainsessionid", "visitid",
    ]
    private static let events = [
        "event", "eventname", "eventtype", "name", "type", "action", "activity", "conceptname", "page",
    ]
    private static let pages = [
        "page", "url", "path", "pageurl", "pagepath", "pageurlpath", "currenturl", "pagelocation", "uri", "requesturi",
        "requestpath", "href",
    ]
    /// Names that say that each event has its own.
    private static let ids = ["messageid", "eventid", "insertid", "eventuuid", "dedupeid"]
    /// Not `price` nor `value`: what is looked at is not what is earned.
    private static let revenues = ["revenue", "purchaserevenue", "amount", "total", "totalprice", "dollarvalue"]

    init(sampler: FieldSampler) {
        self.sampler = sampler
        fields = sampler.finished().filter { !sampler.isOfMany(path: $0.path) }
    }

    var time: String? {
        if let named = first(FieldRoles.times, where: { sampler.rows == 0 || sampler.mayHoldTimes(path: $0.path) }) {
            return named
        }
        if let filled = fields.first(where: { $0.kind == .time && $0.count * 10 >= sampler.rows * 8 }) {
            return filled.path
        }
        // Text that is called a time and cannot be read as one is rejected with that reason, not passed over.
        return first(FieldRoles.times) { $0.kind == .text }
    }

    var user: String? { first(FieldRoles.users) { $0.kind != .list && $0.kind != .time } }

    func anonymous(besides user: String?) -> String? {
        first(FieldRoles.anonymous) { $0.path != user && $0.kind != .list }
    }

    var session: String? { first(FieldRoles.sessions) { $0.kind != .list } }

    var event: String? {
        first(FieldRoles.events) { field in
            guard field.kind == .text || field.kind == .absent else { return false }
            // Names of events repeat; and an address is a page, not an event.
            let repeats = sampler.rows < 20 || sampler.distinctCount(path: field.path) * 2 < sampler.rows
            let isAddress = field.examples.contains { $0.hasPrefix("/") || $0.contains("://") }
            let depth = field.path.split(separator: ".").count
            return repeats && !isAddress && depth <= 2
        }
    }

    var id: String? { first(FieldRoles.ids) { $0.kind != .list && $0.kind != .time } }

    var page: String? { first(FieldRoles.pages) { $0.kind == .text } }

    var revenue: String? {
        first(FieldRoles.revenues) { $0.kind == .number || $0.examples.allSatisfy { Double($0) != nil } }
    }

    /// The field whose name comes first in `names`; of equal names the one nearest to the top.
    private func first(_ names: [String], where isSuitable: (SampledField) -> Bool) -> String? {
        for name in names {
            let matching = fields.filter { FieldRoles.keys($0.path).contains(name) && isSuitable($0) }
            let nearest = matching.min {
                ($0.path.split(separator: ".").count, -$0.count) < ($1.path.split(separator: ".").count, -$1.count)
            }
            if let nearest { return nearest.path }
        }
        return nil
    }

    /// The last component, and the last two together, in small letters without signs: `User_ID` is `userid`.
    private static func keys(_ path: String) -> [String] {
        let parts = path.split(separator: ".").suffix(2).map { part in
            String(part.lowercased().filter { !"_-$ ".contains($0) })
        }
        return [parts.last ?? "", parts.joined()]
    }
}
