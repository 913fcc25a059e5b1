import Analytics
import Expressions
import Foundation
import Testing

/// The engine against the reference, on streams in which ties, repeats and late events are common.
@Suite(.enabled(if: EngineDriver.isAvailable, "the engine is not there"))
struct RandomComparisonTests {
    static let streams = UInt64(ProcessInfo.processInfo.environment["FUNNELTOP_STREAMS"].flatMap { Int($0) } ?? 400)

    @Test(arguments: OptionRow.allCases)
    func `any order of arrival gives the reference's answer after every event`(row: OptionRow) {
        run(row) { _ in .all }
    }

    @Test(arguments: OptionRow.allCases)
    func `inside the lateness bound the answer is that of the sorted stream and the rest is late`(row: OptionRow) {
        run(row) { seed in .bounded(.seconds(Int64(seed % 9))) }
    }

    @Test(arguments: [OptionRow.plain, .overlappingSteps, .total, .dropExcluded])
    func `how events are cut into batches does not matter`(row: OptionRow) {
        run(row, batchSize: 4) { _ in .bounded(.seconds(5)) }
    }

    private func run(
        _ row: OptionRow, batchSize: Int = 1, lateness: (UInt64) -> AnalyticsConfiguration.Lateness
    ) {
        var failures: [AnswerComparison.Aspect: Int] = [:]
        for seed in 0..<Self.streams {
            let stream = RandomStream(row, seed: seed, isShuffled: seed % 2 == 1)
            var trial = StreamTrial(definition: stream.definition, lateness: lateness(seed))
            trial.batchSize = batchSize
            trial.breakdowns = Self.breakdowns(row)
            let found = trial.differences(stream.events)
            for aspect in Set(found.map(\.aspect)) {
                failures[aspect, default: 0] += 1
                if failures[aspect] == 1 { report(trial, stream, seed, aspect) }
            }
        }
        for (aspect, count) in failures {
            Issue.record("\(row.rawValue): \(count) of \(Self.streams) streams differ in \(aspect.rawValue)")
        }
    }

    private static func breakdowns(_ row: OptionRow) -> [AnalyticsConfiguration.Breakdown] {
        guard row != .total, row != .totalExcluding else { return [.init(field: "item")] }
        return [Attribution.first, .last, .step(2), .all].map { .init(field: "item", attribution: $0) }
    }

    private func report(_ trial: StreamTrial, _ stream: RandomStream, _ seed: UInt64, _ aspect: AnswerComparison.Aspect)
    {
        let events = trial.shrunk(stream.events, aspect)
        let differences = trial.differences(events, only: aspect).map(\.text)
        Issue.record(
            """
            seed \(seed), \(aspect.rawValue)
            \(DefinitionText(definition: stream.definition)), lateness \(trial.lateness)
            \(events.map(\.description).joined(separator: "\n"))
            \(differences.joined(separator: "\n"))
            """)
    }
}
