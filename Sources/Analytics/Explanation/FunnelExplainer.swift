import Expressions

/// Explains one user's place in one funnel.
///
/// Reasons are found by trial: a rule is what keeps the user from a step if the engine, given the same events without that
/// rule, says that he reached it.
struct FunnelExplainer {
    let definition: FunnelDefinition
    let configuration: AnalyticsConfiguration
    /// The user's events by time, then arrival.
    let events: [TraceEvent]
    /// The funnel's place in the configuration.
    let index: Int
    let stepOfFirst: [Int]
    /// Microseconds since 1970.
    let now: Int64
    /// For replays that need sums to write to.
    let scratch: FunnelTally

    init(
        definition: FunnelDefinition, configuration: AnalyticsConfiguration, events: [TraceEvent], index: Int,
        stepOfFirst: [Int], now: Int64
    ) {
        self.definition = definition
        self.configuration = configuration
        self.events = events
        self.index = index
        self.stepOfFirst = stepOfFirst
        self.now = now
        scratch = FunnelTally(stepCount: definition.steps.count, breakdownCount: 0)
    }

    /// The unit that came furthest, and how.
    struct Best {
        var unit = TracedUnit()
        var counts: [Int]
        var starts: [Int64?]
        /// Of the unit's events; nil where no single chain can be told.
        var chain: [ChainSearch.Link]?

        var level: Int { (counts.lastIndex { $0 > 0 } ?? -1) + 1 }
    }

    /// - Returns: with the funnel the links of the chain that counts, by the index of the user's event.
    func explain() -> (Explanation.Funnel, [ChainSearch.Link]) {
        let units = units(definition)
        var best = Best(counts: definition.steps.map { _ in 0 }, starts: definition.steps.map { _ in nil })
        let rules = rules(definition)
        for unit in units {
            let replay = FunnelReplay(rules, unit.events, scratch: scratch)
            guard best.unit.events.isEmpty || replay.level >= best.level else { continue }
            best = Best(unit: unit, counts: replay.counts, starts: replay.starts)
        }
        best.chain = chain(best)
        let isCounted = definition.unitField == nil && definition.counting != .session
        let funnel = Explanation.Funnel(
            definition: definition, level: best.level, steps: steps(best), units: isCounted ? nil : units.count)
        let links = (best.chain ?? []).map { ChainSearch.Link(event: best.unit.sources[$0.event], step: $0.step) }
        return (funnel, links)
    }

    // MARK: Rules and units

    func rules(_ definition: FunnelDefinition) -> FunnelRules {
        FunnelRules(
            definition, sessionGap: configuration.sessionGap, sessionsByField: configuration.sessionsByField,
            attributions: [])
    }

    func units(
        _ definition: FunnelDefinition, isMerged: Bool = false,
        includes: (Explanation.Standing) -> Bool = { $0 == .counted }
    ) -> [TracedUnit] {
        let rules = rules(definition)
        return TracedUnit.units(
            of: events, funnel: index, stepOfFirst: stepOfFirst, holdsField: definition.heldField != nil,
            gap: rules.sessionGap, ranksTies: rules.ranksTies, isMerged: isMerged, includes: includes)
    }

    private func chain(_ best: Best) -> [ChainSearch.Link]? {
        if definition.counting == .total { return attempt(best) }
        // Under `remove` a chain counts only if its attempt stays clean to the end, which the search does not look at.
        guard best.level > 0, let start = best.starts[best.level - 1] else { return nil }
        let rules = rules(definition)
        guard !rules.removesExcluded else { return nil }
        var events = best.unit.events
        if rules.stopsAtRepeats { events = Array(events[..<endBeforeRepeat(best, rules)]) }
        var search = ChainSearch(rules, events)
        return search.chain(to: best.level - 1, start: start)
    }

    /// The first attempt that came furthest.
    private func attempt(_ best: Best) -> [ChainSearch.Link]? {
        guard best.level > 0 else { return nil }
        let rules = rules(definition)
        var (low, high) = (1, best.unit.events.count)
        while low < high {
            let middle = (low + high) / 2
            let replay = FunnelReplay(rules, Array(best.unit.events[..<middle]), scratch: scratch)
            if replay.level == best.level { high = middle } else { low = middle + 1 }
        }
        let events = best.unit.events[..<low]
        guard let times = FunnelReplay(rules, Array(events), scratch: scratch).attempt else { return nil }
        var links: [ChainSearch.Link] = []
        for (step, time) in times.enumerated() {
            guard let time else { continue }
            let event = events.indices.first { index in
                events[index].time == time && events[index].match.steps & (1 << UInt32(step)) != 0
                    && (definition.reusesEvents || !links.contains { $0.event == index })
            }
            guard let event else { return nil }
            links.append(ChainSearch.Link(event: event, step: step))
        }
        return links
    }

    /// Behind the event with which the level was reached: what came after may be behind a repeat that ended it all.
    private func endBeforeRepeat(_ best: Best, _ rules: FunnelRules) -> Int {
        var (low, high) = (1, best.unit.events.count)
        while low < high {
            let middle = (low + high) / 2
            let replay = FunnelReplay(rules, Array(best.unit.events[..<middle]), scratch: scratch)
            if replay.level == best.level, replay.starts == best.starts { high = middle } else { low = middle + 1 }
        }
        return low
    }

    // MARK: Steps

    private func steps(_ best: Best) -> [Explanation.Step] {
        var isPending = false
        return definition.steps.indices.map { step in
            let status: Explanation.Status
            if let reached = reached(step, best) {
                status = reached
            } else if definition.order != .any, step < best.level {
                status = .skipped
            } else if isPending {
                status = .pending
            } else {
                let trial = StepTrial(self, best, step)
                status = .missing(trial.reason, trial.outlook)
                isPending = definition.order != .any && !definition.steps[step].isOptional
            }
            return Explanation.Step(name: definition.steps[step].name, status: status, seen: sighting(step))
        }
    }

    /// nil when the step was not reached.
    private func reached(_ step: Int, _ best: Best) -> Explanation.Status? {
        if let chain = best.chain, let place = chain.firstIndex(where: { $0.step == step }) {
            let time = best.unit.events[chain[place].event].time
            let previous = place > 0 ? best.unit.events[chain[place - 1].event].time : nil
            return .reached(
                at: Timestamp(microseconds: time),
                sincePrevious: previous.map { TimeSpan(microseconds: max(0, time - $0)) })
        }
        if definition.order == .any { return nil }
        return best.counts[step] > 0 ? .reached(at: nil, sincePrevious: nil) : nil
    }

    private func sighting(_ step: Int) -> Explanation.Sighting? {
        let times = sightings(step) { $0 == .counted }.map(\.time)
        guard let first = times.first, let last = times.last else { return nil }
        return Explanation.Sighting(
            count: times.count, first: Timestamp(microseconds: first), last: Timestamp(microseconds: last))
    }

    /// The user's events that match a step.
    func sightings(_ step: Int, _ includes: (Explanation.Standing) -> Bool) -> [TraceEvent] {
        events.filter { includes($0.standing) && $0.views[index].passing & (1 << UInt32(step)) != 0 }
    }
}
