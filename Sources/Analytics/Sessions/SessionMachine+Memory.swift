/// What sessions and traffic take of memory, and what they can do with less.
extension SessionMachine {
    /// A session of a field is over after so much silence, whatever comes back.
    static let longestSilence: Int64 = 86_400_000_000

    var memoryBytes: Int {
        visitors.memoryBytes + gapSessions.memoryBytes + fieldSessions.memoryBytes + fieldUnits.memoryBytes
            + closed.memoryBytes
            + series.memoryBytes + pages.memoryBytes + channels.memoryBytes + categories.memoryBytes
            + tally.memoryBytes + trails.memoryBytes + signals.memoryBytes + persons.capacity * 12
            + changes.capacity * MemoryLayout<DerivedChange>.stride
    }

    /// Of what folding and giving up sessions could make smaller.
    var activeBytes: Int {
        gapSessions.activeBytes + fieldSessions.memoryBytes + fieldUnits.memoryBytes + closed.memoryBytes
    }

    /// Lets the sessions go that no event can reach any more: nothing that is counted changes by it, nor will. Sessions of
    /// a field go after a day of silence; their id begins a new session when it comes back.
    ///
    /// Where persons can still be joined, latest sessions stay: they would be joined too.
    ///
    /// - Parameters:
    ///   - horizon: no event before it will come.
    ///   - canJoin: ids belong to persons.
    /// - Complexity: O(persons + sessions of a field).
    mutating func fold(before horizon: Int64, canJoin: Bool) {
        guard horizon != .min else { return }
        if !canJoin {
            sweepGaps { latest, gap in latest.last + gap < horizon }
        }
        sweepFields { session in
            session.last < horizon && horizon - session.last > SessionMachine.longestSilence
        }
    }

    /// Gives sessions up that may still go on, those with the oldest latest events first: about a quarter of them. What is
    /// counted of them stays; an event that would have been theirs begins a new session.
    ///
    /// - Complexity: O(persons + sessions of a field).
    mutating func evict() {
        var times: [Int64] = []
        for place in 0..<gapSessions.recordCount {
            let latest = gapSessions.record(place).latest
            if latest.events > 0 { times.append(latest.last) }
        }
        if let bound = SessionMachine.quarter(&times) {
            let before = times.count
            var left = 0
            sweepGaps { latest, _ in
                let goes = latest.last <= bound
                if !goes { left += 1 }
                return goes
            }
            evicted += before - left
        }
        times = (0..<fieldUnits.count).map { fieldSessions.pointer($0).pointee.session.last }
        if let bound = SessionMachine.quarter(&times) {
            let before = fieldUnits.count
            sweepFields { $0.last <= bound }
            evicted += before - fieldUnits.count
        }
        closed.trim()
    }

    /// The time that a quarter of all do not exceed; nil where there are none.
    private static func quarter(_ times: inout [Int64]) -> Int64? {
        guard !times.isEmpty else { return nil }
        times.sort()
        return times[times.count / 4]
    }

    private mutating func sweepGaps(_ isOver: (_ latest: Session, _ gap: Int64) -> Bool) {
        var trailsToGo: [Int32] = []
        var closedToGo: [Int32] = []
        let gap = plan.gap
        let closed = closed
        gapSessions.sweep { record in
            guard isOver(record.pointee.latest, gap) else { return false }
            if record.pointee.latest.trail != 0 { trailsToGo.append(record.pointee.latest.trail) }
            var place = record.pointee.closed
            while place != 0 {
                closedToGo.append(place)
                trailsToGo.append(closed[place].session.trail)
                place = closed[place].next
            }
            return true
        }
        for trail in trailsToGo { trails.release(trail) }
        for place in closedToGo { self.closed.release(place) }
        self.closed.trim()
    }

    /// The sessions that stay are numbered anew.
    private mutating func sweepFields(_ goes: (Session) -> Bool) {
        guard plan.session != nil, fieldUnits.count > 0 else { return }
        var units = UnitTable()
        for unit in 0..<fieldUnits.count {
            let record = fieldSessions.pointer(unit).pointee
            if record.session.events > 0, goes(record.session) {
                trails.release(record.session.trail)
            } else {
                let place = units.index(of: fieldUnits.hash(at: unit))
                fieldSessions.pointer(place).pointee = record
            }
        }
        fieldSessions.truncate(to: units.count)
        fieldUnits = units
    }
}
