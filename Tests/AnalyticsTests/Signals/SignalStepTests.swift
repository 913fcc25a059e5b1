import Analytics
import Expressions
import SeededNumbers
import Testing

/// Signals as steps of funnels, against the reference on the stream in which they are events.
struct SignalStepTests {
    enum Rules: String, CaseIterable {
        case plain, window, strict, any, total, tiesStrict, arrival, excluding, session, open, repeatsStop

        func apply(to definition: inout FunnelDefinition) {
            switch self {
            case .plain: break
            case .window: definition.window = .seconds(40)
            case .strict: definition.order = .strict
            case .any: (definition.order, definition.window) = (.any, .seconds(60))
            case .total: definition.counting = .total
            case .tiesStrict: definition.ties = .strict
            case .arrival: definition.ties = .arrival
            case .excluding:
                definition.exclusions = [Exclusion(StepAlternative(.event("lingered")), between: 1, and: 2)]
            case .session: definition.counting = .session
            case .open: definition.isOpen = true
            case .repeatsStop: definition.repeats = .stop
            }
        }
    }

    static func funnel(_ rules: Rules, seed: UInt64) -> FunnelDefinition {
        var random = SeededGenerator(seed: seed &* 31 &+ 5)
        var names = [
            "engaged", "read", "lingered", "three pages", "product seen", "play long", "clicked", "view",
            "buy", "play",
        ]
        // One event that could fill two steps is another matter there.
        if rules == .repeatsStop { names = ["engaged", "read", "lingered", "three pages", "buy", "play"] }
        var definition = RandomVisits.funnel(
            Array(Set(names).sorted().shuffled(using: &random).prefix(random.pick([2, 3]))))
        rules.apply(to: &definition)
        return definition
    }

    private func differences(
        _ events: [ReferenceEvent], _ definition: FunnelDefinition, _ lateness: AnalyticsConfiguration.Lateness,
        seed: UInt64, canReadAgain: Bool = false
    ) throws -> String? {
        var random = SeededGenerator(seed: seed &+ 3)
        var configuration = AnalyticsConfiguration(funnels: [definition])
        configuration.signals = RandomVisits.signals
        configuration.sessionGap = RandomVisits.gap
        configuration.lateness = lateness
        configuration.segments = [.init(name: "searchers", filter: Self.searchers)]
        let stream = SignalStream(
            definitions: RandomVisits.signals, gap: RandomVisits.gap.microseconds, properties: ["channel"])
        let alternatives = definition.steps.flatMap(\.alternatives) + definition.exclusions.map(\.event)
        let names = Set(
            alternatives.compactMap { alternative -> String? in
                guard case .event(let name) = alternative.subject else { return nil }
                return name
            })
        var driver = try EngineDriver(configuration, canReadAgain: canReadAgain)
        var kept: [ReferenceEvent] = []
        var newest = Int64.min
        var from = 0
        while from < events.count {
            let batch = Array(events[from..<min(events.count, from + Int.random(in: 1...5, using: &random))])
            from += batch.count
            for event in batch {
                newest = max(newest, event.time)
                if case .bounded(let bound) = lateness, event.time < newest - bound.microseconds { continue }
                kept.append(event)
            }
            driver.add(batch)
            if canReadAgain { continue }
            if let text = compare(driver.snapshot(), kept, stream, definition, names, newest) { return text }
        }
        guard canReadAgain else { return nil }
        return compare(driver.snapshot(), kept, stream, definition, names, newest)
    }

