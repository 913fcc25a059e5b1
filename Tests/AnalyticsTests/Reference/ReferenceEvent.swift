/// One event as the reference sees it: plain texts, nothing interned.
struct ReferenceEvent: Hashable, Sendable, CustomStringConvertible {
    var user: String
    var event: String
    /// Microseconds since 1970.
    var time: Int64
    /// Position in the order of arrival, unique within a stream.
    var arrival: Int
    var properties: [String: String] = [:]
    var revenue: Double?
    /// A second id of the same person.
    var other: String?
    var isKnown = false
    var isAlias = false

    /// The value of a field as the decoder would find it; nil when absent or empty.
    func value(_ field: String) -> String? {
        let text: String? =
            switch field {
            case "event": event
            case "user": user
            case "revenue": revenue.map { "\($0)" }
            default: properties[field]
            }
        return text == "" ? nil : text
    }

    static func isBefore(_ a: ReferenceEvent, _ b: ReferenceEvent) -> Bool {
        (a.time, a.arrival) < (b.time, b.arrival)
    }

    var description: String {
        var text = "#\(arrival) \(user):\(event)@\(time)"
        for (name, value) in properties.sorted(by: { $0.key < $1.key }) { text += " \(name)=\(value)" }
        if let revenue { text += " revenue=\(revenue)" }
        if isKnown { text += " known" }
        if let other { text += " \(isAlias ? "alias" : "with") \(other)" }
        return text
    }
}
