import Expressions

/// Even simpler than the reference: every tuple of events is tried for the first k steps, each rule checked by itself.
///
/// - Complexity: O(events ^ steps). Knows neither optional steps nor open funnels, repeats or `remove`.
struct ChainProduct {
    var unit: ReferenceUnit

    /// The latest start of all valid chains that reach the 1-based level; nil when there is none.
    func latestStart(level: Int) -> Int64? {
        guard level <= unit.definition.steps.count else { return nil }
        var best: Int64?
        forEachTuple(level) { tuple in
            if isValid(tuple) {
                let start = unit.definition.order == .any ? tuple.min() : tuple[0]
                if let start { best = max(best ?? .min, unit.events[start].time) }
            }
        }
        return best
    }

    private func forEachTuple(_ length: Int, _ body: ([Int]) -> Void) {
        var tuple = Array(repeating: 0, count: length)
        guard !unit.events.isEmpty else { return }
        while true {
            body(tuple)
            var place = length - 1
            while place >= 0, tuple[place] + 1 == unit.events.count {
                tuple[place] = 0
                place -= 1
            }
            if place < 0 { return }
            tuple[place] += 1
        }
    }

    private func isValid(_ tuple: [Int]) -> Bool {
        let rules = unit.definition
        let times = tuple.map { unit.events[$0].time }
        if !rules.reusesEvents, Set(tuple).count < tuple.count { return false }
        if let field = rules.heldField, Set(tuple.map { unit.events[$0].value(field) }).count > 1 { return false }
        guard let earliest = times.min(), let latest = times.max() else { return false }
        if rules.order == .any {
            if let window = rules.window, latest - earliest > window.microseconds { return false }
            return canFillDistinctSteps(tuple[...], free: Set(rules.steps.indices))
        }
        for (step, event) in tuple.enumerated() where !unit.fills[event].contains(step) { return false }
        if rules.entry == .first, tuple[0] != unit.fills.firstIndex(where: { $0.contains(0) }) { return false }
        if let window = rules.window, times.contains(where: { $0 - times[0] > window.microseconds }) { return false }
        for step in tuple.indices.dropFirst() {
            let (before, after) = (tuple[step - 1], tuple[step])
            if let window = rules.stepWindow, times[step] - times[step - 1] > window.microseconds { return false }
            if unit.isExcluded(at: step - 1, after: times[step - 1], before: times[step]) { return false }
            let inOrder =
                switch (rules.order, rules.ties) {
                case (.strict, _), (_, .arrival): before <= after
                case (_, .any): times[step - 1] <= times[step]
                case (_, .strict): times[step - 1] < times[step]
                case (_, .grace(let span)): times[step - 1] - times[step] <= span.microseconds
                }
            if !inOrder { return false }
            if rules.order == .strict {
                for between in unit.events.indices where between > before && between < after {
                    if !unit.fills[between].contains(step - 1) { return false }
                }
            }
        }
        return true
    }

    private func canFillDistinctSteps(_ tuple: ArraySlice<Int>, free: Set<Int>) -> Bool {
        guard let event = tuple.first else { return true }
        return unit.fills[event].intersection(free).contains { step in
            canFillDistinctSteps(tuple.dropFirst(), free: free.subtracting([step]))
        }
    }
}
