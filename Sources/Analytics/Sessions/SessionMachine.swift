/// Sessions of all persons, the traffic of pages, channels and categories, and the signals found in them. Used by the
/// owner of all aggregates only.
///
/// A session is an interval of one person's events without a silence longer than the gap, or the events that share a
/// value of the session field. What it brings to the sums is a function of its value (`Session`): where an event
/// arrives out of order the sessions it touches are taken back, joined and added again, so that the sums are those of
/// any other order of arrival. In order, an event costs one look-up and O(1).
struct SessionMachine: ~Copyable {
    /// Closed sessions kept for late events, at most.
    static let keptLimit = 4_000_000
    static let pageLimit = 2000
    static let channelLimit = 200
    static let categoryLimit = 500
    /// Event names whose users are counted.
    static let countedNames = 64

    let plan: SessionPlan
    /// Events older than a horizon do not come; false where all are waited for.
    let forgets: Bool
    var tally = SessionTally()
    var visitors = SegmentedRecords(fresh: Visitor())
    var gapSessions = GapRecords()
    var fieldSessions = SegmentedRecords(fresh: FieldSession())
    var fieldUnits = UnitTable()
    var closed = ClosedSessions()
    var series: TrafficSeries
    var pages: TrafficTable
    var channels: TrafficTable
    var categories: TrafficTable
    let eventRow: Int
    let sessionRow: Int
    /// Users of the first names, by name.
    var nameUsers = Array(repeating: 0, count: countedNames)
    var trails: TrailPool
    var signals: SignalTally
    private var classifier: EventClassifier
    private var segments: [CompiledFilter]
    /// Derived signals that came or went with the rows added last, in order of arrival.
    var changes: [DerivedChange] = []
    /// Persons found to be another, by index.
    var persons: [UInt32: UInt32] = [:]
    /// No event before it will come any more.
    var horizon = Int64.min
    /// Sessions given up that might have gone on.
    var evicted = 0
    /// Joins of persons whose sessions may have been one and are counted apart, because they were not kept.
    var apart = 0
    /// Sessions, and what is derived of them, are near, not exact.
    var isNear: Bool { evicted > 0 || apart > 0 }
    /// Closed sessions kept for late events where all are waited for.
    var closedLimit = SessionMachine.keptLimit

    // Reads nothing of `self`: this compiler would give back fields that are not there yet.
    init(_ plan: SessionPlan, forgets: Bool) {
        var series = TrafficSeries()
        let pages = TrafficTable(limit: SessionMachine.pageLimit, series: &series)
        let channels = TrafficTable(limit: SessionMachine.channelLimit, series: &series)
        let categories = TrafficTable(limit: SessionMachine.categoryLimit, series: &series)
        let eventRow = series.open()
        let sessionRow = series.open()
        let signals = SignalTally(plan.signals?.definitions ?? [], &series)
        self.plan = plan
        self.forgets = forgets
        self.series = series
        self.pages = pages
        self.channels = channels
        self.categories = categories
        self.eventRow = eventRow
        self.sessionRow = sessionRow
        self.signals = signals
        trails = TrailPool(plan.signals?.derived ?? DerivedRules([], gap: plan.gap))
        classifier = plan.signals?.classifier ?? EventClassifier()
        segments = plan.signals?.segments ?? []
    }

