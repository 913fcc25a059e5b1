import Expressions

/// One funnel over one filter: turns rows into unit progress and keeps its sums. Used by the owner of all aggregates only.
///
/// In order, an event costs one look-up and O(steps). Out of order inside the lateness bound, the unit's tail is
/// replayed from its committed words the next time a snapshot is taken.
struct FunnelMachine: ~Copyable {
    /// What is kept so that events may come out of order.
    enum Keeping {
        /// Nothing: a unit whose events come out of order is set aside for a second reading of the input.
        case second
        /// The events since the horizon (`commit(before:)`); for ever when that never moves.
        case tails
    }

    let definition: FunnelDefinition
    let rules: FunnelRules
    let breakdowns: [AnalyticsConfiguration.Breakdown]
    /// The filter of a segment; nil for everybody.
    let segment: CompiledFilter?
    let tally: FunnelTally
    let progress: FunnelProgress
    let evaluator: HistoryEvaluator
    /// `commit(before:)` will be called.
    let forgets: Bool
    let keeping: Keeping
    let columns: FunnelColumns
    private var classifier: EventClassifier
    /// By derived signal, what it is to the funnel.
    let derived: [Int: StepMatch]
    var sliceTables: [SliceTable]
    var records: UnitRecords
    var unitCount = 0
    /// Units counted by a field of their own, or by session.
    var ownUnits = UnitTable()
    var tails = TailPool()
    var unsettled: Set<Int> = []
    /// What to commit, by the time from which it is possible, in order of arrival; by id where persons can be joined,
    /// otherwise by unit.
    var commitQueue: [(time: Int64, key: Int)] = []
    var commitHead = 0
    /// Where ids belong to persons, and the units are persons.
    var people: IdentityGraph?
    /// Of the event at hand.
    var origin = EventOrigin(id: 0, arrival: 0)
    /// Events in tails, and how many may be (see `FunnelMachine+Identity`).
    var keptCount = 0
    var keptLimit = Int.max
    /// Units whose events came out of order while nothing was kept.
    var disordered: Set<Int> = []
    var isSecondReading = false
    /// No new units of the funnel's own are taken up: events of such ones are only counted.
    var takesNoNewUnits = false
    var untracked = 0
    /// Units whose kept events were given up while they could still change what they count for.
    var evicted = 0

    // Reads nothing of `self`: this compiler would give back fields that are not there yet.
    init(_ plan: FunnelPlan, keeping: Keeping, forgets: Bool) {
        let derived = plan.classifier.derivedMatches
        let tally = FunnelTally(stepCount: plan.rules.stepCount, breakdownCount: plan.breakdowns.count)
        let progress = FunnelProgress(
            rules: plan.rules, stepOfFirst: plan.classifier.stepOfFirst,
            attributions: plan.breakdowns.map(\.attribution), tally: tally)
        self.forgets = forgets
        definition = plan.definition
        rules = plan.rules
        breakdowns = plan.breakdowns
        segment = plan.segment
        columns = plan.columns
        classifier = plan.classifier
        self.derived = derived
        // What was derived can be taken back, so it must be kept.
        self.keeping = plan.rules.method == .history || !derived.isEmpty ? .tails : keeping
        self.tally = tally
        self.progress = progress
        evaluator = HistoryEvaluator(progress: progress)
        sliceTables = plan.breakdowns.map { _ in
            SliceTable(limit: SliceTable.limit(stepCount: plan.rules.stepCount))
        }
        records = UnitRecords(progress)
    }

    /// The batch column a breakdown looks at.
    func breakdownColumn(_ breakdown: Int) -> Int { columns.breakdowns[breakdown] }

    var needsSecondReading: Bool { !disordered.isEmpty }

    /// Adds the accepted rows of a batch; `users` are their indices in the shared table, from the first row on.
    ///
    /// - Parameter ids: where ids belong to persons, the id of each row whose person `users` holds.
    mutating func add(
        _ batch: borrowing TranslatedBatch, rows: Range<Int>, users: [Int32], ids: [Int32] = [], names: TextTable
    ) {
        add(batch, rows: rows, users: users, ids: ids, first: rows.lowerBound, names: names)
    }

    /// - Parameter first: the row of the first of `users`.
    mutating func add(
        _ batch: borrowing TranslatedBatch, rows: Range<Int>, users: [Int32], ids: [Int32], first: Int, names: TextTable
    ) {
        for row in rows {
            let place = row - first
            if columns.unit == nil {
                if place + 24 < users.count { records.prefetchSlot(Int(users[place + 24])) }
                if place + 12 < users.count { records.prefetch(Int(users[place + 12])) }
            }
            guard users[place] >= 0 else { continue }
            if let segment, !segment.isTrue(of: row, in: batch) { continue }
            let unit: Int
            if let column = columns.unit {
                guard let own = ownUnit(batch, row, column) else { continue }
                unit = own
            } else {
                unit = Int(users[place])
            }
            if people != nil { origin = EventOrigin(id: UInt32(ids[place]), arrival: origin.arrival &+ 1) }
            take(event(batch, row, names), unit)
        }
    }

    private mutating func ownUnit(_ batch: borrowing TranslatedBatch, _ row: Int, _ column: FunnelColumns.Unit) -> Int?
    {
        // Decoders make session ids unique where the data does not.
        let key =
            switch column {
            case .field(let column), .session(let column): batch.key(column: column, row: row)
            }
        if key == 0 { return nil }
        guard takesNoNewUnits || isSecondReading && untracked > 0 else { return ownUnits.index(of: key) }
        let known = ownUnits.find(key)
        if known == nil, !isSecondReading { untracked += 1 }
        return known
    }

    private mutating func event(_ batch: borrowing TranslatedBatch, _ row: Int, _ names: TextTable) -> StepEvent {
        let match = classifier.match(row, in: batch, names: names)
        let name = batch.events[row]
        var event = StepEvent(
            time: batch.batch.times[row], match: match, name: name & Symbol.transientBit == 0 ? name : UInt32.max)
        guard !match.isEmpty else { return event }
        if let column = columns.revenue {
            event.revenue =
                TenThousandths.of(batch.number(column: column, row: row), limit: 9e14) ?? StepEvent.noRevenue
        }
        if let column = columns.held { event.held = batch.key(column: column, row: row) }
        for index in columns.breakdowns.indices {
            event.slices[index] = sliceTables[index].slice(
                ofText: batch.textID(column: columns.breakdowns[index], row: row))
        }
        return event
    }

    @inline(__always)
    mutating func take(_ event: StepEvent, _ unit: Int) {
        let words = records.record(of: unit)
        if !FunnelStatus(words[FunnelLayout.status]).isKnown {
            if isSecondReading { return }
            progress.prepare(words)
            unitCount += 1
        }
        switch keeping {
        case .second:
            if isSecondReading {
                if disordered.contains(unit) { takeAgain(event, unit) }
            } else if !disordered.isEmpty, disordered.contains(unit) {
                return
            } else if !rules.follows(event, words: words) {
                disordered.insert(unit)
            } else {
                progress.apply(event, to: words, unit: unit, mode: .add)
            }
        case .tails:
            // What is kept was read whole the first time.
            if !isSecondReading { append(event, unit, words) }
        }
    }

    /// The words of every unit that has had an event that matters, which are not to be changed.
    func forEachUnit(_ body: (FunnelProgress.Words) -> Void) {
        records.forEach(unitCount) { _, words in body(words) }
    }
}
