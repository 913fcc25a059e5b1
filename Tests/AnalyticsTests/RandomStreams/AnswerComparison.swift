import Analytics

/// What a snapshot says that the reference does not.
struct AnswerComparison {
    enum Aspect: String, CaseIterable {
        case counts, dropped, times, revenue, trend, nextActions, breakdowns, late
    }

    struct Difference: Hashable {
        var aspect: Aspect
        var text: String
    }

    private(set) var differences: [Difference] = []

    init(_ answer: FunnelAnswer, _ funnel: FunnelSnapshot) {
        let steps = funnel.steps
        expect(.counts, "counts", answer.counts, steps.map(\.count))
        expect(.dropped, "open", answer.open, steps.map(\.open))
        expect(.dropped, "lost", answer.lost, steps.map(\.lost))
        expect(.dropped, "excluded", answer.excluded, steps.map(\.excluded))
        expect(.dropped, "dropped", steps.map { $0.open + $0.lost + $0.excluded }, steps.map(\.dropped))
        expect(.revenue, "revenue", answer.revenue, steps.map(\.revenue))
        for (index, step) in steps.enumerated() {
            expectTimes("from previous of step \(index + 1)", answer.fromPrevious[index], step.fromPrevious)
            expectTimes("from first of step \(index + 1)", answer.fromFirst[index], step.fromFirst)
        }
        expectTrend(answer, funnel.trend)
        var next: [FunnelAnswer.Next: Int] = [:]
        for action in funnel.nextActions {
            next[.init(afterStep: action.afterStep, event: action.event), default: 0] += action.users
        }
        expect(.nextActions, "next actions", Self.sorted(answer.next), Self.sorted(next))
        for (index, values) in answer.breakdowns.enumerated() {
            guard index < funnel.breakdowns.count else {
                expect(.breakdowns, "number of breakdowns", answer.breakdowns.count, funnel.breakdowns.count)
                break
            }
            expectBreakdown(values, funnel.breakdowns[index])
        }
    }

    private mutating func expect<Value: Equatable>(_ aspect: Aspect, _ name: String, _ right: Value, _ found: Value) {
        if right != found {
            differences.append(Difference(aspect: aspect, text: "\(name): reference \(right), engine \(found)"))
        }
    }

    private mutating func expectTimes(_ name: String, _ times: [Int64], _ summary: TimeSummary?) {
        let seconds = times.map { Double($0) / 1e6 }
        guard let summary else {
            expect(.times, name, seconds, [])
            return
        }
        let average = seconds.isEmpty ? 0 : seconds.reduce(0, +) / Double(seconds.count)
        var isRight = summary.count == seconds.count && abs(summary.average - average) < 1e-3
        if isRight, !seconds.isEmpty {
            let low = seconds[(seconds.count - 1) / 2]
            let high = seconds[seconds.count / 2]
            isRight =
                summary.median >= low - abs(low) * 0.011 - 1e-3 && summary.median <= high + abs(high) * 0.011 + 1e-3
        }
        if !isRight {
            let text = "\(name): reference \(seconds), engine \(summary)"
            differences.append(Difference(aspect: .times, text: text))
        }
    }

    private mutating func expectTrend(_ answer: FunnelAnswer, _ trend: Trend) {
        var found: [Int64: [Int]] = [:]
        for bucket in trend.buckets where bucket.counts.contains(where: { $0 != 0 }) {
            found[bucket.start.microseconds] = bucket.counts
        }
        expect(
            .trend, "trend", answer.trend.sorted { $0.key < $1.key }.map { "\($0.key / 1_000_000)s: \($0.value)" },
            found.sorted { $0.key < $1.key }.map { "\($0.key / 1_000_000)s: \($0.value)" })
    }

    private mutating func expectBreakdown(_ values: [String?: [Int]], _ breakdown: BreakdownSnapshot) {
        let name = "by \(breakdown.field), \(breakdown.attribution)"
        let right = values.map { "\($0.key ?? "(none)"): \($0.value)" }.sorted()
        let found = breakdown.values.filter { $0.counts.contains { $0 != 0 } }.map { value in
            switch value.label {
            case .value(let text): "\(text): \(value.counts)"
            case .other: "(other): \(value.counts)"
            case .none: "(none): \(value.counts)"
            }
        }
        expect(.breakdowns, name, right, found.sorted())
    }

    private static func sorted(_ next: [FunnelAnswer.Next: Int]) -> [String] {
        next.map { "after \($0.key.afterStep) \($0.key.event ?? "nothing"): \($0.value)" }.sorted()
    }

    mutating func expectLate(_ right: Int, _ found: Int) { expect(.late, "late", right, found) }
}
