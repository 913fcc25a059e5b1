import Expressions

/// All aggregates. One owner adds batches and asks for snapshots; nothing of it is shared.
package struct AnalyticsState: ~Copyable {
    let filter: CompiledFilter?
    private let lateness: AnalyticsConfiguration.Lateness
    let times: Range<Int64>
    private let segmentNames: [String]
    var names = TextTable()
    var tables: [TextTable]
    /// Ids, by hash.
    var users = UnitTable()
    var eventCounts: [Int] = []
    /// Events taken so far.
    package internal(set) var eventTotal = 0
    var late = 0
    var duplicates = 0
    private let deduplicationWindow: Int64
    var recentIDs: RecentIDs
    var watermark: Watermark
    /// Time of the latest event that counts now, in microseconds since 1970.
    package var latestTime: Int64 { watermark.latest }
    /// The machine's clock, in microseconds since 1970; until it is told nothing is ahead of it.
    package var clock: Int64 {
        get { watermark.clock }
        set { watermark.clock = newValue }
    }
    /// Is shown every row with what became of it, to explain afterwards where a user stands.
    package var trace: UserTrace?
    var recent = RecentList()
    let machines: [[MachineBox<FunnelMachine>]]
    let experiments: [[MachineBox<ExperimentMachine>]]
    var isSecondReading = false
    /// Ids of one person count as one, where the input has several kinds.
    let stitches: Bool
    /// nil until ids are seen together.
    var people: IdentityGraph?
    /// All that the input says of ids has been learnt before it is read for its numbers.
    var knowsIdentity = false
    /// Persons whose numbers are near, not exact.
    var approximatePersons = 0
    /// Events that the funnels and segments together keep for persons who may still be joined.
    var keptEventLimit = KeptHistory.eventLimit
    /// Where sessions are worked out while funnels and experiments are; nil for one after the other.
    package var beside: (any WorkBeside)?
    /// Bytes that the aggregates may take (see `AnalyticsState+Memory`); nil for no limit.
    package var memoryLimit: Int? {
        didSet { divideMemory() }
    }
    /// Rows after which memory is measured again, and rows since it was.
    var rowsPerMeasure: Int
    var rowsSinceMeasure = 0
    /// There is no memory left for users who have not been seen yet.
    var takesNoNewUsers = false
    /// Events of users who were not taken up.
    var untracked = 0
    /// Sessions, traffic and signals.
    let sessions: MachineBox<SessionMachine>
    let derivedConversions: [Int]
    let signalNames: [String]

    /// - Parameter canReadAgain: the input can be read a second time in the same order; then lateness `.all` keeps
    ///   nothing of users whose events come in order (see `needsSecondReading`).
    // Reads nothing of `self`: this compiler would give back fields that are not there yet.
    package init(plan: AnalyticsPlan, canReadAgain: Bool = false) {
        let configuration = plan.configuration
        let lateness = configuration.lateness
        let watermark = Watermark(configuration)
        let since = configuration.since?.microseconds ?? .min
        let window = configuration.deduplicationWindow.microseconds
        let keeping: FunnelMachine.Keeping = canReadAgain && lateness == .all ? .second : .tails
        let forgets = watermark.lateBound != .max
        let sessions = MachineBox(SessionMachine(plan.sessions, forgets: forgets))
        sessions.machine.closedLimit = AnalyticsState.keptSessions(configuration.memoryLimit)
        let machines = plan.funnels.map { group in
            group.map { MachineBox(FunnelMachine($0, keeping: keeping, forgets: forgets)) }
        }
        let experiments = plan.experiments.map { plans in
            plans.enumerated().map { MachineBox(ExperimentMachine($0.element, isExploratory: $0.offset > 0)) }
        }
        filter = plan.filter
        self.lateness = lateness
        self.watermark = watermark
        times = since..<max(since, configuration.until?.microseconds ?? .max)
        stitches = configuration.stitching
        segmentNames = configuration.segments.map(\.name)
        tables = plan.projection.columns.map { _ in TextTable() }
        deduplicationWindow = window
        recentIDs = RecentIDs(window: window, limit: AnalyticsState.rememberedIDs(configuration.memoryLimit))
        self.sessions = sessions
        derivedConversions = SignalPlan.derivedConversions(configuration)
        signalNames = configuration.signals.map(\.name)
        memoryLimit = configuration.memoryLimit
        rowsPerMeasure = AnalyticsState.rowsPerMeasure(configuration.memoryLimit)
        self.machines = machines
        self.experiments = experiments
    }

    /// Adds the events of a batch, in order of arrival; the ones that do not count because they are ahead of the clock.
    @discardableResult package mutating func add(_ batch: EventBatch) -> [RowAhead] {
        add(prepare(batch), rows: 0..<batch.times.count)
    }

    /// Learns the texts of a batch; batches of one decoder must be prepared in the order in which they were made.
    package mutating func prepare(_ batch: EventBatch) -> PreparedBatch {
        names.learn(batch.newEventNames, decoder: batch.decoder)
        for index in tables.indices { tables[index].learn(batch.newTexts[index], decoder: batch.decoder) }
        return PreparedBatch(TranslatedBatch(batch, names: names, tables: tables))
    }

    /// Adds rows of several prepared batches, in this order; those that are ahead of the clock.
    package mutating func add(_ runs: [RowRun]) -> [RowAhead] {
        let rows = runs.reduce(0) { $0 + $1.rows.count }
        // To look at a few rows at a time costs more than to put them together.
        guard runs.count > 1, rows / runs.count < 256 else {
            return runs.flatMap { add($0.batch, rows: $0.rows) }
        }
        let ahead = addRows(0..<rows, of: PreparedBatch(TranslatedBatch(gathering: runs, tables: tables)))
        return RowRun.rows(at: ahead, of: runs).map { $0.rowAhead($1) }
    }

    /// Adds some events of a prepared batch; those that are ahead of the clock.
    package mutating func add(_ prepared: PreparedBatch, rows: Range<Int>) -> [RowAhead] {
        addRows(rows, of: prepared).map(prepared.rowAhead)
    }

    /// - Returns: the rows that are ahead of the clock.
    private mutating func addRows(_ rows: Range<Int>, of prepared: PreparedBatch) -> [Int] {
        if prepared.batch.batch.identity != nil || people != nil { learn(prepared.batch.batch, rows) }
        let before = watermark
        let ids = accept(prepared.batch, rows)
        if !isSecondReading, trace != nil { show(prepared.batch, rows, ids, before) }
        let users = people == nil ? ids : persons(of: ids)
        let horizon = watermark.horizon
        let isBeside = isSecondReading ? false : addSessions(prepared, rows, users, horizon)
        for group in machines {
            for (place, box) in group.enumerated() {
                add(prepared.batch, rows, users, ids, place, to: box, followsSignals: !isBeside)
            }
        }
        if !isSecondReading {
            for group in experiments {
                for (place, box) in group.enumerated() {
                    if !isBeside {
                        box.machine.add(sessions.machine.changes, segment: place == 0 ? nil : place - 1)
                    }
                    box.machine.add(
                        prepared.batch, rows: rows, users: users, ids: ids, names: names, horizon: horizon)
                }
            }
            recent.add(prepared.recent.filter { rows.contains($0.row) && users[$0.row - rows.lowerBound] >= 0 })
        }
        if watermark.lateBound != .max, let time = watermark.time {
            for box in machines.joined() { box.machine.commit(before: horizon, newest: time) }
        }
        if isBeside { beside?.wait() }
        keepWithinMemory(rows.count)
        let ahead = Refusal.ahead.rawValue
        return ids.contains(ahead) ? rows.filter { ids[$0 - rows.lowerBound] == ahead } : []
    }

    /// Some users' events came out of order and nothing of them was kept: read the same input once more after
    /// `beginSecondReading()` to make the numbers exact.
    package var needsSecondReading: Bool { machines.joined().contains { $0.machine.needsSecondReading } }

    package mutating func beginSecondReading() {
        isSecondReading = true
        watermark.restart()
        recentIDs = RecentIDs(window: deduplicationWindow, limit: recentIDs.limit)
        let sessions = sessions
        // Those of the last rows have been followed.
        sessions.machine.changes.removeAll()
        for box in machines.joined() { box.machine.beginSecondReading() }
    }

    /// All numbers at this moment.
    ///
    /// - Complexity: O(users × steps), for times, open and lost.
    package mutating func snapshot(_ request: SnapshotRequest) -> Snapshot {
        var snapshot = Snapshot()
        snapshot.users = people?.personCount ?? users.count
        if let people { snapshot.source.identity = identitySnapshot(people) }
        snapshot.source.events = eventTotal
        snapshot.source.late = late
        snapshot.source.duplicates = duplicates
        snapshot.source.firstEvent = watermark.first.map(Timestamp.init(microseconds:))
        snapshot.source.lastEvent = watermark.newest.map(Timestamp.init(microseconds:))
        snapshot.now = watermark.time.map(Timestamp.init(microseconds:))
        snapshot.eventCounts = eventCounts.enumerated().filter { $0.element > 0 && $0.offset > 0 }
            .map {
                NamedCount(
                    name: names.texts[$0.offset], count: $0.element, users: sessions.machine.users(ofName: $0.offset))
            }
            .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
        snapshot.recent = recent.events
        snapshot.memoryBytes = memoryBytes
        snapshot.warnings =
            eventTotal > 0
            ? UnseenNames(names.texts + signalNames).warnings(machines.compactMap { $0.first?.machine.definition }) : []
        tellGivenUp(&snapshot)
        let frame = SnapshotFrame(request, first: watermark.first, now: watermark.time)
        snapshot.range = frame.range
        if let end = frame.range, end.isPast {
            snapshot.now = Timestamp(microseconds: end.start.microseconds + end.length.microseconds)
        }
        for group in machines {
            guard let everybody = group.first else { continue }
            for box in group { box.machine.settle() }
            var funnel = FunnelSnapshotBuilder(box: everybody, frame: frame, names: names)
                .snapshot { breakdown, text in breakdownText(everybody, breakdown, text) }
            funnel.isApproximate = isApproximate(everybody) || snapshot.isApproximateThroughout
            funnel.segments = zip(segmentNames, group.dropFirst()).map { name, box in
                var segment = SegmentSnapshot(name: name, counts: frame.counts(box.machine.tally))
                segment.isApproximate = isApproximate(box) || snapshot.isApproximateThroughout
                return segment
            }
            snapshot.funnels.append(funnel)
        }
        // Where everything is waited for, nothing more is known to come.
        let settled = watermark.lateBound == .max ? watermark.time : watermark.time.map { $0 - watermark.lateBound }
        for group in experiments {
            guard let everybody = group.first else { continue }
            var experiment = experimentSnapshot(everybody, settled: settled, control: nil)
            let control = experiment.control == nil ? nil : experiment.arms.first?.levels
            for (name, box) in zip(segmentNames, group.dropFirst()) {
                let seen = experimentSnapshot(box, settled: settled, control: control)
                experiment.segments.append(ExperimentSnapshot.Segment(name: name, arms: seen.arms, goals: seen.goals))
            }
            experiment.isApproximate = isApproximate(everybody) || snapshot.isApproximateThroughout
            snapshot.experiments.append(experiment)
        }
        addTraffic(to: &snapshot, frame)
        markNearNumbers(in: &snapshot)
        return snapshot
    }

    private func experimentSnapshot(
        _ box: MachineBox<ExperimentMachine>, settled: Int64?, control: [String]?
    ) -> ExperimentSnapshot {
        ExperimentSnapshotBuilder(box, users: users.count, now: watermark.time, settled: settled, control: control)
            .snapshot()
    }

    private func breakdownText(_ box: MachineBox<FunnelMachine>, _ breakdown: Int, _ text: UInt32) -> String {
        tables[box.machine.breakdownColumn(breakdown)].texts[Int(text)]
    }
}
