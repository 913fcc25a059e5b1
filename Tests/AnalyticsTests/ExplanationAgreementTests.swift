import Analytics
import Expressions
import Testing

/// Explanations against the engine and the reference, on random streams of every option.
struct ExplanationAgreementTests {
    private static let streams = RandomComparisonTests.streams / 5

    @Test(arguments: OptionRow.allCases)
    func `the level is the engine's and the chain one the reference knows`(row: OptionRow) throws {
        for seed in 0..<Self.streams {
            let stream = RandomStream(row, seed: seed, isShuffled: seed % 2 == 1)
            var configuration = AnalyticsConfiguration(funnels: [stream.definition])
            configuration.lateness = seed % 3 == 0 ? .bounded(.seconds(Int64(seed % 9))) : .all
            configuration.sessionGap = .seconds(4)
            let isRefused = StreamTrial(definition: stream.definition, lateness: .all).isRefused
            if isRefused { continue }
            var levels: [Int] = []
            for user in Set(stream.events.map(\.user)).sorted() {
                let context = """
                    seed \(seed), user \(user), lateness \(configuration.lateness)
                    \(DefinitionText(definition: stream.definition))
                    \(stream.events.map(\.description).joined(separator: "\n"))
                    """
                let explanation = try ExplanationScene.explain(configuration, stream.events, user)
                let events = kept(stream.events, configuration).filter { $0.user == user }
                let funnel = try #require(explanation.funnels.first)
                levels.append(funnel.level)
                try expectLevel(funnel, configuration, events, context)
                expectChain(explanation, funnel, events, context)
                expectSound(explanation, funnel, context)
            }
            try expectCounts(levels, stream, configuration, seed)
        }
    }

    /// The events that are not late.
    private func kept(_ events: [ReferenceEvent], _ configuration: AnalyticsConfiguration) -> [ReferenceEvent] {
        guard case .bounded(let bound) = configuration.lateness else { return events }
        var newest = Int64.min
        return events.filter { event in
            newest = max(newest, event.time)
            return event.time >= newest - bound.microseconds
        }
    }

    private func expectLevel(
        _ funnel: Explanation.Funnel, _ configuration: AnalyticsConfiguration, _ events: [ReferenceEvent],
        _ context: String
    ) throws {
        var configuration = configuration
        configuration.lateness = .all
        var driver = try EngineDriver(configuration)
        driver.add(events)
        let counts = driver.snapshot().funnels[0].steps.map(\.count)
        let level = (counts.lastIndex { $0 > 0 } ?? -1) + 1
        #expect(funnel.level == level, "\(context)")
    }

    /// Users told one by one add up to what the engine counts of all.
    private func expectCounts(
        _ levels: [Int], _ stream: RandomStream, _ configuration: AnalyticsConfiguration, _ seed: UInt64
    ) throws {
        let definition = stream.definition
        guard definition.counting == .unique, definition.unitField == nil, !definition.isOpen,
            !definition.steps.contains(where: \.isOptional)
        else { return }
        var driver = try EngineDriver(configuration)
        driver.add(stream.events)
        let counts = driver.snapshot().funnels[0].steps.map(\.count)
        #expect(definition.steps.indices.map { step in levels.count { $0 > step } } == counts, "seed \(seed)")
    }

    private func expectChain(
        _ explanation: Explanation, _ funnel: Explanation.Funnel, _ kept: [ReferenceEvent], _ context: String
    ) {
        let definition = funnel.definition
        guard funnel.units == nil, funnel.level > 0 else { return }
        let counted = explanation.events.filter { $0.standing == .counted }
        let filled = counted.enumerated().flatMap { index, event in
            event.marks[0].filled.map { [ReferenceChain.Link(event: index, step: $0 - 1)] } ?? []
        }
        let hasChain = !filled.isEmpty
        // One mark per event cannot tell a chain in which one event fills several steps.
        guard !definition.reusesEvents else { return }
        guard definition.exclusionPolicy == .drop || definition.exclusions.isEmpty else {
            #expect(!hasChain, "\(context)")
            return
        }
        #expect(hasChain, "no chain: \(context)")
        let unit = ReferenceUnit(definition, events: kept)
        let steps = Set(filled)
        if definition.counting == .total {
            let times = Set(steps.map { unit.events[$0.event].time })
            let attempts = unit.attempts().map(\.chain)
            #expect(
                attempts.contains { attempt in
                    attempt.last.step == funnel.level - 1
                        && Set(attempt.links.map { unit.events[$0.event].time }) == times
                }, "attempt \(filled) unknown: \(context)")
            return
        }
        let chains = unit.chainsUnderPolicy()[funnel.level - 1]
        let known = chains.filter { Set($0.links) == steps }
        #expect(!known.isEmpty, "chain \(filled) unknown: \(context)")
        let latest = chains.map { unit.start($0) }.max()
        #expect(known.contains { unit.start($0) == latest }, "not the latest start: \(context)")
    }

    /// What can be said of a reason without the engine.
    private func expectSound(_ explanation: Explanation, _ funnel: Explanation.Funnel, _ context: String) {
        for (index, step) in funnel.steps.enumerated() {
            guard case .missing(let reason, let outlook) = step.status else {
                if case .reached = step.status { #expect(step.seen != nil, "\(context)") }
                continue
            }
            switch reason {
            case .notSeen, .filteredOut, .leftOut: #expect(step.seen == nil, "\(reason) \(context)")
            case .late: break
            case .beforePredecessor(let time, let predecessor):
                #expect(time < predecessor && step.seen?.last == time, "\(context)")
            case .outsideWindow(_, _, let passed):
                #expect(step.seen != nil && passed?.excess.microseconds ?? 1 > 0, "\(context)")
            case .excluded(let event?), .broken(let event?):
                #expect(explanation.events.contains { $0.time == event.time && $0.name == event.event }, "\(context)")
                #expect(event.after < event.before && event.before <= index + 1, "\(context)")
            default: #expect(step.seen != nil, "\(reason) \(context)")
            }
            if case .open(let until?) = outlook, let now = explanation.now { #expect(until >= now, "\(context)") }
        }
        #expect(funnel.level < funnel.steps.count || funnel.steps.allSatisfy(\.isThere), "\(context)")
    }
}

extension Explanation.Step {
    fileprivate var isThere: Bool {
        switch status {
        case .reached, .skipped: true
        case .missing, .pending: false
        }
    }
}
