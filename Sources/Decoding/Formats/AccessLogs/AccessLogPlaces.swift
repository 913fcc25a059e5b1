/// Where in a row the parts of an access log line go.
struct AccessLogPlaces {
    /// Parts that are copied as they are.
    private(set) var parts: [(part: AccessLogPart, place: Int)] = []
    /// What is made of several parts; -1 where nobody wants it.
    private(set) var user = -1
    private(set) var event = -1
    private(set) var page = -1
    private(set) var path = -1
    private(set) var queries = QueryParameters()

    init(paths: [String]) {
        for (place, name) in paths.enumerated() {
            switch name {
            case "user": user = place
            case "event": event = place
            case "page": page = place
            case "path": path = place
            default:
                if let part = AccessLogPart(rawValue: name) {
                    parts.append((part, place))
                } else {
                    queries.add(path: name, place: place)
                }
            }
        }
    }
}
