/// Events of one time, as a range of a unit's sorted events.
struct TieGroup {
    let time: Int64
    let range: Range<Int>
    /// Steps and exclusions that some event of the group matches.
    private(set) var steps: UInt32 = 0
    private(set) var exclusions: UInt32 = 0

    /// - Parameter isSingle: the order of arrival counts: every event stands for itself.
    static func groups(of events: [StepEvent], isSingle: Bool) -> [TieGroup] {
        var groups: [TieGroup] = []
        var from = 0
        while from < events.count {
            var to = from + 1
            while !isSingle, to < events.count, events[to].time == events[from].time { to += 1 }
            var group = TieGroup(time: events[from].time, range: from..<to)
            for event in events[from..<to] {
                group.steps |= event.match.steps
                group.exclusions |= event.match.exclusions
            }
            groups.append(group)
            from = to
        }
        return groups
    }

    private init(time: Int64, range: Range<Int>) {
        self.time = time
        self.range = range
    }
}
