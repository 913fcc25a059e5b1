import Analytics
import Expressions

/// Sessions and what is in them, by the obvious way: all events are kept, sorted and looked at again for every number.
struct ReferenceSessions {
    struct Session {
        var user: String
        /// By time, then arrival.
        var events: [ReferenceEvent]

        var start: Int64 { events[0].time }
        var length: Int64 { events[events.count - 1].time - start }
        var views: [ReferenceEvent] { events.filter { $0.value("page") != nil } }
        var isBounce: Bool { views.isEmpty ? events.count == 1 : views.count == 1 }
        var category: String? { events.lazy.compactMap { $0.value("category") }.first }
    }

    /// A derived signal as an event of its own.
    struct Raise: Hashable {
        var user: String
        var signal: Int
        var time: Int64
        /// The event before it, whose properties it has.
        var anchor: ReferenceEvent
    }

    let gap: Int64
    let sessions: [Session]

    init(_ events: [ReferenceEvent], gap: Int64, byField: Bool = false) {
        self.gap = gap
        var groups: [String: [ReferenceEvent]] = [:]
        for event in events.sorted(by: ReferenceEvent.isBefore) {
            let session = byField ? event.value("session") : nil
            groups["\(event.user)|\(session ?? "")", default: []].append(event)
        }
        var sessions: [Session] = []
        for (key, events) in groups {
            var current: [ReferenceEvent] = []
            for event in events {
                if let last = current.last, key.hasSuffix("|"), event.time - last.time > gap {
                    sessions.append(Session(user: event.user, events: current))
                    current = []
                }
                current.append(event)
            }
            sessions.append(Session(user: current[0].user, events: current))
        }
        self.sessions = sessions
    }

    func summary(_ isIncluded: (Session) -> Bool = { _ in true }) -> SessionSummary {
        let sessions = sessions.filter(isIncluded)
        var summary = SessionSummary()
        summary.count = sessions.count
        guard !sessions.isEmpty else { return summary }
        let count = Double(sessions.count)
        summary.averageSeconds = Double(sessions.reduce(0) { $0 + Int($1.length) }) / count / 1_000_000
        summary.eventsPerSession = Double(sessions.reduce(0) { $0 + $1.events.count }) / count
        summary.pagesPerSession = Double(sessions.reduce(0) { $0 + $1.views.count }) / count
        summary.bounceRate = Double(sessions.count { $0.isBounce }) / count
        return summary
    }

    // MARK: Traffic

    func page(_ name: String) -> PageSnapshot {
        var page = PageSnapshot(page: name)
        let seen = sessions.flatMap(\.views).filter { $0.value("page") == name }
        page.events = seen.count
        page.users = Set(seen.map(\.user)).count
        let entered = sessions.filter { $0.views.first?.value("page") == name }
        page.entries = entered.count
        page.exits = sessions.count { $0.views.last?.value("page") == name }
        page.bounceRate = entered.isEmpty ? nil : Double(entered.count { $0.isBounce }) / Double(entered.count)
        return page
    }

    private func share(_ name: String, _ begun: [Session]) -> TrafficShare {
        var share = TrafficShare(name: name)
        share.sessions = begun.count
        share.bounceRate = begun.isEmpty ? nil : Double(begun.count { $0.isBounce }) / Double(begun.count)
        return share
    }

    func channel(_ name: String) -> TrafficShare {
        let begun = sessions.filter { ($0.events[0].value("channel") ?? "(none)") == name }
        var share = share(name, begun)
        share.events = begun.reduce(0) { $0 + $1.events.count }
        share.users = Set(begun.map(\.user)).count
        return share
    }

    func category(_ name: String) -> TrafficShare {
        var share = share(name, sessions.filter { ($0.category ?? "(none)") == name })
        let seen = sessions.flatMap(\.events).filter { $0.value("category") == name }
        share.events = seen.count
        share.users = Set(seen.map(\.user)).count
        return share
    }

    // MARK: Signals

    /// Which events a signal is found in, or begins at.
    func matches(_ alternative: StepAlternative, _ event: ReferenceEvent) -> Bool {
        alternative.holds(event)
    }

    func matches(_ pattern: PagePattern, _ event: ReferenceEvent) -> Bool {
        guard case .glob(let glob) = pattern.match else { return false }
        return matches(StepAlternative(.page(glob)), event)
    }

    func times(_ kind: SignalDefinition.Kind, _ session: Session) -> [Int64] { moments(kind, session).map(\.time) }

