import Analytics
import Expressions
import Testing

/// One user's events, explained.
struct ExplanationScene {
    var configuration: AnalyticsConfiguration
    var events: [ReferenceEvent] = []

    init(_ expressions: String..., lateness: AnalyticsConfiguration.Lateness = .all) throws {
        configuration = AnalyticsConfiguration(funnels: try expressions.map { try FunnelParser.parse($0) })
        configuration.lateness = lateness
    }

    /// Seconds since 1970 and names, as in `"10 a, 12 b item=hat"`; another user's events begin with his name and a colon.
    mutating func add(_ text: String) {
        for part in text.split(separator: ",") {
            let words = part.split(separator: " ").map(String.init)
            let name = words[1].split(separator: ":").map(String.init)
            var event = ReferenceEvent(
                user: name.count > 1 ? name[0] : "u", event: name[name.count - 1], time: Int64(words[0])! * 1_000_000,
                arrival: events.count)
            for word in words.dropFirst(2) {
                let pair = word.split(separator: "=").map(String.init)
                event.properties[pair[0]] = pair[1]
            }
            events.append(event)
        }
    }

    func explanation(of user: String = "u", batchSize: Int = 3, limit: Int = 100_000) throws -> Explanation {
        try Self.explain(configuration, events, user, batchSize: batchSize, limit: limit)
    }

    static func explain(
        _ configuration: AnalyticsConfiguration, _ events: [ReferenceEvent], _ user: String, batchSize: Int = 3,
        limit: Int = 100_000
    ) throws -> Explanation {
        var encoder = BatchEncoder(projection: try AnalyticsPlan(configuration).projection)
        // The hash of the encoder, by way of a batch of one event.
        var probe = encoder
        let hash = probe.batch([ReferenceEvent(user: user, event: "", time: 0, arrival: 0)]).users[0]
        var state = AnalyticsState(plan: try AnalyticsPlan(configuration))
        state.trace = try UserTrace(configuration, user: hash, limit: limit)
        for start in stride(from: 0, to: events.count, by: batchSize) {
            state.add(encoder.batch(Array(events[start..<min(start + batchSize, events.count)])))
        }
        let trace = state.trace
        return try #require(trace).explanation(user: user)
    }

    /// Reason and outlook of the first missing step.
    func missing(_ events: String) throws -> (step: Int, reason: Explanation.Reason, outlook: Explanation.Outlook)? {
        var scene = self
        scene.add(events)
        let steps = try #require(scene.explanation().funnels.first).steps
        for (index, step) in steps.enumerated() {
            if case .missing(let reason, let outlook) = step.status { return (index + 1, reason, outlook) }
        }
        return nil
    }

    func reason(_ events: String) throws -> Explanation.Reason? { try missing(events)?.reason }
}

func second(_ seconds: Int64) -> Timestamp { Timestamp(microseconds: seconds * 1_000_000) }
