import Expressions
import Testing

@testable import Analytics

/// Configurations are told apart by all that changes what is counted, and by nothing else.
struct FingerprintTests {
    private var configuration: AnalyticsConfiguration {
        var configuration = AnalyticsConfiguration(funnels: [
            FunnelDefinition(
                name: "shop", steps: ["view", "buy"].map { ExperimentRow.step($0) })
        ])
        var price = ExperimentDefinition(name: "price", factors: ["variant"])
        price.split = ["A": 1, "B": 2, "C": 0.5, "D": 4, "E": 5]
        configuration.experiments = [price]
        return configuration
    }

    @Test func `the number is the same in every process`() {
        #expect(configuration.fingerprint == FingerprintTests.expected)
        #expect(configuration.fingerprintText == configuration.fingerprintText)
    }

    private static let expected: UInt64 = 17_080_293_124_212_123_906

    @Test func `each definition and setting counts`() throws {
        let changes: [(inout AnalyticsConfiguration) -> Void] = [
            { $0.funnels[0].steps[1].isOptional = true },
            { $0.funnels[0].window = .seconds(9) },
            { $0.funnels[0].ties = .grace(.seconds(1)) },
            { $0.funnels[0].steps[0].alternatives[0].filter = .not(.comparison(Comparison("a", .exists))) },
            { $0.funnels[0].steps[0].alternatives[0].subject = .page("view") },
            { $0.breakdowns = [.init(field: "country")] },
            { $0.breakdowns = [.init(field: "country", attribution: .step(2))] },
            { $0.segments = [.init(name: "s", filter: .comparison(Comparison("a", .exists)))] },
            { $0.experiments[0].split["B"] = 3 },
            { $0.experiments[0].lift = .automatic },
            { $0.experiments[0].goals = [GoalDefinition(name: "g", kind: .custom(ExperimentRow.step("buy")))] },
            { $0.signals = [SignalDefinition(name: "s", kind: .pagesPerSession(atLeast: 3))] },
            { $0.kpi = "shop" }, { $0.stitching = false }, { $0.since = Timestamp(microseconds: 5) },
            { $0.until = Timestamp(microseconds: 5) }, { $0.lateness = .all }, { $0.sessionGap = .seconds(9) },
            { $0.ahead = .seconds(9) }, { $0.lateness = .bounded(.seconds(61)) },
            { $0.deduplicationWindow = .seconds(9) },
            { $0.sessionsByField = true }, { $0.filter = .comparison(Comparison("a", .equal(Literal(text: "1")))) },
            { $0.filter = .comparison(Comparison("a", .equal(Literal(text: "1", number: 1)))) },
        ]
        var numbers: Set = [configuration.fingerprint]
        for (index, change) in changes.enumerated() {
            var changed = configuration
            change(&changed)
            #expect(numbers.insert(changed.fingerprint).inserted, "change \(index)")
            let lines = Set(configuration.fingerprintText.split(separator: "\n"))
            let others = Set(changed.fingerprintText.split(separator: "\n")).subtracting(lines)
            #expect(others.count == 1, "change \(index): \(others)")
        }
    }
}
