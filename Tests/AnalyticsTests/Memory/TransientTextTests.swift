import Expressions
import Testing

@testable import Analytics

/// Texts beyond what a decoder numbers.
@Suite struct TransientTextTests {
    /// A decoder that was made anew after a restart has come across other texts first.
    @Test func `a text counts as itself when any decoder has told of it`() throws {
        var configuration = AnalyticsConfiguration(funnels: [try FunnelParser.parse("a > b")])
        configuration.breakdowns = [.init(field: "item")]
        configuration.lateness = .bounded(.seconds(1))
        var driver = try EngineDriver(configuration)
        let item = try #require(driver.projection.columns.firstIndex { $0.field == "item" })
        var batches = CrowdBatches(["a", "b"], driver.projection)

        var first = batches.batch([.init(user: 1, event: 0, time: 1)])
        first.newTexts[item] = ["red"]
        first.columns[item] = .symbols([Symbol(1)])
        driver.add(first)

        var second = batches.batch([.init(user: 2, event: 0, time: 2), .init(user: 3, event: 0, time: 3)])
        second.decoder = 1
        second.newEventNames = ["b"]
        second.transientTexts = ["red", "blue", "a"]
        second.columns[item] = .symbols([0, 1].map { Symbol($0 | Symbol.transientBit) })
        second.events = [2, 2].map { Symbol($0 | Symbol.transientBit) }
        driver.add(second)

        let funnel = driver.snapshot().funnels[0]
        #expect(funnel.steps[0].count == 3)
        let counts = Dictionary(uniqueKeysWithValues: funnel.breakdowns[0].values.map { ($0.label, $0.counts[0]) })
        #expect(counts == [.value("red"): 2, .other: 1])
    }
}
