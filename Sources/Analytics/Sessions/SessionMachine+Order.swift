/// Events out of order: sessions behind the latest one, and how they join.
extension SessionMachine {
    /// The latest session is over: it is kept for as long as late events may reach it.
    mutating func close(_ sessions: UnsafeMutablePointer<GapSessions>) {
        let session = sessions.pointee.latest
        guard session.events > 0 else { return }
        sessions.pointee.latest = .empty
        if keeps(session) {
            sessions.pointee.closed = closed.push(session, before: sessions.pointee.closed)
        } else {
            if session.trail != 0, trails[session.trail].isDirty { settle(row: 0) }
            trails.release(session.trail)
            sessions.pointee.hasForgotten = 1
        }
        if forgets { forget(behind: sessions) }
    }

    private func keeps(_ session: Session) -> Bool {
        forgets ? session.last + plan.gap >= horizon : closed.count < closedLimit
    }

    /// Lets the closed sessions go that no event can reach any more. They stand last in the list.
    private mutating func forget(behind sessions: UnsafeMutablePointer<GapSessions>) {
        var previous: Int32 = 0
        var place = sessions.pointee.closed
        while place != 0, keeps(closed[place].session) {
            previous = place
            place = closed[place].next
        }
        guard place != 0 else { return }
        sessions.pointee.hasForgotten = 1
        if previous == 0 { sessions.pointee.closed = 0 } else { closed[previous].next = 0 }
        while place != 0 {
            let node = closed[place]
            trails.release(node.session.trail)
            closed.release(place)
            place = node.next
        }
    }

    /// A session of a person that is not later than all kept ones: joined with those it touches.
    ///
    /// - Parameter event: the one event it consists of; nil where it comes with a trail of its own.
    /// - Complexity: O(sessions of the person that began after it).
    mutating func insert(_ session: Session, of person: Int, _ event: SessionEvent?) {
        let sessions = gapSessions.pointer(person)
        var merged = session
        var trail = session.trail
        func absorb(_ other: Session, _ machine: inout SessionMachine) {
            machine.tell(other, person, -1)
            // What is kept arrived earlier.
            var joined = other
            joined.join(merged)
            merged = joined
            if trail == 0 { trail = other.trail } else { machine.absorbTrail(other.trail, into: trail) }
        }
        var isLatest = sessions.pointee.latest.events == 0 || session.start > sessions.pointee.latest.last
        if sessions.pointee.latest.events > 0, sessions.pointee.latest.touches(merged, gap: plan.gap) {
            absorb(sessions.pointee.latest, &self)
            sessions.pointee.latest = .empty
            isLatest = true
        }
        // Behind those that begin later than its reach.
        var previous: Int32 = 0
        var place = sessions.pointee.closed
        while !isLatest, place != 0, closed[place].session.start - merged.last > plan.gap {
            previous = place
            place = closed[place].next
        }
        while place != 0, closed[place].session.touches(merged, gap: plan.gap) {
            let node = closed[place]
            absorb(node.session, &self)
            closed.release(place)
            place = node.next
        }
        if previous == 0 { sessions.pointee.closed = place } else { closed[previous].next = place }
        if trails.isUsed {
            if trail == 0 { trail = trails.open(person) }
            if let event { trails.insert(event.entry, into: trail, forgets: forgets) }
        }
        merged.trail = trail
        tell(merged, person, 1)
        if isLatest {
            if sessions.pointee.latest.events > 0 {
                sessions.pointee.closed = closed.push(sessions.pointee.latest, before: place)
            }
            sessions.pointee.latest = merged
        } else if previous == 0 {
            sessions.pointee.closed = closed.push(merged, before: place)
        } else {
            closed[previous].next = closed.push(merged, before: place)
        }
    }

    /// All kept sessions of a person become another's.
    mutating func moveSessions(of source: Int, to target: Int) {
        guard source < gapSessions.capacity else { return }
        gapSessions.ensure(count: target + 1)
        let from = gapSessions.pointer(source)
        var moved = from.pointee.latest.events > 0 ? [from.pointee.latest] : []
        var place = from.pointee.closed
        while place != 0 {
            let node = closed[place]
            moved.append(node.session)
            closed.release(place)
            place = node.next
        }
        if mayLieApart(from.pointee, gapSessions.pointer(target).pointee) { apart += 1 }
        let hasForgotten = from.pointee.hasForgotten | gapSessions.pointer(target).pointee.hasForgotten
        for session in moved {
            tell(session, source, -1)
            moveTrail(session.trail, from: source, to: target)
        }
        for session in moved.reversed() { insert(session, of: target, nil) }
        from.pointee = GapSessions()
        gapSessions.pointer(target).pointee.hasForgotten = hasForgotten
    }

    /// Whether sessions of two that are found to be one may have been one session, of which a part is not kept any more.
    private func mayLieApart(_ one: GapSessions, _ other: GapSessions) -> Bool {
        /// Began when what is forgotten could still go on.
        func reachesBack(_ sessions: GapSessions) -> Bool {
            var earliest = sessions.latest.events > 0 ? sessions.latest.start : Int64.max
            var place = sessions.closed
            while place != 0 {
                earliest = min(earliest, closed[place].session.start)
                place = closed[place].next
            }
            return !forgets && earliest != .max || earliest < horizon
        }
        let (isFirst, isSecond) = (one.hasForgotten != 0, other.hasForgotten != 0)
        return isFirst && isSecond || isFirst && reachesBack(other) || isSecond && reachesBack(one)
    }
}
