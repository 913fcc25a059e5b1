import Expressions

@testable import Analytics

/// Drives one experiment as the owner of all aggregates does, with its inside open to the tests.
struct ExperimentDriver: ~Copyable {
    let box: MachineBox<ExperimentMachine>
    /// Events that count so far, in the order of arrival.
    private(set) var accepted: [ReferenceEvent] = []
    private(set) var newest: Int64?
    private let lateBound: Int64
    private let segment: Filter?
    private var encoder: BatchEncoder
    private var names = TextTable()
    private var tables: [TextTable]
    private var users: [UInt64: Int32] = [:]

    init(
        _ definition: ExperimentDefinition, funnels: [FunnelDefinition] = [], segment: Filter? = nil,
        lateness: AnalyticsConfiguration.Lateness = .all
    ) throws {
        var configuration = AnalyticsConfiguration(funnels: funnels)
        configuration.experiments = [definition]
        configuration.segments = segment.map { [.init(name: "segment", filter: $0)] } ?? []
        let plan = try AnalyticsPlan(configuration)
        encoder = BatchEncoder(projection: plan.projection)
        tables = plan.projection.columns.map { _ in TextTable() }
        self.segment = segment
        let plans = plan.experiments[0]
        box = MachineBox(ExperimentMachine(plans[segment == nil ? 0 : 1], isExploratory: segment != nil))
        if case .bounded(let span) = lateness { lateBound = span.microseconds } else { lateBound = .max }
    }

    /// Adds one batch.
    mutating func add(_ events: [ReferenceEvent]) {
        let batch = encoder.batch(events)
        names.learn(batch.newEventNames, decoder: 0)
        for index in tables.indices { tables[index].learn(batch.newTexts[index], decoder: 0) }
        var places: [Int32] = []
        for (event, user) in zip(events, batch.users) {
            if let newest, lateBound != .max, newest - event.time > lateBound {
                places.append(-1)
                continue
            }
            newest = max(newest ?? event.time, event.time)
            let place = users[user] ?? Int32(users.count)
            users[user] = place
            places.append(place)
            if segment?.holds(event) ?? true { accepted.append(event) }
        }
        box.machine.add(
            TranslatedBatch(batch, names: names, tables: tables), rows: 0..<events.count, users: places, names: names,
            horizon: lateBound == .max ? .min : newest.map { $0 - lateBound } ?? .min)
    }

    func settle() { box.machine.settle(userCount: users.count) }

    func snapshot(control: [String]? = nil) -> ExperimentSnapshot {
        let settled = newest.map { lateBound == .max ? $0 : $0 - lateBound }
        return ExperimentSnapshotBuilder(
            box, users: users.count, now: newest, settled: settled, control: control
        ).snapshot()
    }

    // MARK: The sums

    /// As `ReferenceExperiment.sums()`.
    var sums: [ReferenceExperiment.Place: [Int128]] {
        var sums: [ReferenceExperiment.Place: [Int128]] = [:]
        for (place, series) in allSeries {
            let values = words.map { series.total[$0] }
            if values.contains(where: { $0 != 0 }) { sums[place] = values }
        }
        return sums
    }

    /// As they were known at the end of each bucket of the grid in which something happened.
    func sumsByBucket() -> [(end: Int64, sums: [ReferenceExperiment.Place: [Int128]])] {
        let (allSeries, words, width) = (allSeries, words, box.machine.layout.wordCount)
        var known: [ReferenceExperiment.Place: [Int128]] = [:]
        var all: [(end: Int64, sums: [ReferenceExperiment.Place: [Int128]])] = []
        for bucket in 0..<box.machine.tally.bucketCount {
            var isNews = false
            for (place, series) in allSeries {
                let news = words.map { series.buckets[bucket * width + $0] }
                guard news.contains(where: { $0 != 0 }) else { continue }
                isNews = true
                known[place] = zip(known[place] ?? news.map { _ in 0 }, news).map { $0 + $1 }
            }
            if isNews {
                all.append((box.machine.tally.end(of: bucket), known.filter { $0.value.contains { $0 != 0 } }))
            }
        }
        return all
    }

    private var words: [Int] {
        let layout = box.machine.layout
        return [SumsLayout.users, layout.covariate, layout.covariate + 1]
            + box.machine.plan.goals.goals.flatMap { goal -> [Int] in
                switch goal.source {
                case .share(let share): [layout.reached(share)]
                case .amounts(let ledger, _): (0..<LedgerSums.wordCount).map { layout.ledger(ledger) + $0 }
                }
            }
    }

    private var allSeries: [(ReferenceExperiment.Place, ExperimentTally.Series)] {
        let tally = box.machine.tally
        return tally.series.indices.flatMap { phase in
            box.machine.cells.codes.enumerated().compactMap { cell, codes in
                let levels = zip(box.machine.levels, codes).map { $0.names[$1 - 1] }
                return tally.series(phase, cell).map { (.init(phase: phase, levels: levels), $0) }
            }
        }
    }
}
