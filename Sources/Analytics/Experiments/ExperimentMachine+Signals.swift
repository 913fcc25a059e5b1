/// Derived signals as goals.
extension ExperimentMachine {
    /// Takes in the derived signals that came or went with some rows.
    ///
    /// - Parameter segment: the segment's place in the configuration; nil for everybody.
    mutating func add(_ changes: [DerivedChange], segment: Int?) {
        guard usesDerived else { return }
        for change in changes {
            if let segment, segment >= 32 || change.raise.segments & 1 << UInt32(segment) == 0 { continue }
            guard let match = match(derived: change.raise.signal) else { continue }
            if people != nil { turn(to: change.person, of: change.person) }
            for (share, step) in plan.goals.shares.enumerated() where match.steps & 1 << UInt32(step) != 0 {
                signalCounts[share] += change.sign
                let event = GoalHistories.Event(time: change.raise.time, amount: 0, signal: share)
                if change.sign > 0 { reach(change.person, event) } else { withdraw(change.person, event) }
            }
        }
    }

    /// Takes back an event of the user's history.
    private mutating func withdraw(_ user: Int, _ event: GoalHistories.Event) {
        if let part { parts[part]?.goals.removeAll { $0.signal == event.signal && $0.time == event.time } }
        records.ensure(count: user + 1)
        guard let slot = ExposureStatus(records.word(user)[0]).history,
            let place = histories[slot].lastIndex(where: { $0.signal == event.signal && $0.time == event.time })
        else { return }
        take(user, from: event.time, -1)
        histories[slot].remove(at: place)
        take(user, from: event.time, 1)
    }
}
