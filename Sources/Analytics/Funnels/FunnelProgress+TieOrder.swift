/// The order in which events are to be applied: by time, then by arrival.
///
/// Attempts take the events of one time in the order of the steps they fill, so that chains within it are found and an
/// exclusion does not forestall the next step.
extension FunnelRules {
    /// Whether `event` may be applied to the words of its unit as it comes.
    func follows(_ event: StepEvent, words: FunnelProgress.Words) -> Bool {
        let last = words[FunnelLayout.lastTime]
        if event.time != last { return event.time > last }
        if event.derived != 0 { return false }
        return !ranksTies || event.rank >= FunnelStatus(words[FunnelLayout.status]).present
    }

    /// Whether `event` may be applied after `last`, of the same unit.
    func follows(_ event: StepEvent, _ last: StepEvent?) -> Bool {
        guard let last else { return true }
        if event.time != last.time { return event.time > last.time }
        return !ranksTies || event.rank >= last.rank
    }

    func inOrder(_ events: [StepEvent]) -> [StepEvent] {
        let order = events.indices.sorted { a, b in
            let one = events[a]
            let other = events[b]
            if one.time != other.time { return one.time < other.time }
            if ranksTies, one.rank != other.rank { return one.rank < other.rank }
            if one.derived != other.derived {
                return one.derived != 0 && (other.derived == 0 || one.derived < other.derived)
            }
            return a < b
        }
        return order.map { events[$0] }
    }
}
