import Expressions

/// Tries out what would carry a user on to one step.
struct StepTrial {
    /// The unit's events under changed rules, by which the step is reached.
    private struct Run {
        var rules: FunnelRules
        var events: [StepEvent]
        var starts: [Int64?]
    }

    private let explainer: FunnelExplainer
    private let best: FunnelExplainer.Best
    private let step: Int
    private let bit: UInt32
    /// In any order: the steps done and this one, so that no other step is taken for it.
    private let mask: UInt32

    private var definition: FunnelDefinition { explainer.definition }

    init(_ explainer: FunnelExplainer, _ best: FunnelExplainer.Best, _ step: Int) {
        self.explainer = explainer
        self.best = best
        self.step = step
        bit = 1 << UInt32(step)
        let filled = (best.chain ?? []).reduce(UInt32(0)) { $0 | 1 << UInt32($1.step) }
        mask = explainer.definition.order == .any ? filled | bit : .max
    }

    // MARK: Trials

    private func isReached(_ counts: [Int]) -> Bool {
        definition.order == .any ? counts[best.level] > 0 : counts[step] > 0
    }

    private func run(_ definition: FunnelDefinition, _ events: [StepEvent]) -> Run? {
        var events = events
        for index in events.indices {
            events[index].match.steps &= mask
            if definition.heldField == nil { events[index].held = 0 }
        }
        let rules = explainer.rules(definition)
        let replay = FunnelReplay(rules, events, scratch: explainer.scratch)
        return isReached(replay.counts) ? Run(rules: rules, events: events, starts: replay.starts) : nil
    }

    private func isReached(_ units: [TracedUnit], _ definition: FunnelDefinition) -> Bool {
        units.contains { run(definition, $0.events) != nil }
    }

    private func changed(_ change: (inout FunnelDefinition) -> Void) -> FunnelDefinition {
        var definition = definition
        change(&definition)
        return definition
    }

    private func chain(_ run: Run) -> [ChainSearch.Link]? {
        guard definition.order != .any, !run.rules.removesExcluded, let start = run.starts[step] else { return nil }
        var search = ChainSearch(run.rules, run.events)
        return search.chain(to: step, start: start)
    }

    // MARK: Reasons

    /// Why the events that came do not fill the step.
    var reason: Explanation.Reason {
        let seen = explainer.sightings(step) { $0 == .counted }
        if seen.isEmpty { return reasonUnseen }
        if let rule = rule(in: best.unit.events) ?? ruleOfFirsts ?? ruleOfUnits ?? ruleOfStanding { return rule }
        return beforePredecessor(seen) ?? .several
    }

    private var reasonUnseen: Explanation.Reason {
        let filtered = explainer.events.filter { $0.standing == .counted && $0.views[explainer.index].steps & bit != 0 }
        let filters = definition.steps[step].alternatives.compactMap(\.filter)
        if let last = filtered.last, !filters.isEmpty {
            return .filteredOut(
                count: filtered.count, last: Timestamp(microseconds: last.time), filters: filters)
        }
        let leftOut = explainer.sightings(step) { $0 == .leftOut }
        if let last = leftOut.last, let filter = explainer.configuration.filter {
            return .leftOut(count: leftOut.count, last: Timestamp(microseconds: last.time), filter: filter)
        }
        let late = explainer.sightings(step) { $0.lateness != nil }
        if let last = late.last {
            return .late(count: late.count, last: Timestamp(microseconds: last.time), by: last.standing.lateness)
        }
        if let last = explainer.sightings(step, { $0.words != nil }).last {
            let alike = explainer.sightings(step) { $0 == last.standing }
            return .uncounted(count: alike.count, last: Timestamp(microseconds: last.time), last.standing)
        }
        return .notSeen
    }

    /// The one rule of the funnel without which `events` reach the step.
    private func rule(in events: [StepEvent]) -> Explanation.Reason? {
        if let reason = windowRule(events) { return reason }
        if !definition.exclusions.isEmpty, let run = run(changed { $0.exclusions = [] }, events) {
            return .excluded(exclusion(in: run))
        }
        if definition.repeats == .stop, run(changed { $0.repeats = .allowed }, events) != nil { return .repeated }
        if definition.order == .strict, let run = run(changed { $0.order = .ordered }, events) {
            return .broken(interruption(in: run))
        }
        if let field = definition.heldField, run(changed { $0.heldField = nil }, events) != nil {
            return .otherHeldValue(field: field)
        }
        if definition.ties != .any, run(changed { $0.ties = .any }, events) != nil { return .sameTime }
        if !definition.reusesEvents, run(changed { $0.reusesEvents = true }, events) != nil { return .usedUp }
        if definition.entry == .first, run(changed { $0.entry = .best }, events) != nil,
            let first = events.first(where: { $0.match.steps & 1 != 0 })
        {
            return .laterEntry(first: Timestamp(microseconds: first.time))
        }
        return nil
    }