    /// Adds the accepted rows of a batch; `users` are their indices in the shared table, from the first row on.
    ///
    /// - Parameter horizon: no event before it will come after these rows.
    mutating func add(
        _ batch: borrowing TranslatedBatch, rows: Range<Int>, users: [Int32], names: TextTable, horizon: Int64
    ) {
        changes.removeAll(keepingCapacity: true)
        let hasSignals = plan.signals != nil
        let isByField = plan.session != nil
        let units = fieldUnits(of: batch, rows, users)
        let times = batch.batch.times
        let ids = batch.batch.users
        let pageTexts = batch.textIDs(column: plan.page)
        let categoryTexts = batch.textIDs(column: plan.category)
        let channelTexts = batch.textIDs(column: plan.channel)
        for row in rows {
            let place = row - rows.lowerBound
            if place + 12 < users.count {
                if place + 24 < users.count, !isByField { gapSessions.prefetchSlot(Int(users[place + 24])) }
                visitors.prefetch(Int(users[place + 12]))
                if isByField {
                    fieldSessions.prefetch(Int(units[place + 12]))
                } else {
                    gapSessions.prefetch(Int(users[place + 12]))
                }
                // By now the visitor six rows on is at hand.
                let next = Int(users[place + 6])
                if next >= 0, next < visitors.capacity {
                    pages.prefetch(ofText: pageTexts[row + 6], userHash: visitors.pointer(next).pointee.hash)
                }
            }
            guard users[place] >= 0 else { continue }
            let person = Int(users[place])
            visitors.ensure(count: person + 1)
            let visitor = visitors.pointer(person)
            if visitor.pointee.hash == 0 { visitor.pointee.hash = ids[row] }
            let user = UserCounts.User(index: person, hash: visitor.pointee.hash)
            countName(batch.events[row], visitor)
            let time = times[row]
            let slot = series.slot(of: time)
            series.add(eventRow, slot, 1)
            tally.addEvent(at: time)
            let page = pages.item(ofText: pageTexts[row], &series)
            if page != TrafficTable.none {
                pages.addEvent(page, user: user, slot: slot, &series) { visitors.pointer($0).pointee.hash }
            }
            let category = categories.item(ofText: categoryTexts[row], &series)
            if category != TrafficTable.none {
                categories.addEvent(category, user: user, slot: slot, &series) { visitors.pointer($0).pointee.hash }
            }
            var event = SessionEvent(
                row: row, time: time, page: page, category: category, channelText: channelTexts[row])
            if hasSignals { find(&event, person, batch, names, slot) }
            if isByField, units[place] >= 0 {
                take(event, ofField: Int(units[place]), person)
            } else {
                take(event, of: person)
            }
        }
        settle(row: rows.upperBound)
        self.horizon = horizon
        if forgets {
            trails.commit(before: horizon)
            signals.commit(before: horizon)
        }
    }

    /// By row, the session that its field names; -1 where it names none or does not count. Empty without a field.
    ///
    /// Worked out ahead, because look-ups miss the cache: what they need is asked for in steps.
    private mutating func fieldUnits(
        of batch: borrowing TranslatedBatch, _ rows: Range<Int>, _ users: [Int32]
    ) -> [Int32] {
        guard let column = plan.session, case .keys(let keys) = batch.batch.columns[column] else {
            return []
        }
        let units = [Int32](unsafeUninitializedCapacity: rows.count) { units, count in
            for row in rows {
                let place = row - rows.lowerBound
                if row + 24 < rows.upperBound { fieldUnits.prefetchSlot(keys[row + 24]) }
                if row + 12 < rows.upperBound { fieldUnits.prefetchHash(keys[row + 12]) }
                units[place] =
                    users[place] >= 0 && keys[row] != 0
                    ? Int32(truncatingIfNeeded: fieldUnits.index(of: keys[row])) : -1
            }
            count = rows.count
        }
        fieldSessions.ensure(count: fieldUnits.count)
        return units
    }

    @inline(__always)
    private mutating func countName(_ name: UInt32, _ visitor: UnsafeMutablePointer<Visitor>) {
        let index = name &- 1
        guard index < UInt32(SessionMachine.countedNames) else { return }
        let bit = UInt64(1) << UInt64(index)
        guard visitor.pointee.names & bit == 0 else { return }
        visitor.pointee.names |= bit
        nameUsers[Int(index)] += 1
    }

    /// What the row is to the signals.
    private mutating func find(
        _ event: inout SessionEvent, _ person: Int, _ batch: borrowing TranslatedBatch, _ names: TextTable, _ slot: Int
    ) {
        guard let plan = plan.signals else { return }
        let match = classifier.match(event.row, in: batch, names: names)
        event.signals = match.steps & plan.rowSignals
        event.anchors = match.exclusions
        for (index, segment) in segments.enumerated() where segment.isTrue(of: event.row, in: batch) {
            event.segments |= 1 << UInt32(index)
        }
        let amount = TenThousandths.of(batch.number(column: plan.revenue, row: event.row), limit: 9e14)
        signals.see(
            person, at: event.time, event.signals, revenue: amount, isConversion: match.firstPasses != 0, slot, &series)
    }

