import Analytics
import Expressions
import Testing

/// An experiment told by counts: groups of users of one arm, spread evenly over a stretch of time.
struct ExperimentStory {
    struct Group {
        var variant: String
        var users: Int
        /// So many of them buy, at the time of their exposure.
        var reached: Int
        var minutes: Range<Double>
        /// Mean amount of an order; orders differ by up to a half of it, unless the price is fixed.
        var revenue: Double?
        var hasFixedPrice = false
        var country = "DE"
    }

    static let start: Int64 = 1_700_000_000_000_000

    var definition: ExperimentDefinition
    var configuration = AnalyticsConfiguration(funnels: [])
    private var chapters: [[Group]] = []

    init(_ factors: [String] = ["v"], _ goals: GoalDefinition...) {
        definition = ExperimentDefinition(name: "story", factors: factors)
        definition.goals = goals.isEmpty ? [ExperimentStory.bought] : goals
        configuration.lateness = .all
    }

    static var bought: GoalDefinition { GoalDefinition(name: "bought", kind: .conversion(ExperimentRow.step("buy"))) }

    static func time(_ minutes: Double) -> Timestamp { Timestamp(microseconds: start + Int64(minutes * 60_000_000)) }

    /// What happens until the next look.
    mutating func tell(_ groups: Group...) { chapters.append(groups) }

    /// A look after each chapter; one at nothing where nothing was told.
    func snapshots() throws -> [Snapshot] {
        var configuration = configuration
        configuration.experiments = [definition]
        let plan = try AnalyticsPlan(configuration)
        var state = AnalyticsState(plan: plan)
        guard !chapters.isEmpty else { return [state.snapshot(SnapshotRequest())] }
        var writer = StoryWriter(projection: plan.projection, factors: definition.factors)
        var snapshots: [Snapshot] = []
        for groups in chapters {
            state.add(writer.batch(groups))
            snapshots.append(state.snapshot(SnapshotRequest()))
        }
        return snapshots
    }

    func experiments() throws -> [ExperimentSnapshot] { try snapshots().compactMap(\.experiments.first) }

    /// At the end.
    func experiment() throws -> ExperimentSnapshot { try #require(try experiments().last) }
}

/// Writes groups of users as batches, without events between.
struct StoryWriter {
    let projection: Projection
    let factors: [String]
    private var users: UInt64 = 0
    private var texts: [[String]]
    private var hasNames = false

    init(projection: Projection, factors: [String]) {
        self.projection = projection
        self.factors = factors
        texts = projection.columns.map { _ in [] }
    }

    mutating func batch(_ groups: [ExperimentStory.Group]) -> EventBatch {
        var batch = EventBatch(decoder: 0, projection: projection)
        if !hasNames { batch.newEventNames = ["seen", "buy"] }
        hasNames = true
        for group in groups {
            let levels = ExperimentDefinition.factors(of: group.variant)
            let values = projection.columns.map { column in
                column.field == "country" ? group.country : factors.firstIndex(of: column.field).map { levels[$0] }
            }
            let symbols = values.enumerated().map { column, value in symbol(value, column, &batch) }
            let (first, length) = (group.minutes.lowerBound, group.minutes.upperBound - group.minutes.lowerBound)
            for index in 0..<group.users {
                users += 1
                let time = ExperimentStory.time(first + length * Double(index) / Double(group.users)).microseconds
                append(&batch, time, event: 1, symbols, revenue: nil)
                guard (index + 1) * group.reached / group.users > index * group.reached / group.users else { continue }
                let step = group.hasFixedPrice ? 5 : index * group.reached / group.users % 11
                let amount = group.revenue.map { $0 * (0.5 + Double(step) / 10) }
                append(&batch, time, event: 2, symbols, revenue: amount)
            }
        }
        return batch
    }

    private mutating func symbol(_ text: String?, _ column: Int, _ batch: inout EventBatch) -> Symbol {
        guard let text else { return .none }
        if let place = texts[column].firstIndex(of: text) { return Symbol(UInt32(place + 1)) }
        texts[column].append(text)
        batch.newTexts[column].append(text)
        return Symbol(UInt32(texts[column].count))
    }

    private func append(
        _ batch: inout EventBatch, _ time: Int64, event: UInt32, _ symbols: [Symbol], revenue: Double?
    ) {
        batch.times.append(time)
        batch.users.append(users &* 0x9E37_79B9_7F4A_7C15 | 1)
        batch.events.append(Symbol(event))
        for column in projection.columns.indices {
            switch batch.columns[column] {
            case .symbols(var values):
                batch.columns[column] = .symbols([])
                values.append(symbols[column])
                batch.columns[column] = .symbols(values)
            case .numbers(var values):
                batch.columns[column] = .numbers([])
                values.append(projection.columns[column].field == "revenue" ? revenue ?? .nan : .nan)
                batch.columns[column] = .numbers(values)
            case .keys(var values):
                batch.columns[column] = .keys([])
                values.append(0)
                batch.columns[column] = .keys(values)
            }
        }
    }
}
