import Analytics
import Expressions
import Statistics

/// What an experiment counts, worked out user by user from the events as they are, by the definitions alone: slow and
/// obvious.
struct ReferenceExperiment {
    /// Where a user counts.
    struct Place: Hashable {
        var phase: Int
        var levels: [String]
    }

    struct Exposure {
        var place: Place
        var start: Int64
        /// When the user was seen in a second arm and left.
        var end: Int64
        var covariate: Int64
    }

    let definition: ExperimentDefinition
    let goals: [GoalDefinition]
    /// By factor: the variants that are kept apart, in the order in which they came.
    private(set) var levels: [[String]]
    /// By goal: the most that one user's amount counts.
    private(set) var caps: [Int64?]
    /// Places in `goals`; goals that nobody named are shown once there is an amount.
    private(set) var shown: [Int]
    /// By levels: when the first user came, also of those who left later.
    private(set) var firstExposures: [[String]: Int64] = [:]
    private let users: [[ReferenceEvent]]

    /// - Parameter events: those that count, in the order of arrival.
    init(_ definition: ExperimentDefinition, funnels: [FunnelDefinition] = [], _ events: [ReferenceEvent]) {
        self.definition = definition
        goals = definition.goals.isEmpty ? ReferenceExperiment.defaultGoals(funnels) : definition.goals
        levels = []
        caps = []
        shown = []
        var byUser: [String: [ReferenceEvent]] = [:]
        for event in events { byUser[event.user, default: []].append(event) }
        users = byUser.keys.sorted().map { (byUser[$0] ?? []).sorted(by: ReferenceEvent.isBefore) }
        let limit = definition.factors.count == 1 ? 20 : definition.factors.count == 2 ? 6 : 3
        levels = definition.factors.map { field in
            var seen: [String] = []
            for event in events where exposes(event) {
                if let value = event.value(field), !seen.contains(value) { seen.append(value) }
            }
            return Array(seen.prefix(limit))
        }
        caps = goals.map { cap($0, events) }
        for exposure in users.compactMap({ exposure($0) }) {
            let levels = exposure.place.levels
            firstExposures[levels] = min(firstExposures[levels] ?? .max, exposure.start)
        }
        shown = goals.indices.filter { index in
            guard definition.goals.isEmpty, !goals[index].isShare else { return true }
            return events.contains { amount($0, goals[index]) != nil }
        }
    }

    private static func defaultGoals(_ funnels: [FunnelDefinition]) -> [GoalDefinition] {
        let last = funnels.first?.steps.last
        let conversion = last.map { [GoalDefinition(name: $0.name, kind: .conversion($0))] } ?? []
        return conversion + [
            GoalDefinition(name: "revenue per user", kind: .revenuePerUser(field: nil, on: last)),
            GoalDefinition(name: "average order value", kind: .averageOrderValue(field: nil, on: last)),
        ]
    }

    // MARK: One event

    private func fills(_ event: ReferenceEvent, _ step: StepDefinition) -> Bool {
        step.alternatives.contains { $0.holds(event) }
    }

    private func exposes(_ event: ReferenceEvent) -> Bool { definition.exposure.map { fills(event, $0) } ?? true }

    private func number(_ event: ReferenceEvent, _ field: String) -> Int64? {
        guard let number = event.value(field).flatMap({ Double($0) }), number.isFinite else { return nil }
        return Int64((min(max(number, -1e11), 1e11) * 10_000).rounded(.toNearestOrAwayFromZero))
    }

    /// What the event adds to a goal about amounts.
    private func amount(_ event: ReferenceEvent, _ goal: GoalDefinition) -> Int64? {
        switch goal.kind {
        case .conversion, .custom: return nil
        case .revenuePerUser(let field, let step), .averageOrderValue(let field, let step):
            if let step, !fills(event, step) { return nil }
            let number = number(event, field ?? "revenue")
            // Zero is an order only on a step that is one.
            return number == 0 && step == nil ? nil : number
        }
    }

