import Expressions

/// One funnel over one filter: turns rows into unit progress and keeps its sums. Used by the owner of all aggregates only.
///
/// In order, an event costs one look-up and O(steps). Out of order inside the lateness bound, the unit's tail is
/// replayed from its committed words the next time a snapshot is taken.
final class FunnelMachine {
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
    private let evaluator: HistoryEvaluator
    private let keeping: Keeping
    private let columns: FunnelColumns
    private var classifier: EventClassifier
    private(set) var sliceTables: [SliceTable]
    private var records: SegmentedWords
    private(set) var unitCount = 0
    /// Units counted by a field of their own, or by session.
    private var ownUnits: UnitTable?
    private var tails: [Int: Tail] = [:]
    private var unsettled: Set<Int> = []
    /// Units to commit, by the time from which it is possible, in order of arrival.
    private var commitQueue: [(time: Int64, unit: Int)] = []
    private var commitHead = 0
    /// Units whose events came out of order while nothing was kept.
    private(set) var disordered: Set<Int> = []
    private var isSecondReading = false

    init(_ plan: FunnelPlan, keeping: Keeping) {
        definition = plan.definition
        rules = plan.rules
        breakdowns = plan.breakdowns
        segment = plan.segment
        columns = plan.columns
        classifier = plan.classifier
        self.keeping = plan.rules.method == .history ? .tails : keeping
        tally = FunnelTally(stepCount: plan.rules.stepCount, breakdownCount: plan.breakdowns.count)
        progress = FunnelProgress(
            rules: plan.rules, stepOfFirst: plan.classifier.stepOfFirst,
            attributions: plan.breakdowns.map(\.attribution), tally: tally)
        evaluator = HistoryEvaluator(progress: progress)
        let size = LevelTally.memoryBytes(stepCount: plan.rules.stepCount)
        sliceTables = plan.breakdowns.map { _ in SliceTable(limit: min(1000, max(60, 33_554_432 / size))) }
        records = SegmentedWords(stride: plan.rules.layout.stride)
        if plan.columns.unit != nil { ownUnits = UnitTable() }
    }

    var memoryBytes: Int {
        records.memoryBytes + (ownUnits?.memoryBytes ?? 0) + tally.memoryBytes
            + progress.values.memoryBytes(stepCount: rules.stepCount)
            + tails.values.reduce(0) { $0 + $1.events.count * MemoryLayout<StepEvent>.stride + 200 }
    }

    /// The batch column a breakdown looks at.
    func breakdownColumn(_ breakdown: Int) -> Int { columns.breakdowns[breakdown] }

    var needsSecondReading: Bool { !disordered.isEmpty }

    /// Adds the accepted rows of a batch; `users` are their indices in the shared table.
    func add(_ batch: borrowing TranslatedBatch, users: [Int32], names: TextTable) {
        for row in 0..<batch.count where users[row] >= 0 {
            if let segment, !segment.isTrue(of: row, in: batch) { continue }
            let unit: Int
            if let column = columns.unit {
                guard let own = ownUnit(batch, row, column) else { continue }
                unit = own
            } else {
                unit = Int(users[row])
            }
            take(event(batch, row, names), unit)
        }
    }

    private func ownUnit(_ batch: borrowing TranslatedBatch, _ row: Int, _ column: FunnelColumns.Unit) -> Int? {
        switch column {
        case .field(let column):
            let key = batch.key(column: column, row: row)
            return key == 0 ? nil : ownUnits?.index(of: key)
        case .session(let column):
            let key = batch.key(column: column, row: row)
            guard key != 0 else { return nil }
            // Session ids may be unique for their user only.
            let mixed = (key ^ batch.batch.users[row] &* 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
            return ownUnits?.index(of: mixed ^ mixed >> 29 | 1)
        }
    }

    private func event(_ batch: borrowing TranslatedBatch, _ row: Int, _ names: TextTable) -> StepEvent {
        let match = classifier.match(row, in: batch, names: names)
        let name = batch.events[row]
        var event = StepEvent(
            time: batch.batch.times[row], match: match, name: name & Symbol.transientBit == 0 ? name : UInt32.max)
        guard !match.isEmpty else { return event }
        if let column = columns.revenue {
            let revenue = batch.number(column: column, row: row)
            if revenue.isFinite {
                event.revenue = Int64(
                    clamping: Int(max(-9e14, min(9e14, revenue)) * 10_000 + (revenue < 0 ? -0.5 : 0.5)))
            }
        }
        if let column = columns.held { event.held = batch.key(column: column, row: row) }
        for index in columns.breakdowns.indices {
            event.slices[index] = sliceTables[index].slice(
                ofText: batch.textID(column: columns.breakdowns[index], row: row))
        }
        return event
    }

    private func take(_ event: StepEvent, _ unit: Int) {
        records.ensure(count: unit + 1)
        let words = records.word(unit)
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
            append(event, unit, words)
        }
    }

