/// Sessions, traffic and signals as bytes, and back.
extension SessionMachine {
    /// - Parameter users: ids there are.
    func save(to writer: inout StateWriter, users: Int) {
        tally.save(to: &writer)
        series.save(to: &writer)
        pages.save(to: &writer)
        channels.save(to: &writer)
        categories.save(to: &writer)
        writer.write(nameUsers)
        visitors.save(visitors.usedCount(upTo: users), to: &writer)
        trails.save(to: &writer)
        gapSessions.save(to: &writer, persons: users)
        closed.save(to: &writer)
        fieldUnits.save(to: &writer)
        fieldSessions.save(fieldSessions.usedCount(upTo: fieldUnits.count), to: &writer)
        signals.save(to: &writer)
        let others = persons.sorted { $0.key < $1.key }
        writer.write(others.map(\.key))
        writer.write(others.map(\.value))
        writer.write(horizon)
        writer.write(evicted)
        writer.write(apart)
    }

    /// - Complexity: O(users and sessions).
    mutating func restore(from reader: inout StateReader, _ context: StateContext) throws(StateError) {
        try tally.restore(from: &reader)
        let things = SessionMachine.pageLimit + SessionMachine.channelLimit + SessionMachine.categoryLimit
        try series.restore(from: &reader, rows: things + 64 + 2 * SignalPlan.limit)
        let rows = series.rowCount
        try pages.restore(from: &reader, texts: context.texts[plan.page], rows: rows, persons: context.users)
        try channels.restore(from: &reader, texts: context.texts[plan.channel], rows: rows, persons: context.users)
        try categories.restore(from: &reader, texts: context.texts[plan.category], rows: rows, persons: context.users)
        nameUsers = try reader.readTallies(count: SessionMachine.countedNames)
        // There must be a record of everybody who is looked up.
        visitors.ensure(count: context.users)
        _ = try visitors.restore(from: &reader, limit: context.users)
        try trails.restore(
            from: &reader, persons: context.users, signals: plan.signals?.definitions.count ?? 0)
        try restoreSessions(from: &reader, context)
        try signals.restore(from: &reader, persons: context.users)
        try restorePersons(from: &reader, context.users)
        horizon = try reader.readTime()
        try StateReader.require(horizon < .max, "a time is out of reach")
        evicted = try reader.readTally()
        apart = try reader.readTally()
    }

    /// Each session has a trail of its own, where there are any.
    private mutating func restoreSessions(
        from reader: inout StateReader, _ context: StateContext
    ) throws(StateError) {
        var isTrail = Array(repeating: false, count: trails.slotCount + 1)
        func use(_ trail: Int32) throws(StateError) {
            try StateReader.require(
                trail > 0 && trail < isTrail.count && !isTrail[Int(trail)], "two sessions share their events")
            isTrail[Int(trail)] = true
        }
        for slot in trails.freeSlots { try use(slot) }
        let (pages, channels, categories) = (pages.count, channels.count, categories.count)
        let (signals, hasTrails) = (plan.signals?.definitions.count ?? 0, trails.isUsed)
        func check(_ session: Session) throws(StateError) {
            if session == .empty { return }
            try StateReader.require(
                session.events > 0 && session.pageViews >= 0 && StateLimits.isTime(session.start)
                    && StateLimits.isTime(session.last) && session.start <= session.last && session.entryPage < pages
                    && session.exitPage < pages && session.channel < channels && session.category < categories
                    && UInt64(session.signals) >> UInt64(signals) == 0, "a session is out of reach")
            if hasTrails {
                try use(session.trail)
            } else {
                try StateReader.require(session.trail == 0, "a session is out of reach")
            }
        }
        try gapSessions.restore(from: &reader, persons: context.users)
        var lists: [Int32] = []
        for place in 0..<gapSessions.recordCount {
            let sessions = gapSessions.record(place)
            try check(sessions.latest)
            if sessions.closed != 0 { lists.append(sessions.closed) }
        }
        try closed.restore(from: &reader, lists: lists, check)
        try fieldUnits.restore(from: &reader)
        let known = try fieldSessions.restore(from: &reader, limit: fieldUnits.count)
        for unit in 0..<known {
            let session = fieldSessions.pointer(unit).pointee
            try check(session.session)
            try StateReader.require(
                session.person >= (session.session.events > 0 ? 0 : -1) && session.person < context.users,
                "a session is nobody's")
        }
    }

    private mutating func restorePersons(from reader: inout StateReader, _ users: Int) throws(StateError) {
        let from = try reader.readArray(of: UInt32.self, limit: users)
        let to = try reader.readArray(of: UInt32.self, limit: users)
        try StateReader.require(
            from.count == to.count && (from + to).allSatisfy { $0 < users }, "a person is nobody")
        persons = Dictionary(zip(from, to), uniquingKeysWith: { _, last in last })
        // Whoever follows them must arrive.
        var arrives: Set<UInt32> = []
        for person in from {
            var way: [UInt32] = []
            var next = person
            while let other = persons[next], !arrives.contains(next) {
                try StateReader.require(way.count <= persons.count, "two persons are each other")
                way.append(next)
                next = other
            }
            arrives.formUnion(way)
        }
    }
}
