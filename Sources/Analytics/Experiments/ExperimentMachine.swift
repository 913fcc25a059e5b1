import Expressions

/// One experiment over one filter: who was exposed to what, and what they did then. Used by the owner of all
/// aggregates only.
///
/// What a user brings to the sums is a function of his own history (`ExperimentMachine+Contributions`): an event is
/// taken in by taking back what the user brings from its time on, changing his history, and adding what he brings now.
/// So the sums are the same in any order of arrival, and to the last digit.
struct ExperimentMachine: ~Copyable {
    let plan: ExperimentPlan
    let tally: ExperimentTally
    let layout: SumsLayout
    var levels: [ArmLevels]
    var cells = ArmCells()
    var records: SegmentedWords
    var conflicts: [Int: ConflictTimes] = [:]
    var histories = GoalHistories()
    /// What users with many events bring as they stand, by history; forgotten when anything earlier changes.
    var heavy: [Int: UserTotals] = [:]
    /// The user of each history.
    var historyUsers: [Int] = []
    /// By ledger: the cap as the orders so far have it.
    var caps: [OrderCap]
    /// By ledger: the cap that stands in the sums.
    var appliedCaps: [Int64?]
    /// By cell: the first exposure.
    var firstExposures: [Int64] = []
    var needsFirstExposures = false
    /// By cell: users who have ever been in it, also those who left, as far as is known now.
    var everExposed: [Int] = []
    /// Users seen in more variants than are kept apart.
    var outsideUsers = 0
    /// Goals with any event, exposed or not, by signal.
    var signalCounts: [Int]
    var evidence: EvidencePath
    /// Where ids belong to persons (see `ExperimentMachine+Identity`).
    var people: IdentityGraph?
    /// By id: what each id of a person with several did.
    var parts: [Int: PersonPart] = [:]
    /// Persons whose record is put together from those of their ids.
    var joint: Set<Int> = []
    /// The id of the row at hand, where its person's record is such a one.
    var part: Int?
    /// Users some of whose goals were let go that a join could need.
    var pruned: Set<Int> = []
    /// No event before it will come any more.
    var horizon = Int64.min
    private var classifier: EventClassifier
    /// By share: it can be reached by what may be taken back, so that what came later must be kept too.
    private let keepsAll: [Bool]

    /// Some goal is what sessions say.
    var hasDerivedGoals: Bool { keepsAll.contains(true) }

    // Reads nothing of `self`: this compiler would give back fields that are not there yet.
    init(_ plan: ExperimentPlan, isExploratory: Bool) {
        let layout = SumsLayout(plan.goals)
        self.plan = plan
        self.layout = layout
        tally = ExperimentTally(layout: layout, phaseCount: plan.definition.phases.count + 1)
        classifier = plan.classifier
        let derivedSteps = (0..<SignalPlan.limit).reduce(0) {
            $0 | (plan.classifier.match(derived: $1)?.steps ?? 0)
        }
        keepsAll = plan.goals.shares.map { derivedSteps & 1 << UInt32($0) != 0 }
        let factorCount = plan.definition.factors.count
        levels = plan.definition.factors.map { _ in ArmLevels(factorCount: factorCount) }
        records = SegmentedWords(stride: 1 + factorCount * (plan.covariateColumn == nil ? 1 : 2))
        caps = plan.goals.ledgers.map { _ in OrderCap() }
        appliedCaps = plan.goals.ledgers.map { _ in nil }
        signalCounts = Array(repeating: 0, count: plan.goals.shares.count + plan.goals.ledgers.count)
        evidence = EvidencePath(isExploratory: isExploratory)
    }

    var memoryBytes: Int {
        records.memoryBytes + histories.memoryBytes + tally.memoryBytes + historyUsers.capacity * 8
            + conflicts.capacity * 24 + conflicts.count * 200 + heavy.capacity * 40
            + heavy.count * (32 + 24 * plan.goals.ledgers.count)
            + parts.capacity * 40 + parts.values.reduce(0) { $0 + $1.memoryBytes }
            + (joint.capacity + pruned.capacity) * 12
    }

    /// Users seen in two levels of one factor.
    var conflictingUsers: Int { conflicts.count }

