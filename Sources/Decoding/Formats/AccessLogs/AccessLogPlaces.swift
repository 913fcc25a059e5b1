/// Where in a row the parts of an access log line go; -1 for those that nobody wants.
struct AccessLogPlaces {
    struct Query {
        var name: [UInt8]
        var place: Int
    }

    var time = -1
    var user = -1
    var event = -1
    var page = -1
    var ip = -1
    var ident = -1
    var auth = -1
    var method = -1
    var path = -1
    var status = -1
    var bytes = -1
    var `protocol` = -1
    var referrer = -1
    var agent = -1
    /// Names of query parameters: `query.NAME`, or NAME alone where no other field is called so.
    var queries: [Query] = []

    init(paths: [String]) {
        for (place, name) in paths.enumerated() {
            switch name {
            case "time": time = place
            case "user": user = place
            case "event": event = place
            case "page": page = place
            case "ip": ip = place
            case "ident": ident = place
            case "auth": auth = place
            case "method": method = place
            case "path": path = place
            case "status": status = place
            case "bytes": bytes = place
            case "protocol": self.protocol = place
            case "referrer": referrer = place
            case "agent": agent = place
            default:
                let bare = name.hasPrefix("query.") ? String(name.dropFirst(6)) : name
                queries.append(Query(name: Array(bare.utf8), place: place))
            }
        }
    }

    /// The places that want a parameter.
    func query(_ name: UnsafePointer<UInt8>, _ count: Int) -> [Int] {
        queries.filter { query in
            query.name.count == count && query.name.indices.allSatisfy { query.name[$0] == name[$0] }
        }.map(\.place)
    }
}
