/// Events out of order: sessions behind the latest one, and how they join.
extension SessionMachine {
    /// The latest session is over: it is kept for as long as late events may reach it.
    mutating func close(_ visitor: UnsafeMutablePointer<Visitor>) {
        let session = visitor.pointee.session
        guard session.events > 0 else { return }
        visitor.pointee.session = .empty
        if keeps(session) {
            visitor.pointee.closed = closed.push(session, before: visitor.pointee.closed)
        } else {
            if session.trail != 0, trails[session.trail].isDirty { settle(row: 0) }
            trails.release(session.trail)
        }
        if forgets { forget(behind: visitor) }
    }

    private func keeps(_ session: Session) -> Bool {
        forgets ? session.last + plan.gap >= horizon : closed.count < SessionMachine.keptLimit
    }

    /// Lets the closed sessions go that no event can reach any more. They stand last in the list.
    private mutating func forget(behind visitor: UnsafeMutablePointer<Visitor>) {
        var previous: Int32 = 0
        var place = visitor.pointee.closed
        while place != 0, keeps(closed[place].session) {
            previous = place
            place = closed[place].next
        }
        guard place != 0 else { return }
        if previous == 0 { visitor.pointee.closed = 0 } else { closed[previous].next = 0 }
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
        let visitor = visitors.pointer(person)
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
        var isLatest = visitor.pointee.session.events == 0 || session.start > visitor.pointee.session.last
        if visitor.pointee.session.events > 0, visitor.pointee.session.touches(merged, gap: plan.gap) {
            absorb(visitor.pointee.session, &self)
            visitor.pointee.session = .empty
            isLatest = true
        }
        // Behind those that begin later than its reach.
        var previous: Int32 = 0
        var place = visitor.pointee.closed
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
        if previous == 0 { visitor.pointee.closed = place } else { closed[previous].next = place }
        if trails.isUsed {
            if trail == 0 { trail = trails.open(person) }
            if let event { trails.insert(event.entry, into: trail, forgets: forgets) }
        }
        merged.trail = trail
        tell(merged, person, 1)
        if isLatest {
            if visitor.pointee.session.events > 0 {
                visitor.pointee.closed = closed.push(visitor.pointee.session, before: place)
            }
            visitor.pointee.session = merged
        } else if previous == 0 {
            visitor.pointee.closed = closed.push(merged, before: place)
        } else {
            closed[previous].next = closed.push(merged, before: place)
        }
    }

    /// All kept sessions of a person become another's.
    mutating func moveSessions(of source: Int, to target: Int) {
        let visitor = visitors.pointer(source)
        var sessions = visitor.pointee.session.events > 0 ? [visitor.pointee.session] : []
        var place = visitor.pointee.closed
        while place != 0 {
            let node = closed[place]
            sessions.append(node.session)
            closed.release(place)
            place = node.next
        }
        for session in sessions {
            tell(session, source, -1)
            moveTrail(session.trail, from: source, to: target)
        }
        for session in sessions.reversed() { insert(session, of: target, nil) }
    }
}
