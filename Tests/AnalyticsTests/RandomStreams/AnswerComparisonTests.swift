import Analytics
import Expressions
import Testing

/// The comparison itself: silent on equal answers, loud on a planted error.
struct AnswerComparisonTests {
    private let definition = FunnelDefinition(
        name: "shop", steps: ["a", "b"].map { StepDefinition(name: $0, alternatives: [StepAlternative(.event($0))]) })

    private func answer() -> FunnelAnswer {
        let events = [("a", 1000), ("b", 1003), ("x", 1004)].enumerated().map { arrival, pair in
            ReferenceEvent(
                user: "u", event: pair.0, time: Int64(pair.1) * 1_000_000, arrival: arrival,
                properties: ["item": "hat"], revenue: 2)
        }
        var reference = ReferenceFunnel(definition)
        reference.breakdowns = [.init(field: "item")]
        return reference.answer(events)
    }

    private func snapshot() -> FunnelSnapshot {
        var steps = [StepSnapshot(name: "a"), StepSnapshot(name: "b")]
        for index in steps.indices { (steps[index].count, steps[index].revenue) = (1, 2) }
        let time = TimeSummary(average: 3, median: 3, p90: 3, count: 1, isApproximate: false)
        (steps[1].fromPrevious, steps[1].fromFirst) = (time, time)
        var funnel = FunnelSnapshot(definition: definition, expression: "", steps: steps)
        funnel.trend.buckets = [.init(start: Timestamp(microseconds: 960_000_000), counts: [1, 1], isFinal: false)]
        funnel.nextActions = [
            NextAction(afterStep: 1, event: "b", users: 1), NextAction(afterStep: 2, event: "x", users: 1),
        ]
        funnel.breakdowns = [
            BreakdownSnapshot(
                field: "item", attribution: .first, values: [BreakdownValue(label: .value("hat"), counts: [1, 1])],
                distinctValues: 1)
        ]
        return funnel
    }

    @Test func `equal answers show no difference`() {
        #expect(AnswerComparison(answer(), snapshot()).differences.map(\.text) == [])
    }

    @Test func `each kind of error is found`() {
        var wrong = snapshot()
        wrong.steps[1].count = 0
        wrong.steps[0].open = 1
        wrong.steps[1].revenue = nil
        wrong.steps[1].fromFirst?.average = 4
        wrong.trend.buckets[0].counts = [1, 0]
        wrong.nextActions.removeLast()
        wrong.breakdowns[0].values[0].label = .none
        let found = Set(AnswerComparison(answer(), wrong).differences.map(\.aspect))
        #expect(found == [.counts, .dropped, .revenue, .times, .trend, .nextActions, .breakdowns])
    }
}
