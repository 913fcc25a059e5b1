import Analytics
import Expressions
import SeededNumbers

/// A small stream of visits, made from a seed, in which ties, short gaps and returns are common.
struct RandomVisits {
    /// Longest silence inside a session.
    static let gap = TimeSpan.seconds(30)
    var events: [ReferenceEvent] = []

    /// - Parameters:
    ///   - disorder: events come up to so many seconds late; nil for any order.
    ///   - longest: events at most.
    init(seed: UInt64, disorder: Int64?, longest: Int = 40) {
        var random = SeededGenerator(seed: seed)
        let users = Array(["u", "v", "w"].prefix(random.pick([1, 2, 3])))
        var times = Dictionary(uniqueKeysWithValues: users.map { ($0, Int64.random(in: 0...40, using: &random)) })
        for _ in 0..<Int.random(in: 4...min(longest, random.pick([10, 24, 40])), using: &random) {
            let user = random.pick(users)
            let time = (times[user] ?? 0) + random.pick([0, 1, 4, 10, 20, 29, 30, 31, 55])
            times[user] = time
            var event = ReferenceEvent(
                user: user, event: random.pick(["view", "view", "click", "play", "buy"]), time: time * 1_000_000,
                arrival: 0)
            if random.chance(70) { event.properties["page"] = random.pick(["/", "/p/1", "/p/2", "/guide/a"]) }
            if random.chance(60) { event.properties["channel"] = random.pick(["search", "email"]) }
            if random.chance(40) { event.properties["category"] = random.pick(["hats", "shoes"]) }
            // Decoders make such ids those of one user.
            if random.chance(80) { event.properties["session"] = event.user + random.pick(["1", "2", "3"]) }
            if random.chance(50) { event.properties["watched"] = random.pick(["10", "20", "40"]) }
            if random.chance(30) { event.revenue = Double(Int.random(in: 1...9, using: &random)) / 2 }
            events.append(event)
        }
        let keys = events.map { event in
            event.time + Int64.random(in: 0...max(1, (disorder ?? 100_000) * 1_000_000), using: &random)
        }
        events = events.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.enumerated().map { arrival, index in
            var event = events[index]
            event.time += 1_000_000_000
            event.arrival = arrival
            return event
        }
    }

    static let signals: [SignalDefinition] = [
        SignalDefinition(name: "product seen", role: .milestone, kind: .destination(PagePattern(.glob("/p/*")))),
        SignalDefinition(
            name: "play long",
            kind: .carried(
                by: StepAlternative(.event("play")), field: "watched", unit: .seconds(1), atLeast: .seconds(20))),
        SignalDefinition(name: "clicked", kind: .action(StepAlternative(.event("click")))),
        SignalDefinition(name: "engaged", kind: .sessionLength(atLeast: .seconds(12))),
        SignalDefinition(
            name: "read",
            kind: .dwell(
                on: .page(PagePattern(.glob("/guide/*"))), atLeast: .seconds(8))),
        SignalDefinition(
            name: "lingered",
            kind: .dwell(
                on: .action(StepAlternative(.event("view"))), atLeast: .seconds(20))),
        SignalDefinition(
            name: "too long",
            kind: .dwell(
                on: .action(StepAlternative(.event("view"))), atLeast: .seconds(31))),
        SignalDefinition(name: "three pages", kind: .pagesPerSession(atLeast: 3)),
    ]

    static func funnel(_ steps: [String]) -> FunnelDefinition {
        FunnelDefinition(
            name: "main",
            steps: steps.map { StepDefinition(name: $0, alternatives: [StepAlternative(.event($0))]) })
    }
}
