/// Derived signals: what the events of a session show to have been true between them.
extension SessionMachine {
    /// The session's next event, in order.
    @inline(__always)
    mutating func derive(_ session: Session, _ event: SessionEvent, _ person: Int) {
        guard trails.isUsed else { return }
        var raised: [Raise] = []
        trails.append(event.entry, to: session.trail, forgets: forgets) { raised.append($0) }
        if raised.isEmpty { return }
        for raise in raised { signal(raise, person, 1, row: event.row) }
        tellSignals(of: session.trail)
    }

    private mutating func signal(_ raise: Raise, _ person: Int, _ sign: Int, row: Int) {
        signals.raise(raise.signal, person, at: raise.time, sign, series.slot(of: raise.time), &series)
        changes.append(DerivedChange(row: row, person: person, raise: raise, sign: sign))
    }

    /// The sessions a signal was seen in follow the trail.
    private mutating func tellSignals(of slot: Int32) {
        let seen = trails[slot].signals
        let start = trails[slot].tip.start
        let (told, toldStart) = (trails[slot].told, trails[slot].toldStart)
        guard seen != told || start != toldStart else { return }
        if told != 0 { signals.addSessions(told, -1, series.slot(of: toldStart), &series) }
        if seen != 0 { signals.addSessions(seen, 1, series.slot(of: start), &series) }
        trails[slot].told = seen
        trails[slot].toldStart = start
    }

    /// Works out what the sessions raise whose events came out of order.
    mutating func settle(row: Int) {
        for slot in trails.takeDirty() {
            let person = Int(person(UInt32(truncatingIfNeeded: trails[slot].person)))
            var difference: [Raise: Int] = [:]
            for raise in trails.derive(slot) { difference[raise, default: 0] -= 1 }
            for raise in trails[slot].raised { difference[raise, default: 0] += 1 }
            let changed = difference.filter { $0.value != 0 }
                .sorted { ($0.value, $0.key.time, $0.key.signal) < ($1.value, $1.key.time, $1.key.signal) }
            for (raise, count) in changed {
                for _ in 0..<abs(count) { signal(raise, person, count.signum(), row: row) }
            }
            tellSignals(of: slot)
        }
    }

    /// The sessions' part of another trail is taken back before that is absorbed.
    mutating func absorbTrail(_ other: Int32, into slot: Int32) {
        guard other != 0, slot != other else { return }
        if trails[other].told != 0 {
            signals.addSessions(trails[other].told, -1, series.slot(of: trails[other].toldStart), &series)
        }
        trails.absorb(other, into: slot)
    }

    /// What was raised for one person stands for another from now on. The machines that follow signals move it themselves.
    mutating func moveTrail(_ slot: Int32, from source: Int, to target: Int) {
        guard slot != 0 else { return }
        for raise in trails[slot].raised {
            let time = series.slot(of: raise.time)
            signals.raise(raise.signal, source, at: raise.time, -1, time, &series)
            signals.raise(raise.signal, target, at: raise.time, 1, time, &series)
        }
        trails[slot].person = target
    }
}