    /// The times at which a signal was true in a session, each with the event that it belongs to.
    private func moments(_ kind: SignalDefinition.Kind, _ session: Session) -> [(time: Int64, event: ReferenceEvent)] {
        switch kind {
        case .destination(let pattern): session.events.filter { matches(pattern, $0) }.map { ($0.time, $0) }
        case .action(let action): session.events.filter { matches(action, $0) }.map { ($0.time, $0) }
        case .carried(let action, let field, let unit, let least):
            session.events.filter { event in
                matches(action, event)
                    && (event.value(field).flatMap { Double($0) } ?? -1) * Double(unit.microseconds)
                        >= Double(least.microseconds)
            }.map { ($0.time, $0) }
        case .sessionLength(let least):
            session.events.last { $0.time < session.start + least.microseconds }
                .map { session.length >= least.microseconds ? [(session.start + least.microseconds, $0)] : [] } ?? []
        case .pagesPerSession(let least):
            session.views.count >= least ? [(session.views[least - 1].time, session.views[least - 1])] : []
        case .dwell(let place, let least):
            zip(session.events, session.events.dropFirst()).filter { event, next in
                let isPlace =
                    switch place {
                    case .page(let pattern): matches(pattern, event)
                    case .action(let action): matches(action, event)
                    }
                return isPlace && min(next.time - event.time, gap) >= least.microseconds
            }.map { ($0.0.time + least.microseconds, $0.0) }
        }
    }

    func raises(_ definitions: [SignalDefinition]) -> [Raise] {
        definitions.enumerated().flatMap { index, definition in
            sessions.flatMap { session in
                moments(definition.kind, session).map {
                    Raise(user: session.user, signal: index, time: $0.time, anchor: $0.event)
                }
            }
        }
    }

    /// - Parameters:
    ///   - conversion: what counts as a conversion.
    ///   - now: until when users are watched.
    func signal(_ definition: SignalDefinition, conversion: (ReferenceEvent) -> Bool, now: Int64) -> SignalSnapshot {
        var snapshot = SignalSnapshot(definition)
        let found = sessions.map { (session: $0, times: times(definition.kind, $0)) }
        let all = sessions.flatMap(\.events)
        let users = Set(found.filter { !$0.times.isEmpty }.map(\.session.user))
        snapshot.users = users.count
        snapshot.events = found.reduce(0) { $0 + $1.times.count }
        snapshot.rate = Double(users.count) / Double(Set(all.map(\.user)).count)
        snapshot.sessionRate = Double(found.count { !$0.times.isEmpty }) / Double(sessions.count)
        if all.contains(where: { $0.revenue != nil }), !users.isEmpty {
            let revenue = all.filter { users.contains($0.user) }.reduce(0) { $0 + ($1.revenue ?? 0) }
            snapshot.revenuePerUser = revenue / Double(users.count)
        }
        var bands = Array(repeating: (with: 0.0, all: 0.0, a: 0.0, b: 0.0), count: 32)
        for (user, events) in Dictionary(grouping: all, by: \.user) {
            let first = events.map(\.time).min() ?? 0
            let done = found.filter { $0.session.user == user }.flatMap(\.times).min() ?? .max
            let converted = events.filter(conversion).map(\.time).min()
            let end = (converted ?? now) - first
            let from = done < (converted ?? .max) ? max(0, done - first) : .max
            for band in bands.indices {
                let start: Int64 = band == 0 ? 0 : 1_000_000 << Int64(band - 1)
                let stop: Int64 = 1_000_000 << Int64(band)
                bands[band].all += Double(max(0, min(end, stop) - start)) / 1e6
                if from != .max { bands[band].with += Double(max(0, min(end, stop) - max(start, from))) / 1e6 }
                guard converted != nil, end >= start, end < stop else { continue }
                if from == .max { bands[band].b += 1 } else { bands[band].a += 1 }
            }
        }
        snapshot.conversionsWith = Int(bands.reduce(0) { $0 + $1.a })
        snapshot.conversionsWithout = Int(bands.reduce(0) { $0 + $1.b })
        let with = bands.reduce(0) { $0 + ($1.all > 0 ? $1.a * (1 - $1.with / $1.all) : 0) }
        let without = bands.reduce(0) { $0 + ($1.all > 0 ? $1.b * $1.with / $1.all : 0) }
        snapshot.lift = without > 0 ? with / without - 1 : nil
        return snapshot
    }
}