    private func windowRule(_ events: [StepEvent]) -> Explanation.Reason? {
        if let limit = definition.window, let run = run(changed { $0.window = nil }, events) {
            return .outsideWindow(.fromFirst, limit: limit, passed: passing(run, limit, .fromFirst))
        }
        guard let limit = definition.stepWindow else { return nil }
        if let run = run(changed { $0.stepWindow = nil }, events) {
            return .outsideWindow(.fromPrevious, limit: limit, passed: passing(run, limit, .fromPrevious))
        }
        guard let whole = definition.window else { return nil }
        let unlimited = changed { ($0.window, $0.stepWindow) = (nil, nil) }
        guard let run = run(unlimited, events) else { return nil }
        return .outsideWindow(.fromFirst, limit: whole, passed: passing(run, whole, .fromFirst))
    }

    /// How far outside its window the step came, if it is the step itself that did.
    private func passing(_ run: Run, _ limit: TimeSpan, _ window: Explanation.Window) -> Explanation.Passing? {
        guard let chain = chain(run), chain.count > 1, let first = chain.first, let last = chain.last else {
            return nil
        }
        let from = window == .fromFirst ? first : chain[chain.count - 2]
        let time = run.events[last.event].time
        let excess = time - run.events[from.event].time - limit.microseconds
        guard excess > 0 else { return nil }
        return Explanation.Passing(time: Timestamp(microseconds: time), excess: TimeSpan(microseconds: excess))
    }

    private func exclusion(in run: Run) -> Explanation.Interruption? {
        guard let chain = chain(run) else { return nil }
        for (link, next) in zip(chain, chain.dropFirst()) {
            var bits: UInt32 = 0
            for (index, exclusion) in definition.exclusions.enumerated()
            where exclusion.first - 1 <= link.step && link.step < exclusion.last - 1 {
                bits |= 1 << UInt32(index)
            }
            let (from, to) = (run.events[link.event].time, run.events[next.event].time)
            let culprit = run.events.firstIndex { $0.match.exclusions & bits != 0 && $0.time > from && $0.time < to }
            if let culprit { return interruption(culprit, link, next) }
        }
        return nil
    }

    private func interruption(in run: Run) -> Explanation.Interruption? {
        guard let chain = chain(run) else { return nil }
        for (link, next) in zip(chain, chain.dropFirst()) where next.event > link.event {
            let culprit = (link.event + 1..<max(link.event + 1, next.event)).first { event in
                run.events[event].match.steps & (1 << UInt32(link.step)) == 0
            }
            if let culprit { return interruption(culprit, link, next) }
        }
        return nil
    }

    private func interruption(
        _ event: Int, _ link: ChainSearch.Link, _ next: ChainSearch.Link
    ) -> Explanation.Interruption? {
        guard event < best.unit.sources.count else { return nil }
        let source = explainer.events[best.unit.sources[event]]
        return Explanation.Interruption(
            event: source.name, time: Timestamp(microseconds: source.time), after: link.step + 1,
            before: next.step + 1)
    }

    private var ruleOfFirsts: Explanation.Reason? {
        guard definition.steps.contains(where: \.isFirstTimeOnly) else { return nil }
        var events = best.unit.events
        for index in events.indices {
            events[index].match.steps |= explainer.events[best.unit.sources[index]].views[explainer.index].passing
        }
        guard run(definition, events) != nil else { return nil }
        guard definition.steps[step].isFirstTimeOnly else { return .several }
        return .notFirstTime(first: firstOfStep)
    }

    /// The user's first event that is the step's, its filters aside.
    private var firstOfStep: Timestamp? {
        let first = explainer.events.first { $0.standing == .counted && $0.views[explainer.index].steps & bit != 0 }
        return first.map { Timestamp(microseconds: $0.time) }
    }

