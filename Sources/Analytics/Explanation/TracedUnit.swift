import Expressions

/// The events of a user that belong to one counted unit: the user, one value of the unit's field, or one session.
struct TracedUnit {
    /// Indices into the user's events.
    var sources: [Int] = []
    /// By time, then arrival; first-time steps resolved.
    var events: [StepEvent] = []
}

extension TracedUnit {
    /// The units among those events of `trace` that `includes` lets through, in order of appearance.
    ///
    /// - Parameter gap: silence that ends a session, where units are sessions told apart by it.
    static func units(
        of trace: [TraceEvent], funnel: Int, stepOfFirst: [Int], holdsField: Bool, gap: Int64?, isMerged: Bool,
        includes: (Explanation.Standing) -> Bool
    ) -> [TracedUnit] {
        var numbers: [UInt64: Int] = [:]
        var units: [TracedUnit] = []
        var seenFirsts: [UInt32] = []
        for (source, event) in trace.enumerated() where includes(event.standing) {
            let view = event.views[funnel]
            let key = isMerged ? 1 : view.unit
            guard key != 0 else { continue }
            let unit = numbers[key] ?? units.count
            if unit == units.count {
                numbers[key] = unit
                units.append(TracedUnit())
                seenFirsts.append(0)
            }
            var match = view.match
            match.steps |= FunnelProgress.steps(ofFirsts: match.firstPasses & ~seenFirsts[unit], stepOfFirst)
            seenFirsts[unit] |= match.firstHits
            match.firstHits = 0
            match.firstPasses = 0
            units[unit].sources.append(source)
            units[unit].events.append(
                StepEvent(time: event.time, match: match, name: .max, held: holdsField ? view.held : 0))
        }
        guard let gap, !isMerged else { return units }
        return units.flatMap { $0.sessions(gap: gap) }
    }

    private func sessions(gap: Int64) -> [TracedUnit] {
        var sessions: [TracedUnit] = []
        for (source, event) in zip(sources, events) {
            if let last = sessions.last?.events.last, event.time - last.time <= gap {
                sessions[sessions.count - 1].sources.append(source)
                sessions[sessions.count - 1].events.append(event)
            } else {
                sessions.append(TracedUnit(sources: [source], events: [event]))
            }
        }
        return sessions
    }
}
