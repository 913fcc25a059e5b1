import Expressions

/// Collects all events of one user from a stream of batches, to explain afterwards where the user stands.
///
/// Must be given every batch of the stream, since texts are told once and lateness depends on everybody's events.
package struct UserTrace {
    /// One funnel with the means to classify events for it.
    private struct Lens {
        var columns: FunnelColumns
        var classifier: EventClassifier
        /// Of the definition without its steps' filters.
        var unfiltered: EventClassifier
        var stepOfFirst: [Int]
    }

    /// Hashes of the user's ids, as in `EventBatch.users`; more of them may come to be known before the first batch.
    package var ids: Set<UInt64>
    private let limit: Int
    private let configuration: AnalyticsConfiguration
    private let filter: CompiledFilter?
    private var lenses: [Lens]
    private var names = TextTable()
    private var tables: [TextTable]
    private var events: [TraceEvent] = []
    private var omitted = 0
    private var eventsRead = 0
    private var newest: Int64?

    /// - Parameters:
    ///   - configuration: the one whose projection the batches follow.
    ///   - user: hash of one of the user's ids.
    ///   - limit: the most events kept; later ones are counted only.
    package init(_ configuration: AnalyticsConfiguration, user: UInt64, limit: Int = 100_000) throws(PlanError) {
        // A plan of its own: compiled filters remember answers by the numbers of one table.
        let plan = try AnalyticsPlan(configuration)
        self.configuration = configuration
        ids = [user]
        self.limit = limit
        filter = plan.filter
        tables = plan.projection.columns.map { _ in TextTable() }
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

    /// Takes the user's events out of a batch.
    package mutating func add(_ batch: EventBatch) {
        names.learn(batch.newEventNames, decoder: batch.decoder)
        for index in tables.indices { tables[index].learn(batch.newTexts[index], decoder: batch.decoder) }
        let translated = TranslatedBatch(batch, names: names, tables: tables)
        var bound = Int64.max
        if case .bounded(let span) = configuration.lateness { bound = span.microseconds }
        for row in 0..<translated.count {
            eventsRead += 1
            let time = batch.times[row]
            var standing = Explanation.Standing.counted
            if let filter, !filter.isTrue(of: row, in: translated) {
                standing = .leftOut
            } else if let newest, bound != .max, newest - time > bound {
                standing = .late(by: TimeSpan(microseconds: newest - time))
            } else {
                newest = max(newest ?? time, time)
            }
            guard ids.contains(batch.users[row]) else { continue }
            guard events.count < limit else {
                omitted += 1
                continue
            }
            events.append(event(row, standing, translated))
        }
    }

    private mutating func event(
        _ row: Int, _ standing: Explanation.Standing, _ batch: borrowing TranslatedBatch
    ) -> TraceEvent {
        let name = batch.events[row]
        let text =
            name & Symbol.transientBit == 0
            ? names.texts[Int(name)] : batch.batch.transientTexts[Int(name & ~Symbol.transientBit)]
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

    /// Where the user stands after all batches so far.
    ///
    /// - Parameter name: the user's id as text, for people to read.
    /// - Complexity: O(events × steps) for each rule of each funnel.
    package func explanation(user name: String) -> Explanation {
        // By time and then arrival: the sort of the standard library is not promised to be stable.
        let order = events.indices.sorted { (events[$0].time, $0) < (events[$1].time, $1) }
        let sorted = order.map { events[$0] }
        var explanation = Explanation(user: name, eventsRead: eventsRead, omitted: omitted)
        explanation.now = newest.map(Timestamp.init(microseconds:))
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
                stepOfFirst: lenses[index].stepOfFirst, now: newest ?? 0)
            let (funnel, links) = explainer.explain()
            explanation.funnels.append(funnel)
            for link in links { explanation.events[link.event].marks[index].filled = link.step + 1 }
        }
        return explanation
    }
}
