import Expressions
import SeededNumbers
import Testing

@testable import Analytics

/// Memory, long times and extreme numbers.
struct ExperimentLimitTests {
    private func event(
        _ user: String, _ name: String, _ seconds: Int64, _ properties: [String: String] = [:], revenue: Double? = nil
    ) -> ReferenceEvent {
        ReferenceEvent(
            user: user, event: name, time: seconds * 1_000_000, arrival: 0, properties: properties, revenue: revenue)
    }

    private func definition(_ goals: GoalDefinition...) -> ExperimentDefinition {
        var definition = ExperimentDefinition(name: "test", factors: ["v"])
        definition.goals = goals
        return definition
    }

    private let views = GoalDefinition(name: "views", kind: .custom(ExperimentRow.step("view")))
    private let spent = GoalDefinition(name: "spent", kind: .revenuePerUser(field: nil, on: nil))
    private let basket = GoalDefinition(name: "basket", kind: .averageOrderValue(field: nil, on: nil))

    @Test func `a user takes a word, one per factor, and one event per goal however often he reaches it`() throws {
        var driver = try ExperimentDriver(definition(views))
        driver.add([event("u", "seen", 0, ["v": "A"])])
        for start in 0..<10 { driver.add((1...1000).map { event("u", "view", Int64(start * 1000 + $0)) }) }
        #expect(driver.box.machine.records.stride == 2)
        #expect(driver.box.machine.histories.count == 1)
        #expect(driver.box.machine.histories[0].map(\.time) == [1_000_000])
        // Backwards: each is earlier than the one before.
        var backwards = try ExperimentDriver(definition(views))
        backwards.add([event("u", "seen", 0, ["v": "A"])])
        backwards.add((1...3000).map { event("u", "view", 3001 - Int64($0)) })
        #expect(backwards.box.machine.histories[0].map(\.time) == [1_000_000])
    }

    @Test func `goals before the exposure are kept as long as the lateness bound and no longer`() throws {
        var driver = try ExperimentDriver(definition(views), lateness: .bounded(.seconds(60)))
        for second in 0..<2000 { driver.add([event("u", "view", Int64(second))]) }
        #expect(driver.box.machine.histories[0].count <= 62)
        driver.add([event("u", "seen", 1945, ["v": "A"]), event("u", "seen", 2010, ["v": "A"])])
        #expect(driver.snapshot().goals[0].arms[0].reached == 1)
        driver.add([event("u", "view", 3000)])
        #expect(driver.box.machine.histories[0].count <= 62)
    }

    @Test func `a year in any order has at most 4096 buckets and the same totals`() throws {
        var random = SeededGenerator(seed: 3)
        let definition = definition(views, spent)
        var events: [ReferenceEvent] = []
        for day in 0..<80 {
            let start = 1_700_000_000 + Int64(day) * 450_000
            events.append(event("u\(day)", "seen", start, ["v": day % 2 == 0 ? "A" : "B"]))
            if day % 3 == 0 { events.append(event("u\(day)", "view", start + 40_000, revenue: Double(day % 7))) }
        }
        for index in events.indices { events[index].arrival = index }
        for events in [events, events.reversed(), events.shuffled(using: &random)] {
            var driver = try ExperimentDriver(definition)
            for start in stride(from: 0, to: events.count, by: 30) {
                driver.add(Array(events[start..<min(start + 30, events.count)]))
                #expect(driver.box.machine.tally.bucketCount <= 4096)
            }
            let reference = ReferenceExperiment(definition, events)
            #expect(driver.sums == reference.sums())
            let wrong = driver.sumsByBucket().filter { $0.sums != reference.sums(before: $0.end) }.map(\.end)
            #expect(wrong == [])
            #expect(driver.snapshot().goals[0].arms[1].history.count <= 120)
        }
    }

