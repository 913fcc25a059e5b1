import Expressions
import SeededNumbers
import Testing

@testable import Analytics

/// Sizes and times at the edges.
struct LimitTests {
    private func definition(_ steps: Int, window: TimeSpan? = .seconds(3600)) -> FunnelDefinition {
        var definition = FunnelDefinition(
            name: "limits",
            steps: (0..<steps).map { StepDefinition(name: "s\($0)", alternatives: [StepAlternative(.event("e\($0)"))]) }
        )
        definition.window = window
        return definition
    }

    private func snapshot(
        _ definition: FunnelDefinition, _ events: [ReferenceEvent],
        breakdowns: [AnalyticsConfiguration.Breakdown] = [], lateness: AnalyticsConfiguration.Lateness = .all
    ) throws -> FunnelSnapshot {
        var configuration = AnalyticsConfiguration(funnels: [definition])
        configuration.breakdowns = breakdowns
        configuration.lateness = lateness
        var driver = try EngineDriver(configuration)
        driver.add(events)
        return try #require(driver.snapshot().funnels.first)
    }

    private func event(_ user: String, _ name: String, _ time: Int64, _ arrival: Int) -> ReferenceEvent {
        ReferenceEvent(user: user, event: name, time: time, arrival: arrival)
    }

    @Test func `a user of a four-step funnel with a window and one breakdown takes at most 128 bytes`() {
        let rules = FunnelRules(
            definition(4), sessionGap: .seconds(1800), sessionsByField: false, attributions: [.first])
        // Its hash, and its share of the table of slots at the lowest load.
        #expect(rules.layout.stride * 8 + 8 + 8 <= 128)
    }

    @Test func `a funnel may have 32 steps`() throws {
        let events = (0..<32).map { event("u", "e\($0)", Int64($0) * 1_000_000, $0) }
        #expect(try snapshot(definition(32), events).steps.map(\.count) == Array(repeating: 1, count: 32))
        let reversed = events.reversed().enumerated().map { event($1.user, $1.event, $1.time, $0) }
        #expect(try snapshot(definition(32), reversed).steps.map(\.count) == Array(repeating: 1, count: 32))
        let tied = reversed.map { event($0.user, $0.event, 5, $0.arrival) }
        #expect(try snapshot(definition(32), tied).steps.map(\.count) == Array(repeating: 1, count: 32))
    }

    @Test func `windows of nothing and of a microsecond hold what they include`() throws {
        let events = [
            event("u", "e0", 10, 0), event("u", "e1", 10, 1), event("v", "e0", 10, 2), event("v", "e1", 11, 3),
        ]
        for (window, expected) in [(Int64(0), [2, 1]), (1, [2, 2])] {
            let funnel = try snapshot(definition(2, window: TimeSpan(microseconds: window)), events)
            #expect(funnel.steps.map(\.count) == expected)
        }
    }

    @Test(arguments: [nil, TimeSpan.seconds(86400 * 36500)])
    func `years between events and times before 1970 are exact to the millisecond`(window: TimeSpan?) throws {
        let century: Int64 = 86400 * 36500 * 1_000_000
        let events = [
            event("u", "e0", -century / 2, 0), event("u", "e1", century / 2 - 123_000, 1),
            event("v", "e0", century / 2, 2), event("v", "e1", century / 2 + 1_000, 3),
        ]
        let funnel = try snapshot(definition(2, window: window), events)
        #expect(funnel.steps.map(\.count) == [2, 2])
        let times = try #require(funnel.steps[1].fromFirst)
        #expect(abs(times.average - (Double(century) / 1e6 - 0.123 + 0.001) / 2) < 1e-5)
        #expect(funnel.trend.buckets.reduce(0) { $0 + $1.counts[0] } == 1, "the trend reaches back eleven years")
    }

    @Test(arguments: [
        OptionRow.plain, .tiesArrival, .holding, .overlappingSteps, .repeatsStop, .removeExcluded, .total,
    ])
    func `very many events of one user in one second stay linear`(row: OptionRow) throws {
        var random = SeededGenerator(seed: 7)
        var definition = definition(4)
        definition.steps = definition.steps.enumerated().map { index, step in
            var step = step
            step.alternatives = [StepAlternative(.event(["a", "b", "c", "d"][index]))]
            return step
        }
        if row == .overlappingSteps {
            definition.steps[2].alternatives.append(StepAlternative(.event("b")))
        } else {
            row.apply(to: &definition, &random)
        }
        let count = 12_000
        let events = (0..<count).map { arrival in
            var event = event("u", ["d", "c", "b", "a"][arrival * 4 / count], 1_000_000, arrival)
            event.properties["item"] = "hat"
            event.revenue = 1
            return event
        }
        // A square of this would be the longest test by far.
        let funnel = try snapshot(definition, events, breakdowns: [.init(field: "item", attribution: .last)])
        // By arrival nothing follows `a`, and the second `b` is a repeat.
        let isCutShort = row == .tiesArrival || row == .repeatsStop
        #expect(funnel.steps[0].count == 1)
        #expect(funnel.steps[3].count == (isCutShort ? 0 : 1))
        #expect(funnel.steps[0].revenue ?? 0 > 0)
    }

    @Test func `values beyond the bound stand together and none is lost`() throws {
        let events = (0..<100_000).map { arrival in
            var event = event("u\(arrival)", "e0", Int64(arrival) * 1_000, arrival)
            event.properties["item"] = "value \(arrival)"
            return event
        }
        let breakdown = try #require(
            try snapshot(
                definition(2), events, breakdowns: [.init(field: "item")], lateness: .bounded(.seconds(1))
            ).breakdowns.first)
        #expect(breakdown.distinctValues == 100_000)
        #expect(breakdown.values.count == 51)
        #expect(breakdown.values.last?.label == .other)
        #expect(breakdown.values.reduce(0) { $0 + $1.counts[0] } == 100_000)
    }
}
