import Analytics
import Expressions

extension JSONValue {
    init(signal: SignalSnapshot, bucket: TimeSpan) {
        self = [
            "name": .string(signal.definition.name),
            "kind": .string(signal.definition.kindName),
            "role": .string(signal.definition.role.rawValue),
            "users": .integer(signal.users),
            "approximate": .bool(signal.isApproximate),
            "events": .integer(signal.events),
            "rate": JSONValue(signal.rate),
            "session_rate": JSONValue(signal.sessionRate),
            "revenue_per_user": JSONValue(signal.revenuePerUser),
            "lift": JSONValue(signal.lift),
            "lift_low": JSONValue(signal.liftRange?.lowerBound),
            "lift_high": JSONValue(signal.liftRange?.upperBound),
            "conversions_with": .integer(signal.conversionsWith),
            "conversions_without": .integer(signal.conversionsWithout),
            "trend": JSONValue(trend: signal.trend, bucket: bucket),
        ]
    }

    /// Null where there are events and yet no session: then sessions were not told apart.
    init(sessionsOf snapshot: Snapshot) {
        let count = snapshot.traffic.sessions.count
        self = count > 0 || snapshot.source.events == 0 ? .integer(count) : .null
    }

    init(sessions: SessionSummary, count: JSONValue) {
        self = [
            "count": count,
            "approximate": .bool(sessions.isApproximate),
            "average_seconds": JSONValue(sessions.averageSeconds),
            "median_seconds": JSONValue(sessions.medianSeconds),
            "events_per_session": JSONValue(sessions.eventsPerSession),
            "pages_per_session": JSONValue(sessions.pagesPerSession),
            "bounce_rate": JSONValue(sessions.bounceRate),
        ]
    }

    init(page: PageSnapshot) {
        self = [
            "page": .string(page.page),
            "events": .integer(page.events),
            "users": .integer(page.users),
            "approximate": .bool(page.isApproximate),
            "entries": .integer(page.entries),
            "exits": .integer(page.exits),
            "bounce_rate": JSONValue(page.bounceRate),
            "trend": JSONValue(page.trend),
        ]
    }

    /// - Parameter key: What `name` is: `channel` or `category`.
    init(share: TrafficShare, key: String) {
        self = .object([
            Member(key, .string(share.name)),
            Member("events", .integer(share.events)),
            Member("sessions", .integer(share.sessions)),
            Member("users", .integer(share.users)),
            Member("approximate", .bool(share.isApproximate)),
            Member("bounce_rate", JSONValue(share.bounceRate)),
            Member("trend", JSONValue(share.trend)),
        ])
    }

    init(trend: [TrafficBucket], bucket: TimeSpan) {
        self = .array(
            trend.map {
                [
                    "start": .string($0.start.iso8601), "seconds": JSONValue(span: bucket),
                    "events": .integer($0.events), "sessions": .integer($0.sessions),
                ]
            })
    }

    init(identity: IdentitySnapshot) {
        self = [
            "stitched": .integer(identity.stitched),
            "refused_aliases": .integer(identity.refusedAliases),
            "tied_late": .integer(identity.approximate),
            "approximate": .bool(identity.approximate > 0),
        ]
    }
}
