import Expressions

/// Collects all events of one user while they are counted, to explain afterwards where the user stands.
///
/// Shown by `AnalyticsState` what became of every row: nothing is counted here in another way than there.
package struct UserTrace {
    /// One funnel with the means to classify events for it.
    private struct Lens {
        var columns: FunnelColumns
        var classifier: EventClassifier
        /// Of the definition without its steps' filters.
        var unfiltered: EventClassifier
        var stepOfFirst: [Int]
    }

    /// Hash of the id that was asked for, as in `EventBatch.users`.
    let user: UInt64
    private let limit: Int
    private let configuration: AnalyticsConfiguration
    private var lenses: [Lens]
    private var events: [TraceEvent] = []
    private var omitted = 0
    private var eventsRead = 0
    private var now: Int64?

    /// - Parameters:
    ///   - configuration: the one that is counted.
    ///   - user: hash of one of the user's ids.
    ///   - limit: the most events kept; later ones are counted only.
    package init(_ configuration: AnalyticsConfiguration, user: UInt64, limit: Int = 100_000) throws(PlanError) {
        let plan = try AnalyticsPlan(configuration)
        self.configuration = configuration
        self.user = user
        self.limit = limit
        var collector = ColumnCollector()
        for column in plan.projection.columns { _ = collector.index(of: column.field, column.kind) }
        lenses = plan.funnels.compactMap(\.first).map { funnel in
            Lens(
                columns: funnel.columns, classifier: funnel.classifier,
                unfiltered: EventClassifier(UserTrace.withoutFilters(funnel.definition), columns: &collector),
                stepOfFirst: funnel.classifier.stepOfFirst)
        }
    }

    /// A condition on any event is all there is to its step, so it stays.
    private static func withoutFilters(_ definition: FunnelDefinition) -> FunnelDefinition {
        var definition = definition
        for step in definition.steps.indices {
            definition.steps[step].isFirstTimeOnly = false
            for index in definition.steps[step].alternatives.indices
            where definition.steps[step].alternatives[index].subject != .anything {
                definition.steps[step].alternatives[index].filter = nil
            }
        }
        definition.exclusions = []
        return definition
    }

    /// Takes the user's events out of rows.
    ///
    /// - Parameters:
    ///   - ids: hashes of all ids of the person, as far as they are known.
    ///   - accepted: by row, the index of the id; negative, a `Refusal`, where the row does not count.
    ///   - watermark: as it was before the rows.
    mutating func add(
        _ batch: borrowing TranslatedBatch, _ rows: Range<Int>, ids: Set<UInt64>, accepted: [Int32],
        watermark: Watermark, names: TextTable
    ) {
        var watermark = watermark
        for (row, index) in zip(rows, accepted) {
            eventsRead += 1
            let standing = standing(index, batch.batch.times[row], batch.isLocal(row), &watermark)
            guard ids.contains(batch.batch.users[row]) else { continue }
            guard events.count < limit else {
                omitted += 1
                continue
            }
            events.append(event(row, standing, batch, names))
        }
        now = watermark.time
    }

    private func standing(
        _ index: Int32, _ time: Int64, _ isLocal: Bool, _ watermark: inout Watermark
    ) -> Explanation.Standing {
        switch AnalyticsState.Refusal(rawValue: index) {
        case .copy: return .copy
        case .outsideTimes: return .outsideTimes
        case .filtered: return .leftOut
        case .ahead: return .ahead
        case .late, .untracked, nil:
            if case .late(let span) = watermark.admit(time, isLocal: isLocal) {
                return .late(by: TimeSpan(microseconds: span))
            }
            return index < 0 ? .untracked : .counted
        }
    }

    private mutating func event(
        _ row: Int, _ standing: Explanation.Standing, _ batch: borrowing TranslatedBatch, _ names: TextTable
    ) -> TraceEvent {
        let name = batch.events[row]
        let text =
            name & Symbol.transientBit == 0
            ? names.texts[Int(name)] : batch.transientText(name)
        var views: [TraceEvent.View] = []
        for index in lenses.indices {
            let match = lenses[index].classifier.match(row, in: batch, names: names)
            let firsts = FunnelProgress.steps(ofFirsts: match.firstPasses, lenses[index].stepOfFirst)
            let columns = lenses[index].columns
            let unit: UInt64 =
                switch columns.unit {
                case nil: 1
                case .field(let column), .session(let column): batch.key(column: column, row: row)
                }
            views.append(
                TraceEvent.View(
                    match: match, steps: lenses[index].unfiltered.match(row, in: batch, names: names).steps,
                    passing: match.steps | firsts, held: columns.held.map { batch.key(column: $0, row: row) } ?? 0,
                    unit: unit))
        }
        return TraceEvent(time: batch.batch.times[row], name: text, standing: standing, views: views)
    }

    /// Where the user stands after all rows so far.
    ///
    /// - Parameter name: the user's id as text, for people to read.
    /// - Complexity: O(events × steps) for each rule of each funnel.
    package func explanation(user name: String) -> Explanation {
        // By time and then arrival: the sort of the standard library is not promised to be stable.
        let order = events.indices.sorted { (events[$0].time, $0) < (events[$1].time, $1) }
        let sorted = order.map { events[$0] }
        var explanation = Explanation(user: name, eventsRead: eventsRead, omitted: omitted)
        explanation.now = now.map(Timestamp.init(microseconds:))
        explanation.events = sorted.map { event in
            Explanation.Event(
                time: Timestamp(microseconds: event.time), name: event.name, standing: event.standing,
                marks: event.views.map {
                    Explanation.Mark(steps: Explanation.steps($0.passing), excludes: $0.match.exclusions != 0)
                })
        }
        for (index, definition) in configuration.funnels.enumerated() {
            let explainer = FunnelExplainer(
                definition: definition, configuration: configuration, events: sorted, index: index,
                stepOfFirst: lenses[index].stepOfFirst, now: now ?? 0)
            let (funnel, links) = explainer.explain()
            explanation.funnels.append(funnel)
            for link in links { explanation.events[link.event].marks[index].filled = link.step + 1 }
        }
        return explanation
    }
}