    @Test func `times from 1900 to 2200 stand side by side`() throws {
        let (first, last): (Int64, Int64) = (-2_208_988_800, 7_258_118_400)
        let events = [
            event("u", "seen", first, ["v": "A"]), event("u", "view", last), event("w", "seen", last, ["v": "B"]),
            event("x", "seen", 0, ["v": "B"]), event("x", "view", 1, revenue: 5),
            event("y", "seen", 4_102_444_800, ["v": "A"]),
        ]
        for events in [events, events.reversed()] {
            var definition = definition(views, spent)
            definition.window = .seconds(.max / 1_000_000)
            definition.phases = [.init(start: Timestamp(microseconds: 0))]
            var driver = try ExperimentDriver(definition)
            for event in events { driver.add([event]) }
            let reference = ReferenceExperiment(definition, events)
            #expect(driver.sums == reference.sums())
            #expect(driver.box.machine.tally.bucketCount <= 8192)
            #expect(driver.snapshot().start == Timestamp(microseconds: first * 1_000_000))
        }
    }

    @Test func `extreme amounts are held at a hundred thousand million and no number is one that is none`() throws {
        let amounts = [1e308, -1e308, .infinity, .nan, 1e-300, -0.0, 1e11, 99_999_999_999.99, -1e11]
        var events: [ReferenceEvent] = []
        for index in 0..<240 {
            let user = "u\(index % 60)"
            events.append(event(user, "seen", 0, ["v": index % 2 == 0 ? "A" : "B"]))
            events.append(event(user, "buy", 1 + Int64(index), revenue: amounts[index % amounts.count]))
        }
        var driver = try ExperimentDriver(definition(spent, basket))
        driver.add(events)
        #expect(driver.snapshot().goals.allSatisfy { $0.cap == nil || $0.cap?.limit ?? -1 >= 0 })
        let reference = ReferenceExperiment(definition(spent, basket), events)
        #expect(driver.sums == reference.sums())
        let numbers = driver.snapshot().goals.flatMap { goal in
            goal.arms.flatMap { [$0.value, $0.lift, $0.eValue, $0.logEvidence, $0.difference, $0.probabilityBest] }
        }
        #expect(numbers.allSatisfy { !($0?.isNaN ?? false) })
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `hundreds of orders of one user add up, whatever comes late between them`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var definition = definition(views, spent, basket)
        if seed % 3 == 0 { definition.window = .seconds(250) }
        if seed % 2 == 0 { definition.conflicts = .firstArm }
        var events: [ReferenceEvent] = []
        for second in 0..<600 {
            let late = Int64.random(in: 0..<40, using: &random) == 0 ? Int64.random(in: 0..<200, using: &random) : 0
            let time = max(0, Int64(second) - late)
            let user = "u\(second % 2)"
            switch Int.random(in: 0..<100, using: &random) {
            case 0: events.append(event(user, "seen", time, ["v": second % 2 == 0 ? "A" : "B"]))
            case 1 where second > 400: events.append(event(user, "seen", time, ["v": "C"]))
            case 2..<30: events.append(event(user, "view", time))
            default:
                events.append(event(user, "buy", time, revenue: Double(Int.random(in: -3..<30, using: &random))))
            }
        }
        for index in events.indices { events[index].arrival = index }
        var driver = try ExperimentDriver(definition)
        for (index, event) in events.enumerated() {
            driver.add([event])
            guard index % 25 == 0 || index == events.count - 1 else { continue }
            driver.settle()
            let reference = ReferenceExperiment(definition, Array(events[...index]))
            #expect(driver.sums == reference.sums(), "seed \(seed), after \(index + 1) events")
        }
    }

    @Test func `a user with thousands of orders counts once, with all of them`() throws {
        var driver = try ExperimentDriver(definition(spent, basket))
        driver.add([event("u", "seen", 0, ["v": "A"])])
        driver.add((1...1000).map { event("u", "buy", Int64($0), revenue: 2) })
        let arms = driver.snapshot().goals.map { $0.arms[0] }
        #expect(arms.map(\.reached) == [1, 1])
        #expect(arms.map(\.orders) == [1000, 1000])
        // Ten mean orders, from the first 200.
        #expect(driver.snapshot().goals[0].cap?.limit == 20)
        #expect(arms[0].value == 20)
    }
}