    private var ruleOfUnits: Explanation.Reason? {
        guard definition.unitField != nil || definition.counting == .session else { return nil }
        let together = changed { ($0.counting, $0.unitField) = (.unique, nil) }
        guard isReached(explainer.units(together, isMerged: true), together) else { return nil }
        let field = definition.unitField ?? (explainer.configuration.sessionsByField ? "session" : nil)
        let seen = explainer.sightings(step) { $0 == .counted }
        if let field, seen.allSatisfy({ $0.views[explainer.index].unit == 0 }) { return .noUnit(field: field) }
        return .otherUnit(field: field)
    }

    /// Events that do not count, of any step.
    private var ruleOfStanding: Explanation.Reason? {
        let late = explainer.events.filter { $0.standing.lateness != nil }
        if !late.isEmpty, isReached(explainer.units(definition) { $0 == .counted || $0.lateness != nil }, definition) {
            let own = late.last { $0.views[explainer.index].passing & bit != 0 }
            return .late(
                count: late.count, last: own.map { Timestamp(microseconds: $0.time) }, by: own?.standing.lateness)
        }
        let leftOut = explainer.events.filter { $0.standing == .leftOut }
        if let last = leftOut.last, let filter = explainer.configuration.filter,
            isReached(explainer.units(definition) { $0 == .counted || $0 == .leftOut }, definition)
        {
            return .leftOut(count: leftOut.count, last: Timestamp(microseconds: last.time), filter: filter)
        }
        return nil
    }

    private func beforePredecessor(_ seen: [TraceEvent]) -> Explanation.Reason? {
        guard definition.order != .any, best.level > 0, let last = seen.last?.time else { return nil }
        let predecessor: Int64?
        if let end = best.chain?.last {
            predecessor = best.unit.events[end.event].time
        } else {
            predecessor = best.unit.events.first { $0.match.steps & (1 << UInt32(best.level - 1)) != 0 }?.time
        }
        guard let predecessor, last < predecessor else { return nil }
        return .beforePredecessor(
            at: Timestamp(microseconds: last), predecessor: Timestamp(microseconds: predecessor))
    }

    // MARK: Outlook

    /// Whether the step's event, coming now, would still fill it.
    var outlook: Explanation.Outlook {
        if isFirstTimePast { return .closed(because: .notFirstTime(first: firstOfStep)) }
        // Something later than all that came: at this very moment rules for equal times would have their say. A window
        // that ends just now is open all the same.
        let deadline = deadline
        if isReached(at: explainer.now + 1) || deadline?.microseconds == explainer.now { return .open(until: deadline) }
        let events = best.unit.events + [coming(at: explainer.now + 1)]
        if let reason = rule(in: events) { return .closed(because: reason) }
        if definition.counting == .session,
            run(changed { $0.counting = .unique }, events) != nil
        {
            return .closed(because: .otherUnit(field: nil))
        }
        return .closed(because: nil)
    }

    private var isFirstTimePast: Bool {
        guard definition.steps[step].isFirstTimeOnly else { return false }
        var hits: UInt32 = 0
        for source in best.unit.sources { hits |= explainer.events[source].views[explainer.index].match.firstHits }
        return explainer.stepOfFirst.enumerated().allSatisfy { index, step in
            step != self.step || hits & (1 << UInt32(index)) != 0
        }
    }

    private func coming(at time: Int64) -> StepEvent {
        let held = best.chain?.last.map { best.unit.events[$0.event].held } ?? 1
        return StepEvent(
            time: time, match: StepMatch(steps: bit), name: .max, held: definition.heldField == nil ? 0 : held)
    }

    private func isReached(at time: Int64) -> Bool {
        run(definition, best.unit.events + [coming(at: time)]) != nil
    }

    /// Last time at which the step's event would fill it; nil where there is no limit, or none that trials confirm.
    private var deadline: Timestamp? {
        guard let chain = best.chain, let end = chain.last else { return nil }
        let times = chain.map { best.unit.events[$0.event].time }
        var ends: [Int64] = []
        if let window = definition.window, let start = definition.order == .any ? times.min() : times.first {
            ends.append(start + window.microseconds)
        }
        if let window = definition.stepWindow { ends.append(best.unit.events[end.event].time + window.microseconds) }
        if let gap = explainer.rules(definition).sessionGap, let last = best.unit.events.last {
            ends.append(last.time + gap)
        }
        guard let end = ends.min(), isReached(at: end), !isReached(at: end + 1) else { return nil }
        return Timestamp(microseconds: end)
    }
}

extension Explanation.Standing {
    /// How far behind the newest event it came; nil when it did not come late.
    fileprivate var lateness: TimeSpan? {
        if case .late(let span) = self { span } else { nil }
    }
}
