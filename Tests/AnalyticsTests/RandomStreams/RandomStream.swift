import Expressions
import SeededNumbers

/// A small funnel and a small stream, made from a seed, in which ties and repeats are common.
struct RandomStream {
    var definition: FunnelDefinition
    /// In order of arrival.
    var events: [ReferenceEvent]

    init(_ row: OptionRow, seed: UInt64, isShuffled: Bool) {
        var random = SeededGenerator(seed: seed)
        let names = ["a", "b", "c", "d"]
        let stepCount = random.pick([2, 3, 3, 4])
        var definition = FunnelDefinition(
            name: row.rawValue,
            steps: (0..<stepCount).map { step in
                StepDefinition(name: "step \(step + 1)", alternatives: [StepAlternative(.event(names[step]))])
            })
        definition.window = .seconds(random.pick([0, 2, 5, 8, 12, 12, 30]))
        row.apply(to: &definition, &random)
        self.definition = definition
        let users = Array(["u", "v", "w", "z"].prefix(random.pick([1, 1, 2, 3, 4])))
        let length = Int.random(in: 3...random.pick([6, 10, 14]), using: &random)
        let lastTime = random.pick([2, 6, 14, 40])
        let pool = Array(names.prefix(stepCount)) + (random.chance(50) ? ["x"] : [])
        var times = (0..<length).map { _ in Int64.random(in: 0...Int64(lastTime), using: &random) }
        if !isShuffled { times.sort() }
        // Users tend to go on to the next step, so that deep levels are not rare.
        var progress: [String: Int] = [:]
        events = times.enumerated().map { arrival, time in
            let user = random.pick(users)
            let step =
                random.chance(45)
                ? progress[user, default: 0] % stepCount : Int.random(in: 0..<stepCount, using: &random)
            progress[user] = step + 1
            let name = random.chance(70) ? names[step] : random.pick(pool)
            var event = ReferenceEvent(
                user: user, event: name, time: (1000 + time) * 1_000_000, arrival: arrival)
            if random.chance(60) { event.properties["item"] = random.pick(["sock", "hat", "shoe"]) }
            if random.chance(70) { event.properties["org"] = random.pick(["1", "2"]) }
            if random.chance(70) { event.properties["n"] = random.pick(["1", "2", "3"]) }
            if random.chance(30) { event.properties["page"] = random.pick(["/p/1", "/p/2", "/q"]) }
            if random.chance(40) { event.revenue = Double(Int.random(in: 1...9, using: &random)) / 2 }
            return event
        }
    }
}
