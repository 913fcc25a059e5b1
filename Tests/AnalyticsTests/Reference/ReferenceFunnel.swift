import Analytics
import Expressions

/// SPEC §3 by brute force: every valid chain of every unit is listed, and the numbers are read off the list.
struct ReferenceFunnel {
    var definition: FunnelDefinition
    var breakdowns: [AnalyticsConfiguration.Breakdown] = []
    var sessionGap: TimeSpan = .seconds(1800)
    var trendBucket: TimeSpan = .seconds(60)

    init(_ definition: FunnelDefinition) { self.definition = definition }

    /// - Parameter now: event time at which open and lost are told apart; the newest event's when nil.
    func answer(_ events: [ReferenceEvent], now: Int64? = nil) -> FunnelAnswer {
        var answer = FunnelAnswer(stepCount: definition.steps.count, breakdownCount: breakdowns.count)
        let now = now ?? events.map(\.time).max() ?? 0
        for (key, unit) in ReferenceUnit.units(of: definition, events: events, sessionGap: sessionGap) {
            if definition.counting == .total {
                for (number, attempt) in unit.attempts().enumerated() {
                    var chains: [[ReferenceChain]] = Array(repeating: [], count: definition.steps.count)
                    for length in 1...attempt.chain.links.count {
                        let prefix = ReferenceChain(links: Array(attempt.chain.links.prefix(length)))
                        chains[prefix.last.step].append(prefix)
                    }
                    add("\(key)/\(number)", unit, chains, isExcluded: attempt.isExcluded, now: now, to: &answer)
                }
            } else {
                add(key, unit, unit.chainsUnderPolicy(), isExcluded: nil, now: now, to: &answer)
            }
        }
        for step in definition.steps.indices {
            answer.fromFirst[step].sort()
            answer.fromPrevious[step].sort()
            answer.starts[step].sort()
        }
        return answer
    }

    private func add(
        _ key: String, _ unit: ReferenceUnit, _ chains: [[ReferenceChain]], isExcluded: Bool?, now: Int64,
        to answer: inout FunnelAnswer
    ) {
        answer.levels[key] = (chains.lastIndex { !$0.isEmpty } ?? -1) + 1
        addCounts(unit, chains, to: &answer)
        addDropped(unit, chains, isExcluded: isExcluded, now: now, to: &answer)
        addTrend(unit, chains, to: &answer)
        addNextActions(unit, chains, to: &answer)
        for (number, breakdown) in breakdowns.enumerated() {
            addBreakdown(
                unit, chains, breakdown, to: &answer.breakdowns[number], starts: &answer.breakdownStarts[number])
        }
    }

    private func addCounts(_ unit: ReferenceUnit, _ chains: [[ReferenceChain]], to answer: inout FunnelAnswer) {
        for (level, reached) in chains.enumerated() {
            guard let start = reached.map({ unit.start($0) }).max() else { continue }
            answer.counts[level] += 1
            answer.starts[level].append(start)
            if let times = unit.durations(of: reached, latestStart: start) {
                answer.fromPrevious[level].append(times.fromPrevious)
                answer.fromFirst[level].append(times.fromFirst)
            }
        }
        for (event, step) in revenueEvents(unit, chains) {
            if let revenue = unit.events[event].revenue {
                answer.revenue[step] = (answer.revenue[step] ?? 0) + revenue
            }
        }
    }

    /// The events that fill each step: in `any order` the step is the one that is filled, not the level.
    private func revenueEvents(_ unit: ReferenceUnit, _ chains: [[ReferenceChain]]) -> [(event: Int, step: Int)] {
        Set(chains.flatMap { $0 }.map(\.last)).map { ($0.event, $0.step) }
    }

    private func addDropped(
        _ unit: ReferenceUnit, _ chains: [[ReferenceChain]], isExcluded: Bool?, now: Int64,
        to answer: inout FunnelAnswer
    ) {
        guard let level = chains.lastIndex(where: { !$0.isEmpty }), level + 1 < chains.count else { return }
        let reached = chains[level]
        let start = reached.map { unit.start($0) }.max()
        let latest = reached.filter { unit.start($0) == start }
        if isExcluded ?? (definition.order != .any && latest.allSatisfy { unit.isBroken($0) }) {
            answer.excluded[level] += 1
        } else if reached.contains(where: { unit.isOpen($0, at: now) }) {
            answer.open[level] += 1
        } else {
            answer.lost[level] += 1
        }
    }

    private func addTrend(_ unit: ReferenceUnit, _ chains: [[ReferenceChain]], to answer: inout FunnelAnswer) {
        for (level, reached) in chains.enumerated() {
            var buckets: Set<Int64> = []
            for moment in Set(reached.map(\.completion)) {
                let starts = reached.filter { $0.completion <= moment }.map { unit.start($0) }
                if let start = starts.max() { buckets.insert(floor(start)) }
            }
            for bucket in buckets {
                answer.trend[bucket, default: Array(repeating: 0, count: chains.count)][level] += 1
            }
        }
    }

    private func floor(_ time: Int64) -> Int64 {
        let width = trendBucket.microseconds
        return time - ((time % width) + width) % width
    }

    private func addNextActions(_ unit: ReferenceUnit, _ chains: [[ReferenceChain]], to answer: inout FunnelAnswer) {
        var levelReachedBy: [Int: Int] = [:]
        for (level, reached) in chains.enumerated() {
            if let position = reached.map(\.completion).min() { levelReachedBy[position] = level }
        }
        var furthest = -1
        for (position, level) in levelReachedBy.sorted(by: { $0.key < $1.key }) where level > furthest {
            furthest = level
            let following = position + 1 < unit.events.count ? unit.events[position + 1].event : unit.following
            answer.next[.init(afterStep: level + 1, event: following), default: 0] += 1
        }
    }

    private func addBreakdown(
        _ unit: ReferenceUnit, _ chains: [[ReferenceChain]], _ breakdown: AnalyticsConfiguration.Breakdown,
        to values: inout [String?: [Int]], starts: inout [String?: [[Int64]]]
    ) {
        let all = chains.flatMap { $0 }
        guard !all.isEmpty else { return }
        for (level, reached) in chains.enumerated() where !reached.isEmpty {
            let deciding: Set<Int?> =
                switch breakdown.attribution {
                case .first: [all.map(\.first.event).min()]
                case .last: [all.map(\.last.event).max()]
                case .step(let number):
                    [chains.indices.contains(number - 1) ? chains[number - 1].map(\.last.event).min() : nil]
                case .all: Set(reached.map(\.last.event))
                }
            for value in Set(deciding.map { $0.flatMap { unit.events[$0].value(breakdown.field) } }) {
                values[value, default: Array(repeating: 0, count: chains.count)][level] += 1
                let own = reached.filter {
                    breakdown.attribution != .all || unit.events[$0.last.event].value(breakdown.field) == value
                }
                guard let start = own.map({ unit.start($0) }).max() else { continue }
                starts[value, default: Array(repeating: [], count: chains.count)][level].append(start)
            }
        }
    }
}
