import Analytics
import Expressions
import SeededNumbers

/// A small experiment and a small stream, made from a seed, in which ties, second arms and early goals are common.
struct RandomExperiment {
    static let origin: Int64 = 1_700_000_000_000_000

    var definition = ExperimentDefinition(name: "test", factors: ["v"])
    var funnels: [FunnelDefinition] = []
    var segment: Filter?
    var manyVariants = false
    var length: Int
    var userCount: Int
    /// Seconds between two neighbouring times.
    var pace: Int64
    /// In order of arrival.
    var events: [ReferenceEvent] = []

    enum Order: CaseIterable { case inOrder, shuffled }

    init(_ row: ExperimentRow, seed: UInt64, order: Order) {
        let place = ExperimentRow.allCases.firstIndex(of: row) ?? 0
        var random = SeededGenerator(seed: seed << 8 | UInt64(place))
        length = Int.random(in: 4...random.pick([8, 20, 40]), using: &random)
        userCount = random.pick([1, 2, 4, 8])
        pace = random.pick([1, 1, 7, 60, 86_400])
        definition.goals = [GoalDefinition(name: "bought", kind: .conversion(ExperimentRow.step("buy")))]
        row.apply(to: &self, &random)
        let lastTime = Int64(random.pick([3, 12, 40]))
        var times = (0..<length).map { _ in Int64.random(in: 0...lastTime, using: &random) }
        if order == .inOrder { times.sort() }
        var homes: [String: String] = [:]
        events = times.enumerated().map { arrival, time in
            event(at: Self.origin + time * pace * 1_000_000, arrival, &homes, &random)
        }
    }

    private func event(
        at time: Int64, _ arrival: Int, _ homes: inout [String: String], _ random: inout SeededGenerator
    ) -> ReferenceEvent {
        let user = "u\(Int.random(in: 0..<userCount, using: &random))"
        var event = ReferenceEvent(
            user: user, event: random.pick(["seen", "seen", "view", "buy", "buy"]), time: time, arrival: arrival)
        let variants = manyVariants ? (0..<30).map { "v\($0)" } : ["A", "B", "C"]
        // Most users stay in their arm.
        func variant(_ field: String) -> String {
            let home = homes[user + field] ?? random.pick(variants)
            homes[user + field] = home
            return random.chance(90) ? home : random.pick(variants)
        }
        for field in ["v", "f1", "f2", "f3"] where random.chance(event.event == "seen" ? 80 : 20) {
            event.properties[field] = variant(field)
        }
        if random.chance(75) { event.properties["country"] = random.pick(["DE", "DE", "FR"]) }
        if random.chance(60) { event.properties["past"] = "\(Int.random(in: 0...9, using: &random))" }
        if random.chance(40) { event.properties["profit"] = random.pick(["-1.5", "0", "2.25", "7", "0.00005"]) }
        if event.event == "buy" ? random.chance(80) : random.chance(10) {
            event.revenue =
                random.chance(10) ? -2.5 : random.chance(3) ? 900 : Double(random.pick([0, 1, 3, 5, 9])) / 2
        }
        return event
    }
}