    /// From the first 200 orders in event time, whoever made them.
    private func cap(_ goal: GoalDefinition, _ events: [ReferenceEvent]) -> Int64? {
        let orders = events.compactMap { event in amount(event, goal).map { (event.time, $0) } }.filter { $0.1 > 0 }
        guard orders.count >= 200 else { return nil }
        return Int64(RevenueCap.limit(orders: orders.sorted { $0 < $1 }.prefix(200).map { Double($0.1) }))
    }

    // MARK: One user

    /// When each level of a factor was first seen, earliest first; of one time by name. All beyond the limit are one.
    private func sightings(_ events: [ReferenceEvent], _ factor: Int) -> [(level: String, time: Int64)] {
        var seen: [String: Int64] = [:]
        for event in events where exposes(event) {
            guard let value = event.value(definition.factors[factor]) else { continue }
            let level = levels[factor].contains(value) ? value : ""
            seen[level] = min(seen[level] ?? .max, event.time)
        }
        return seen.map { (level: $0.key, time: $0.value) }.sorted { ($0.time, $0.level) < ($1.time, $1.level) }
    }

    private func exposure(_ events: [ReferenceEvent]) -> Exposure? {
        let seen = definition.factors.indices.map { sightings(events, $0) }
        let firsts = seen.compactMap(\.first)
        guard firsts.count == seen.count, firsts.allSatisfy({ $0.level != "" }) else { return nil }
        let start = firsts.map(\.time).max() ?? 0
        let second = seen.filter { $0.count > 1 }.map { $0[1].time }.min() ?? .max
        let end = definition.conflicts == .leaveOut ? second : .max
        guard start < end else { return nil }
        let phase = definition.phases.filter { $0.start.microseconds <= start }.count
        // Several events of one time may complete the exposure: the largest number is taken.
        let covariates = events.filter { event in
            event.time == start && exposes(event)
                && zip(definition.factors, firsts).contains { $1.time == start && event.value($0) == $1.level }
        }.compactMap { event in definition.covariate.flatMap { number(event, $0) } }
        return Exposure(
            place: Place(phase: phase, levels: firsts.map(\.level)), start: start, end: end,
            covariate: covariates.max() ?? 0)
    }

    private func words(_ events: [ReferenceEvent], _ exposure: Exposure) -> [Int128] {
        let x = Int128(exposure.covariate)
        let counting = events.filter { event in
            event.time >= exposure.start
                && definition.window.map { event.time - exposure.start <= $0.microseconds } ?? true
        }
        return [1, x, x * x]
            + zip(goals, caps).flatMap { goal, cap -> [Int128] in
                switch goal.kind {
                case .conversion(let step), .custom(let step):
                    return [counting.contains { fills($0, step) } ? 1 : 0]
                case .revenuePerUser, .averageOrderValue:
                    let amounts = counting.compactMap { amount($0, goal) }
                    let orders = Int128(amounts.filter { $0 >= 0 }.count)
                    let sum = amounts.reduce(0, +)
                    let y = Int128(min(sum, cap ?? .max))
                    return [
                        orders > 0 ? 1 : 0, orders, y, y * y, orders * orders, y * orders, Int128(sum) > y ? 1 : 0,
                        Int128(amounts.filter { $0 < 0 }.count), y * x,
                    ]
                }
            }
    }

    // MARK: All users

    /// Sums by place: users, covariate, its squares, then of each goal its words; only events before `time` are known.
    func sums(before time: Int64 = .max) -> [Place: [Int128]] {
        var sums: [Place: [Int128]] = [:]
        for user in users {
            let events = user.filter { $0.time < time }
            if events.isEmpty { continue }
            guard let exposure = exposure(events), exposure.end == .max else { continue }
            let words = words(events, exposure)
            sums[exposure.place] = zip(sums[exposure.place] ?? words.map { _ in 0 }, words).map { $0 + $1 }
        }
        return sums
    }

    /// Users seen in two levels of one factor.
    var conflicting: Int {
        users.filter { user in definition.factors.indices.contains { sightings(user, $0).count > 1 } }.count
    }
}

extension GoalDefinition {
    /// A share of users, not an amount.
    var isShare: Bool {
        switch kind {
        case .conversion, .custom: true
        case .revenuePerUser, .averageOrderValue: false
        }
    }

    var isPerOrder: Bool {
        if case .averageOrderValue = kind { true } else { false }
    }
}
