import Analytics
import Expressions
import Foundation
import Testing

/// What other tools' own tests say, restated as events and counts.
@Suite(.enabled(if: SharedFiles.exists("conformance/funnel_cases.json"), "the conformance files are not there"))
struct FunnelCasesTests {
    @Test func `the reference answers every case of the other tools`() throws {
        let cases = try FunnelCase.load()
        #expect(cases.count >= 20)
        for entry in cases {
            var reference = ReferenceFunnel(entry.definition)
            reference.breakdowns = entry.breakdown.map { [$0] } ?? []
            if let trend = entry.expected["trend"] as? [String: Any], let seconds = trend["bucket_seconds"] as? Int {
                reference.trendBucket = .seconds(Int64(seconds))
            }
            check(reference.answer(entry.events), entry)
            try checkAlternatives(entry)
        }
    }

    @Test
    func `the engine answers every case of the other tools`() throws {
        for entry in try FunnelCase.load() {
            var configuration = AnalyticsConfiguration(funnels: [entry.definition])
            configuration.breakdowns = entry.breakdown.map { [$0] } ?? []
            configuration.lateness = .all
            var driver = try EngineDriver(configuration)
            driver.add(entry.events)
            let funnel = try #require(driver.snapshot().funnels.first)
            var reference = ReferenceFunnel(entry.definition)
            reference.breakdowns = configuration.breakdowns
            reference.trendBucket = funnel.trend.bucket
            #expect(funnel.steps.map(\.count) == entry.expected["counts"] as? [Int], Comment(rawValue: entry.name))
            let comparison = AnswerComparison(reference.answer(entry.events), funnel)
            #expect(comparison.differences.map(\.text) == [], Comment(rawValue: entry.name))
        }
    }

    private func check(_ answer: FunnelAnswer, _ entry: FunnelCase) {
        let name = Comment(rawValue: entry.name)
        #expect(answer.counts == entry.expected["counts"] as? [Int], name)
        if let levels = entry.expected["levels"] as? [String: Int] { #expect(answer.levels == levels, name) }
        if let averages = entry.expected["avg_step_seconds"] as? [Any] {
            for (step, expected) in averages.enumerated() {
                #expect(average(answer.fromPrevious[step]) == (expected as? NSNumber)?.doubleValue, name)
            }
        }
        if let total = entry.expected["avg_total_seconds"] as? NSNumber {
            #expect(average(answer.fromFirst.last ?? []) == total.doubleValue, name)
        }
        if let trend = entry.expected["trend"] as? [String: Any] {
            let seconds = trend["bucket_seconds"] as? Int ?? 0
            let rows = (0..<(trend["entered"] as? [Int] ?? []).count).map {
                answer.trend[Int64($0 * seconds) * 1_000_000]
            }
            #expect(rows.map { $0?.first ?? 0 } == trend["entered"] as? [Int], name)
            #expect(rows.map { $0?.last ?? 0 } == trend["converted"] as? [Int], name)
        }
        if let segments = entry.expected["by_segment"] as? [String: [Int]] {
            #expect(
                answer.breakdowns == [Dictionary(uniqueKeysWithValues: segments.map { ($0.key as String?, $0.value) })],
                name)
        }
    }

    /// Cases that also say what another option would give.
    private func checkAlternatives(_ entry: FunnelCase) throws {
        var definition = entry.definition
        let key: String
        if entry.expected["counts_policy_drop"] != nil {
            (definition.exclusionPolicy, key) = (.drop, "counts_policy_drop")
        } else if entry.expected["counts_entry_any"] != nil {
            (definition.entry, key) = (.best, "counts_entry_any")
        } else if entry.expected["counts_without_dedup"] != nil {
            (definition.repeats, key) = (.allowed, "counts_without_dedup")
        } else {
            return
        }
        #expect(ReferenceFunnel(definition).answer(entry.events).counts == entry.expected[key] as? [Int])
    }

    private func average(_ microseconds: [Int64]) -> Double? {
        microseconds.isEmpty ? nil : Double(microseconds.reduce(0, +)) / Double(microseconds.count) / 1e6
    }
}
