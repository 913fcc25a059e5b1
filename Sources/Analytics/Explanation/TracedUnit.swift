import Expressions

/// The events of a user that belong to one counted unit: the user, one value of the unit's field, or one session.
struct TracedUnit {
    /// Indices into the user's events.
    var sources: [Int] = []
    /// In the order in which the engine takes them: by time, then arrival; first-time steps resolved.
    var events: [StepEvent] = []
}

extension TracedUnit {
    /// The units among those events of `trace` that `includes` lets through, in order of appearance.
    ///
    /// - Parameters:
    ///   - gap: silence that ends a session, where units are sessions told apart by it.
    ///   - ranksTies: events of one time are taken in the order of the steps they fill.
    static func units(
        of trace: [TraceEvent], funnel: Int, stepOfFirst: [Int], holdsField: Bool, gap: Int64?, ranksTies: Bool,
        isMerged: Bool,
        includes: (Explanation.Standing) -> Bool
    ) -> [TracedUnit] {
        var numbers: [UInt64: Int] = [:]
        var units: [TracedUnit] = []
        var seenFirsts: [UInt32] = []
        var order = trace.indices.filter { includes(trace[$0].standing) }
        if ranksTies {
            func rank(_ source: Int) -> Int { trace[source].views[funnel].match.steps.trailingZeroBitCount }
            order.sort { (trace[$0].time, rank($0), $0) < (trace[$1].time, rank($1), $1) }
        }
        for source in order {
            let event = trace[source]
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