    /// Adds the accepted rows of a batch; `users` are their indices in the shared table, from the first row on.
    ///
    /// - Parameters:
    ///   - ids: where ids belong to persons, the id of each row whose person `users` holds.
    ///   - horizon: no event before it will come after these rows.
    mutating func add(
        _ batch: borrowing TranslatedBatch, rows: Range<Int>, users: [Int32], ids: [Int32] = [], names: TextTable,
        horizon: Int64
    ) {
        let hasSteps = !plan.goals.steps.isEmpty
        for row in rows {
            let place = row - rows.lowerBound
            if place + 12 < users.count { records.prefetch(Int(users[place + 12])) }
            guard users[place] >= 0 else { continue }
            if let segment = plan.segment, !segment.isTrue(of: row, in: batch) { continue }
            let steps = hasSteps ? classifier.match(row, in: batch, names: names).steps : 0
            let user = Int(users[place])
            let time = batch.batch.times[row]
            if people != nil { turn(to: Int(ids[place]), of: user) }
            if plan.goals.exposure.map({ steps & 1 << UInt32($0) != 0 }) ?? true {
                expose(user, row, batch, at: time)
            }
            if steps != 0 || !plan.goals.ledgers.isEmpty { takeGoals(user, row, batch, steps, at: time) }
        }
        // Only now: these rows themselves may be older, and in any order.
        self.horizon = horizon
    }

    // MARK: Exposure

    @inline(__always)
    private mutating func expose(_ user: Int, _ row: Int, _ batch: borrowing TranslatedBatch, at time: Int64) {
        for factor in plan.factorColumns.indices {
            let column = plan.factorColumns[factor]
            let id = batch.textID(column: column, row: row)
            guard id != 0 else { continue }
            let level = levels[factor].code(id) { batch.text(column: column, id: $0) }
            records.ensure(count: user + 1)
            let words = records.word(user)
            let status = ExposureStatus(words[0])
            if part != nil { notePart(factor, level, at: time, covariate(of: row, batch)) }
            if status[factor] == level, time >= words[1 + factor], !status.isConflicting {
                if time > words[1 + factor] || plan.covariateColumn == nil { continue }
            }
            see(user, factor, level, at: time, covariate(of: row, batch))
        }
    }

    /// nil where none is asked for.
    private func covariate(of row: Int, _ batch: borrowing TranslatedBatch) -> Int64? {
        guard let column = plan.covariateColumn else { return nil }
        return ExperimentMachine.amount(batch.number(column: column, row: row)) ?? ExperimentMachine.noCovariate
    }

    /// A level seen for the first time, earlier than before, or beside another.
    private mutating func see(_ user: Int, _ factor: Int, _ level: Int, at time: Int64, _ covariate: Int64?) {
        let words = records.word(user)
        var status = ExposureStatus(words[0])
        let isTie = status[factor] == level && words[1 + factor] == time
        if !status.isConflicting, status[factor] == 0 || status[factor] == level {
            if status[factor] == 0, level == ArmLevels.outside { outsideUsers += 1 }
            let isFirst = status[factor] == 0
            if !isFirst { take(user, from: time, -1) }
            status[factor] = level
            words[0] = status.word
            words[1 + factor] = time
            if let covariate { keep(covariate, words, factor, isTie: isTie) }
            take(user, from: isFirst ? .min : time, 1)
            return
        }
        var times = conflicts[user] ?? firstSightings(words)
        guard times.note(factor, level, at: time) || isTie && covariate != nil else { return }
        take(user, from: time, -1)
        conflicts[user] = times
        status.isConflicting = true
        for index in plan.factorColumns.indices {
            let names = levels[index].names
            let name = { (level: Int) in level <= names.count ? names[level - 1] : "" }
            guard let first = times.first(index, name: name) else { continue }
            status[index] = first.level
            words[1 + index] = first.time
            if let covariate, index == factor, first == (level, time) { keep(covariate, words, factor, isTie: isTie) }
        }
        words[0] = status.word
        take(user, from: time, 1)
    }

