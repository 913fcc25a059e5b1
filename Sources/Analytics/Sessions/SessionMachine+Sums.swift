/// What sessions bring to the sums.
extension SessionMachine {
    /// A session grows by an event that is not earlier than its latest.
    @inline(__always)
    mutating func extend(_ session: inout Session, by event: SessionEvent, _ person: Int) {
        let old = session
        session.extend(to: event.time, page: event.page, category: event.category, signals: event.signals)
        replace(old, by: session)
        if trails.isUsed { derive(session, event, person) }
    }

    /// The sums follow a session that has grown without a change of its start.
    @inline(__always)
    mutating func replace(_ old: Session, by new: Session) {
        tally.change(old, to: new)
        channels.addEvents(new.channel, Int(new.events &- old.events))
        series.add(channels.row(new.channel), series.slot(of: new.start), Int(new.events &- old.events))
        let bounces = (new.isBounce ? 1 : 0) - (old.isBounce ? 1 : 0)
        if bounces != 0 || old.entryPage != new.entryPage || old.category != new.category {
            channels.addBounces(new.channel, bounces)
            pages.addSession(old.entryPage, isBounce: old.isBounce, -1)
            pages.addSession(new.entryPage, isBounce: new.isBounce, 1)
            categories.addSession(old.category, isBounce: old.isBounce, -1)
            categories.addSession(new.category, isBounce: new.isBounce, 1)
        }
        if old.exitPage != new.exitPage {
            pages.addExit(old.exitPage, -1)
            pages.addExit(new.exitPage, 1)
        }
        if old.signals != new.signals {
            signals.addSessions(new.signals & ~old.signals, 1, series.slot(of: new.start), &series)
        }
    }

    /// A session comes (`sign` 1) or is taken back (-1).
    mutating func tell(_ session: Session, _ person: Int, _ sign: Int) {
        let slot = series.slot(of: session.start)
        tally.add(session, sign)
        series.add(sessionRow, slot, sign)
        series.add(channels.row(session.channel), slot, sign * Int(session.events))
        channels.addEvents(session.channel, sign * Int(session.events))
        channels.addSession(session.channel, isBounce: session.isBounce, sign)
        channels.addUser(
            session.channel, UserCounts.User(index: person, hash: visitors.pointer(person).pointee.hash), sign
        ) { visitors.pointer($0).pointee.hash }
        pages.addSession(session.entryPage, isBounce: session.isBounce, sign)
        pages.addExit(session.exitPage, sign)
        categories.addSession(session.category, isBounce: session.isBounce, sign)
        if session.signals != 0 { signals.addSessions(session.signals, sign, slot, &series) }
    }
}