    private func append(_ event: StepEvent, _ unit: Int, _ words: FunnelProgress.Words) {
        if tails[unit] == nil {
            var committed = Array(UnsafeBufferPointer(start: words, count: rules.layout.stride))
            var status = FunnelStatus(committed[FunnelLayout.status])
            status.hasShelvedTies = false
            committed[FunnelLayout.status] = status.word
            tails[unit] = Tail(committed: committed, committedValues: progress.values[unit])
        }
        tails[unit]?.events.append(event)
        let isInOrder =
            rules.method != .history && tails[unit].map { $0.applied == $0.events.count - 1 } ?? false
            && rules.follows(event, words: words)
        if isInOrder {
            progress.apply(event, to: words, unit: unit, mode: .add)
            tails[unit]?.applied += 1
        } else {
            unsettled.insert(unit)
        }
        commitQueue.append((event.time, unit))
    }

    // MARK: Second reading

    /// From here on only units set aside take events: all of theirs, from the beginning of the input.
    func beginSecondReading() {
        isSecondReading = true
    }

    /// Collects an event again. Those before the first that came out of order stand in the tally already.
    private func takeAgain(_ event: StepEvent, _ unit: Int) {
        if tails[unit] == nil {
            var committed = Array(repeating: Int64(0), count: rules.layout.stride)
            committed.withUnsafeMutableBufferPointer { buffer in
                if let base = buffer.baseAddress { progress.prepare(base) }
            }
            tails[unit] = Tail(committed: committed)
            unsettled.insert(unit)
        }
        guard var tail = tails.removeValue(forKey: unit) else { return }
        if tail.isSettled, rules.follows(event, tail.events.last) { tail.applied += 1 }
        tail.events.append(event)
        tails[unit] = tail
    }

    // MARK: Order

    /// Replays the units whose events came out of order, so that the tally is exact for all that has arrived.
    func settle() {
        for unit in unsettled {
            guard var tail = tails.removeValue(forKey: unit) else { continue }
            _ = replay(tail, upTo: tail.applied, unit, .retract)
            tail.events = rules.inOrder(tail.events)
            tail.applied = tail.events.count
            let words = replay(tail, upTo: tail.applied, unit, .add)
            records.word(unit).update(from: words, count: words.count)
            tails[unit] = tail
        }
        unsettled.removeAll(keepingCapacity: true)
    }

    private func replay(_ tail: Tail, upTo count: Int, _ unit: Int, _ mode: FunnelProgress.Mode) -> [Int64] {
        var words = tail.committed
        tally.tieShelf.remove(unit)
        progress.values[unit] = tail.committedValues
        words.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            if rules.method == .history {
                evaluator.replay(tail.events[..<count], base, unit, mode)
            } else {
                for event in tail.events[..<count] { progress.apply(event, to: base, unit: unit, mode: mode) }
            }
        }
        return words
    }

    /// No event before `horizon` will come any more: forgets those that can change nothing.
    ///
    /// - Complexity: amortised O(1) per event.
    func commit(before horizon: Int64) {
        // Kept events of a history are let go all at once, when no window of theirs can still be open.
        guard rules.method != .history || canForgetHistory else {
            commitQueue.removeAll()
            commitHead = 0
            return
        }
        let reach = rules.method == .history ? rules.window + rules.grace * Int64(rules.stepCount) : 0
        while commitHead < commitQueue.count, commitQueue[commitHead].time + reach < horizon {
            let unit = commitQueue[commitHead].unit
            commitHead += 1
            guard tails[unit] != nil else { continue }
            if unsettled.contains(unit) { settle() }
            guard let tail = tails.removeValue(forKey: unit) else { continue }
            if let rest = committed(tail, before: horizon - reach, unit) { tails[unit] = rest }
        }
        if commitHead > 4096, commitHead * 2 > commitQueue.count {
            commitQueue.removeFirst(commitHead)
            commitHead = 0
        }
    }

    /// A kept history is over once its windows are; not where there is no window, nor where an exclusion still to come
    /// may take back what the unit has reached.
    private var canForgetHistory: Bool { rules.window != .max && !rules.removesExcluded }

    /// The tail without its events before `horizon`; nil when none is left.
    private func committed(_ tail: Tail, before horizon: Int64, _ unit: Int) -> Tail? {
        var tail = tail
        let count = tail.events.firstIndex { $0.time >= horizon } ?? tail.events.count
        if count == tail.events.count { return nil }
        guard rules.method != .history, count > 0 else { return tail }
        // Ties of the committed words must not mix with those of the unit itself.
        let shelfKey = unit | 1 << 48
        progress.values[shelfKey] = tail.committedValues
        tail.committed.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for event in tail.events[..<count] { progress.apply(event, to: base, unit: shelfKey, mode: .silent) }
        }
        tally.tieShelf.remove(shelfKey)
        tail.committedValues = progress.values[shelfKey]
        progress.values[shelfKey] = nil
        var status = FunnelStatus(tail.committed[FunnelLayout.status])
        status.hasShelvedTies = false
        tail.committed[FunnelLayout.status] = status.word
        tail.events.removeFirst(count)
        tail.applied -= count
        return tail
    }

    /// The words of every unit that has had an event.
    func forEachUnit(_ body: (FunnelProgress.Words) -> Void) {
        var seen = 0
        var unit = 0
        while seen < unitCount {
            let words = records.word(unit)
            if FunnelStatus(words[FunnelLayout.status]).isKnown {
                seen += 1
                body(words)
            }
            unit += 1
        }
    }
}