    private func compare(
        _ snapshot: Snapshot, _ kept: [ReferenceEvent], _ stream: SignalStream, _ definition: FunnelDefinition,
        _ names: Set<String>, _ now: Int64
    ) -> String? {
        var reference = ReferenceFunnel(stream.definition(definition))
        reference.sessionGap = RandomVisits.gap
        let answer = reference.answer(stream.events(kept, used: names), now: now)
        guard let funnel = snapshot.funnels.first else { return "no funnel" }
        let steps = funnel.steps
        if answer.counts != steps.map(\.count) {
            return "counts: reference \(answer.counts), engine \(steps.map(\.count))"
        }
        if answer.open != steps.map(\.open) { return "open: reference \(answer.open), engine \(steps.map(\.open))" }
        if answer.excluded != steps.map(\.excluded) {
            return "excluded: reference \(answer.excluded), engine \(steps.map(\.excluded))"
        }
        if answer.revenue != steps.map(\.revenue) {
            return "revenue: reference \(answer.revenue), engine \(steps.map(\.revenue))"
        }
        let searching = stream.events(kept, used: names).filter { Self.searchers.holds($0) }
        let part = reference.answer(searching, now: now)
        if funnel.segments.first?.counts != part.counts {
            return "segment: reference \(part.counts), engine \(funnel.segments)"
        }
        return nil
    }

    private static let searchers = Filter.comparison(Comparison("channel", .equal(Literal(text: "search"))))

    @Test(arguments: Rules.allCases)
    func `a funnel with signals as steps is that of a stream in which they are events`(rules: Rules) throws {
        for seed in 0..<RandomComparisonTests.streams {
            let events = RandomVisits(seed: seed, disorder: seed % 3 == 0 ? 0 : nil, longest: 14).events
            let definition = Self.funnel(rules, seed: seed)
            let found = try differences(events, definition, .all, seed: seed)
            #expect(found == nil, "seed \(seed) \(definition.steps.map(\.name)) \(events)")
            if found != nil { return }
        }
    }

    @Test(arguments: Rules.allCases)
    func `signals as steps follow events out of order inside the lateness bound`(rules: Rules) throws {
        for seed in 0..<RandomComparisonTests.streams {
            let events = RandomVisits(seed: seed, disorder: Int64(seed % 60), longest: 14).events
            let definition = Self.funnel(rules, seed: seed)
            let found = try differences(events, definition, .bounded(.seconds(Int64(seed % 45))), seed: seed)
            #expect(found == nil, "seed \(seed) \(definition.steps.map(\.name)) \(events)")
            if found != nil { return }
        }
    }

    @Test func `an input that can be read twice gives the same`() throws {
        for seed in 0..<RandomComparisonTests.streams {
            let events = RandomVisits(seed: seed, disorder: nil, longest: 14).events
            let definition = Self.funnel(.plain, seed: seed)
            let derived = ["engaged", "read", "lingered", "three pages"]
            guard definition.steps.contains(where: { derived.contains($0.name) }) else { continue }
            let found = try differences(events, definition, .all, seed: seed, canReadAgain: true)
            #expect(found == nil, "seed \(seed) \(definition.steps.map(\.name)) \(events)")
        }
    }

    @Test func `an event with the name of a signal fills the step too`() throws {
        var configuration = AnalyticsConfiguration(funnels: [RandomVisits.funnel(["clicked", "buy"])])
        configuration.signals = RandomVisits.signals
        var driver = try EngineDriver(configuration)
        driver.add(
            [("a", "click", 1), ("b", "clicked", 2), ("b", "buy", 3), ("c", "buy", 4)].enumerated().map {
                ReferenceEvent(
                    user: $0.element.0, event: $0.element.1, time: Int64($0.element.2) * 1_000_000, arrival: $0.offset)
            })
        #expect(driver.snapshot().funnels[0].steps.map(\.count) == [2, 1])
    }

    @Test func `what a signal between events cannot do is refused`() {
        var definition = RandomVisits.funnel(["engaged", "buy"])
        definition.unitField = "account"
        var configuration = AnalyticsConfiguration(funnels: [definition])
        configuration.signals = RandomVisits.signals
        #expect(throws: PlanError.self) { try AnalyticsPlan(configuration) }
        configuration.funnels[0].unitField = nil
        #expect(throws: Never.self) { try AnalyticsPlan(configuration) }
        configuration.signals = (0..<33).map {
            SignalDefinition(name: "\($0)", kind: .action(StepAlternative(.event("x"))))
        }
        #expect(throws: PlanError.tooManySignals(33)) { try AnalyticsPlan(configuration) }
    }
}