    /// Keeps the covariate of a factor's first exposure; of several at one time the largest, whatever came first.
    private func keep(_ covariate: Int64, _ words: UnsafeMutablePointer<Int64>, _ factor: Int, isTie: Bool) {
        let place = 1 + plan.factorColumns.count + factor
        words[place] = isTie ? max(words[place], covariate) : covariate
    }

    private func firstSightings(_ words: UnsafeMutablePointer<Int64>) -> ConflictTimes {
        let status = ExposureStatus(words[0])
        var times = ConflictTimes()
        for factor in plan.factorColumns.indices where status[factor] != 0 {
            _ = times.note(factor, status[factor], at: words[1 + factor])
        }
        return times
    }

    // MARK: Goals

    var usesDerived: Bool { keepsAll.contains(true) }

    func match(derived signal: Int) -> StepMatch? { classifier.match(derived: signal) }

    private mutating func takeGoals(
        _ user: Int, _ row: Int, _ batch: borrowing TranslatedBatch, _ steps: UInt32, at time: Int64
    ) {
        let goals = plan.goals
        for (share, step) in goals.shares.enumerated() where steps & 1 << UInt32(step) != 0 {
            signalCounts[share] += 1
            reach(user, GoalHistories.Event(time: time, amount: 0, signal: share))
        }
        for (index, ledger) in goals.ledgers.enumerated() {
            if let step = ledger.step, steps & 1 << UInt32(step) == 0 { continue }
            guard let amount = ExperimentMachine.amount(batch.number(column: plan.amountColumns[index], row: row))
            else {
                continue
            }
            // A field that every event carries is no order where it says nothing.
            if amount == 0, ledger.step == nil { continue }
            let signal = goals.shares.count + index
            signalCounts[signal] += 1
            if amount > 0 { caps[index].note(amount, at: time) }
            reach(user, GoalHistories.Event(time: time, amount: amount, signal: signal))
        }
    }

    /// Ten-thousandths; squares of what many users bring must still fit.
    static func amount(_ number: Double) -> Int64? { TenThousandths.of(number, limit: 1e11) }

    mutating func reach(_ user: Int, _ event: GoalHistories.Event) {
        if part != nil { keepInPart(event, of: user) }
        records.ensure(count: user + 1)
        let words = records.word(user)
        let exposure = exposure(of: words, user)
        let isShare = event.signal < plan.goals.shares.count && !keepsAll[event.signal]
        var status = ExposureStatus(words[0])
        let keepsAll = keepsAll(user, status)
        if let exposure, let slot = status.history,
            append(event, slot, exposure, covariate(of: words, exposure), keepsAll: keepsAll)
        {
            return
        }
        if isShare, !keepsAll, let start = exposure?.start, event.time >= start, let slot = status.history,
            histories[slot].contains(where: {
                $0.signal == event.signal && $0.time >= start && $0.time <= event.time
            })
        {
            // Reached already: an exposure can only be found to be earlier, so this one will never be the first.
            return
        }
        let slot: Int
        if let known = status.history {
            slot = known
        } else {
            slot = histories.open()
            historyUsers.append(user)
            status.history = slot
            words[0] = status.word
        }
        if exposure != nil { take(user, from: event.time, -1) }
        if keepsAll {
            let useless = min(exposure?.start ?? .max, keptHorizon)
            if GoalHistories.keep(event, in: &histories[slot], from: useless) { pruned.insert(user) }
        } else {
            if people != nil, !joint.contains(user) { pruned.insert(user) }
            insert(event, into: slot, isShare: isShare, start: exposure?.start)
        }
        if exposure != nil { take(user, from: event.time, 1) }
    }

    private mutating func insert(_ event: GoalHistories.Event, into slot: Int, isShare: Bool, start: Int64?) {
        // What lies before the exposure, or before any that can still come, will never count.
        let useless = min(start ?? .max, horizon)
        if let first = histories[slot].first, first.time < useless {
            histories[slot].removeAll { $0.time < useless }
        }
        if isShare, let start, event.time >= start {
            histories[slot].removeAll { $0.signal == event.signal && $0.time > event.time }
        }
        if event.time < useless { return }
        let place = histories[slot].lastIndex { $0.time <= event.time }.map { $0 + 1 } ?? 0
        histories[slot].insert(event, at: place)
    }
}
