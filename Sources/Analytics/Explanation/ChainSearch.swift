/// Finds the events that make up a chain whose start the engine has told.
struct ChainSearch {
    struct Link: Hashable {
        /// Index into the unit's events.
        var event: Int
        /// 0-based.
        var step: Int
    }

    /// The end of a chain, and the end it goes on from.
    private struct End {
        var event: Int
        var parentStep: Int
        var parent: Int
    }

    /// Pairs of events looked at before the search is given up: a user with very many events at one step.
    private static let budget = 3_000_000

    private let rules: FunnelRules
    private let events: [StepEvent]
    /// By step: times of the exclusions in force after it.
    private let exclusions: [[Int64]]
    private var checks = 0

    /// - Parameter events: of one unit, by time, then arrival.
    init(_ rules: FunnelRules, _ events: [StepEvent]) {
        self.rules = rules
        self.events = events
        exclusions = (0..<rules.stepCount).map { step in
            var bits: UInt32 = 0
            for (index, range) in rules.exclusions.enumerated() where range.first <= step && step < range.last {
                bits |= 1 << UInt32(index)
            }
            return bits == 0 ? [] : events.filter { $0.match.exclusions & bits != 0 }.map(\.time)
        }
    }

    /// A chain from `start` to the 0-based step; in any order one that fills so many steps and one more. nil when none is found.
    mutating func chain(to target: Int, start: Int64) -> [Link]? {
        if rules.order == .any { return distinctSteps(target + 1, start: start) }
        for firstStep in 0...(rules.isOpen ? target : 0) {
            for first in events.indices where events[first].time == start && fills(first, firstStep) {
                if let chain = chain(from: first, firstStep, to: target) { return chain }
                // Where events of one time can be taken in either order, the one way in which the search above
                // comes to an event may have used up the event that is needed next.
                var links = [Link(event: first, step: firstStep)]
                if rules.tiesAreAny, !rules.reusesEvents, extend(&links, to: target) { return links }
                if checks > Self.budget { return nil }
            }
        }
        return nil
    }

    private func fills(_ event: Int, _ step: Int) -> Bool {
        if rules.holdsField, events[event].held == 0 { return false }
        let steps = events[event].match.steps
        // Within a grace an event belongs to the first step it matches.
        if rules.grace > 0 { return steps != 0 && steps.trailingZeroBitCount == step }
        return steps & (1 << UInt32(step)) != 0
    }

    private mutating func chain(from first: Int, _ firstStep: Int, to target: Int) -> [Link]? {
        let start = events[first].time
        var ends: [[End]] = Array(repeating: [], count: rules.stepCount)
        ends[firstStep] = [End(event: first, parentStep: -1, parent: -1)]
        let earliest = start - rules.grace * Int64(rules.stepCount)
        let low = events.firstIndex { $0.time >= earliest } ?? first
        var step = firstStep + 1
        while step <= target {
            for event in low..<events.count where fills(event, step) {
                if rules.window != .max, events[event].time - start > rules.window { break }
                if let end = end(for: event, step, from: firstStep, ends) { ends[step].append(end) }
                if checks > Self.budget { return nil }
            }
            step += 1
        }
        guard let last = ends[target].first else { return nil }
        return links(of: last, step: target, ends)
    }

    /// The latest end that the event can follow.
    private mutating func end(for event: Int, _ step: Int, from firstStep: Int, _ ends: [[End]]) -> End? {
        var base = step - 1
        while base >= firstStep {
            for parent in ends[base].indices.reversed() {
                checks += 1
                let end = ends[base][parent]
                guard canFollow(end.event, base, event),
                    rules.reusesEvents || !contains(event, end, ends),
                    !rules.holdsField || events[end.event].held == events[event].held
                else { continue }
                return End(event: event, parentStep: base, parent: parent)
            }
            guard rules.isOptional(base) else { break }
            base -= 1
        }
        return nil
    }

    /// Tries one way after the other.
    private mutating func extend(_ links: inout [Link], to target: Int) -> Bool {
        let last = links[links.count - 1]
        if last.step == target { return true }
        let start = events[links[0].event].time
        var step = last.step + 1
        while step <= target {
            for event in events.indices where events[event].time >= start && fills(event, step) {
                checks += 1
                if checks > Self.budget { return false }
                if rules.window != .max, events[event].time - start > rules.window { break }
                guard canFollow(last.event, last.step, event), !links.contains(where: { $0.event == event }),
                    !rules.holdsField || events[last.event].held == events[event].held
                else { continue }
                links.append(Link(event: event, step: step))
                if extend(&links, to: target) { return true }
                links.removeLast()
            }
            guard rules.isOptional(step) else { return false }
            step += 1
        }
        return false
    }

    private func canFollow(_ before: Int, _ step: Int, _ event: Int) -> Bool {
        let (from, to) = (events[before].time, events[event].time)
        if rules.stepWindow != .max, to - from > rules.stepWindow { return false }
        if rules.order == .strict {
            guard event >= before else { return false }
            if event > before + 1, !(before + 1..<event).allSatisfy({ fills($0, step) }) { return false }
        } else if rules.tiesAreStrict {
            guard to > from else { return false }
        } else if rules.tiesAreAny || rules.grace > 0 {
            guard to >= from - rules.grace else { return false }
        } else if event < before {
            return false
        }
        return !exclusions[step].contains { $0 > from && $0 < to }
    }

    private func contains(_ event: Int, _ end: End, _ ends: [[End]]) -> Bool {
        var end = end
        while true {
            if end.event == event { return true }
            guard end.parent >= 0 else { return false }
            end = ends[end.parentStep][end.parent]
        }
    }

    private func links(of last: End, step: Int, _ ends: [[End]]) -> [Link] {
        var links: [Link] = []
        var (end, step) = (last, step)
        while true {
            links.append(Link(event: end.event, step: step))
            guard end.parent >= 0 else { return links.reversed() }
            (end, step) = (ends[end.parentStep][end.parent], end.parentStep)
        }
    }

    // MARK: Any order

    /// So many distinct steps by events of the window that begins at `start` (augmenting paths).
    private func distinctSteps(_ count: Int, start: Int64) -> [Link]? {
        let window = events.indices.filter { index in
            let time = events[index].time
            return time >= start && (rules.window == .max || time - start <= rules.window)
        }
        var links: [Link] = []
        if rules.reusesEvents {
            for step in 0..<rules.stepCount {
                if let event = window.first(where: { fills($0, step) }) { links.append(Link(event: event, step: step)) }
            }
        } else {
            var holders: [Int: Int] = [:]
            for step in 0..<rules.stepCount {
                var visited: Set<Int> = []
                _ = place(step, window, &holders, &visited)
            }
            links = holders.map { Link(event: $0.key, step: $0.value) }
        }
        guard links.count >= count else { return nil }
        return links.sorted { ($0.event, $0.step) < ($1.event, $1.step) }
    }

    private func place(
        _ step: Int, _ window: [Int], _ holders: inout [Int: Int], _ visited: inout Set<Int>
    ) -> Bool {
        for event in window where fills(event, step) && visited.insert(event).inserted {
            if let holder = holders[event], !place(holder, window, &holders, &visited) { continue }
            holders[event] = step
            return true
        }
        return false
    }
}