    // MARK: By the gap

    @inline(__always)
    private mutating func take(_ event: SessionEvent, of person: Int) {
        gapSessions.ensure(count: person + 1)
        let sessions = gapSessions.pointer(person)
        let silence = event.time &- sessions.pointee.latest.last
        if sessions.pointee.latest.events > 0, silence >= 0, silence <= plan.gap {
            extend(&sessions.pointee.latest, by: event, person)
        } else {
            begin(event, of: person)
        }
    }

    /// An event that is no continuation of the latest session.
    private mutating func begin(_ event: SessionEvent, of person: Int) {
        let sessions = gapSessions.pointer(person)
        var session = single(event)
        if sessions.pointee.latest.events == 0 || event.time > sessions.pointee.latest.last {
            close(sessions)
            if trails.isUsed { session.trail = trails.open(person) }
            sessions.pointee.latest = session
            tell(session, person, 1)
            derive(session, event, person)
        } else {
            insert(session, of: person, event)
        }
    }

    private mutating func single(_ event: SessionEvent) -> Session {
        Session(
            at: event.time, page: event.page, channel: channels.item(ofText: event.channelText, &series),
            category: event.category, signals: event.signals)
    }

    // MARK: By a field

    private mutating func take(_ event: SessionEvent, ofField unit: Int, _ person: Int) {
        let known = fieldSessions.pointer(unit)
        if known.pointee.session.events > 0, event.time >= known.pointee.session.last,
            known.pointee.person == Int32(truncatingIfNeeded: person)
        {
            return extend(&known.pointee.session, by: event, person)
        }
        var session = single(event)
        if known.pointee.session.events == 0 {
            if trails.isUsed { session.trail = trails.open(person) }
            known.pointee = FieldSession(person: Int32(truncatingIfNeeded: person), session: session)
            tell(session, person, 1)
            return derive(session, event, person)
        }
        let old = known.pointee.session
        tell(old, Int(known.pointee.person), -1)
        known.pointee.session.join(session)
        // Of several persons the latest in time has it, whatever came last.
        if event.time >= old.last { known.pointee.person = Int32(truncatingIfNeeded: person) }
        tell(known.pointee.session, Int(known.pointee.person), 1)
        if event.time >= old.last {
            derive(old, event, person)
        } else {
            trails.insert(event.entry, into: old.trail, forgets: forgets)
        }
    }

    // MARK: Merging

    /// Two persons are found to be one: what is kept of `source` becomes `target`'s, and everything counted since the
    /// first event is as if it had always been, except that sessions no late event could reach any more stay apart and
    /// estimates of users keep counting both. Sessions told apart by a field are not changed.
    mutating func merge(_ source: Int, into target: Int) {
        guard source != target else { return }
        visitors.ensure(count: max(source, target) + 1)
        let from = visitors.pointer(source)
        let to = visitors.pointer(target)
        let both = from.pointee.names & to.pointee.names
        for index in nameUsers.indices where both & 1 << UInt64(index) != 0 { nameUsers[index] -= 1 }
        to.pointee.names |= from.pointee.names
        // Whoever was found to be another may stand for himself again: chains never close.
        persons[UInt32(truncatingIfNeeded: target)] = nil
        persons[UInt32(truncatingIfNeeded: source)] = UInt32(truncatingIfNeeded: target)
        changes.removeAll(keepingCapacity: true)
        moveSessions(of: source, to: target)
        // The hash stays: the user may be counted by it.
        from.pointee.names = 0
        if plan.signals != nil { signals.merge(source, into: target) }
        settle(row: 0)
    }

    /// Different users of an event name by its id; nil where they are not counted.
    func users(ofName id: Int) -> Int? {
        (1...SessionMachine.countedNames).contains(id) ? nameUsers[id - 1] : nil
    }

    /// Whom a person was found to be.
    func person(_ index: UInt32) -> UInt32 { SessionMachine.person(index, in: persons) }

    static func person(_ index: UInt32, in persons: [UInt32: UInt32]) -> UInt32 {
        var index = index
        while let other = persons[index] { index = other }
        return index
    }
}
