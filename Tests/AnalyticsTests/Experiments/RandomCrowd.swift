import Analytics
import SeededNumbers

/// Enough users, and effects large enough, for calls: each is exposed once and then does something, or not.
struct RandomCrowd {
    var definition: ExperimentDefinition
    /// In order of time.
    var events: [ReferenceEvent] = []

    init(seed: UInt64, users: Int = 160) {
        var random = SeededGenerator(seed: seed)
        let isCrossed = random.chance(30)
        definition = ExperimentDefinition(name: "test", factors: isCrossed ? ["f1", "f2"] : ["v"])
        var bought = GoalDefinition(name: "bought", kind: .conversion(ExperimentRow.step("buy")))
        if random.chance(30) { bought.better = .lower }
        var spent = GoalDefinition(name: "spent", kind: .revenuePerUser(field: nil, on: nil))
        if random.chance(30), !isCrossed { spent.unit = 10 }
        if random.chance(30) { spent.isPrimary = false }
        let basket = GoalDefinition(name: "basket", kind: .averageOrderValue(field: nil, on: nil))
        definition.goals = random.chance(30) ? [bought] : [bought, spent, basket]
        definition.multiplicity = random.chance(25) ? .fdr : .closed
        if random.chance(30) { definition.covariate = "past" }
        if random.chance(30) { definition.window = .seconds(150) }
        let variants = isCrossed ? ["A", "B"] : random.pick([["A", "B"], ["A", "B", "C"], ["A", "B", "C", "D"]])
        let chances = variants.map { _ in random.pick([5, 30, 30, 90]) }
        let isRamped = !isCrossed && random.chance(30)
        if isRamped {
            // From one in eight to all alike.
            let share = Double(variants.count - 1)
            definition.split = Dictionary(uniqueKeysWithValues: variants.map { ($0, $0 == "A" ? 7 * share : 1) })
            definition.phases = [.init(start: Timestamp(microseconds: RandomExperiment.origin + 150_000_000))]
        }
        for index in 0..<users {
            let time = Int64.random(in: 0..<300, using: &random)
            var event = ReferenceEvent(
                user: "u\(index)", event: "seen", time: RandomExperiment.origin + time * 1_000_000, arrival: 0)
            let past = Int.random(in: 0..<9, using: &random)
            event.properties["past"] = "\(past)"
            let early = isRamped && time < 150
            let arm =
                early && random.chance(87)
                ? 0 : Int.random(in: early ? 1..<variants.count : 0..<variants.count, using: &random)
            event.properties["v"] = variants[arm]
            event.properties["f1"] = variants[arm]
            let other = random.pick(variants)
            event.properties["f2"] = other
            events.append(event)
            if random.chance(3) {
                event.properties["v"] = random.pick(variants)
                event.time += Int64.random(in: 0..<100, using: &random) * 1_000_000
                events.append(event)
            }
            guard random.chance(chances[arm] / (isCrossed && other == "B" ? 2 : 1)) else { continue }
            for _ in 0..<random.pick([1, 1, 2]) {
                var order = ReferenceEvent(user: event.user, event: "buy", time: event.time, arrival: 0)
                order.time += Int64.random(in: 0..<200, using: &random) * 1_000_000
                order.revenue = Double(past + Int.random(in: 1..<20, using: &random)) / 2
                events.append(order)
            }
        }
        events.sort { ($0.time, $0.user, $0.event) < ($1.time, $1.user, $1.event) }
        for index in events.indices { events[index].arrival = index }
    }
}
