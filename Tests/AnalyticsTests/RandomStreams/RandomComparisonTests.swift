import Analytics
import Expressions
import Foundation
import Testing

/// The engine against the reference, on streams in which ties, repeats and late events are common.
struct RandomComparisonTests {
    static let streams = UInt64(ProcessInfo.processInfo.environment["FUNNELTOP_STREAMS"].flatMap { Int($0) } ?? 30)

    @Test(arguments: OptionRow.allCases)
    func `any order of arrival gives the reference's answer after every event`(row: OptionRow) throws {
        try run(row) { _ in .all }
    }

    @Test(arguments: OptionRow.allCases)
    func `inside the lateness bound the answer is that of the sorted stream and the rest is late`(row: OptionRow) throws
    {
        try run(row) { seed in .bounded(.seconds(Int64(seed % 9))) }
    }

    @Test(arguments: [OptionRow.plain, .overlappingSteps, .total, .dropExcluded])
    func `how events are cut into batches does not matter`(row: OptionRow) throws {
        try run(row, batchSize: 4) { _ in .bounded(.seconds(5)) }
    }

    private func run(
        _ row: OptionRow, batchSize: Int = 1, lateness: (UInt64) -> AnalyticsConfiguration.Lateness
    ) throws {
        var failures: [AnswerComparison.Aspect: Int] = [:]
        var refused: UInt64 = 0
        for seed in 0..<Self.streams {
            let stream = RandomStream(row, seed: seed, isShuffled: seed % 2 == 1)
            var trial = StreamTrial(definition: stream.definition, lateness: lateness(seed))
            trial.batchSize = batchSize
            trial.breakdowns = Self.breakdowns(stream.definition, withAll: seed % 4 == 3)
            if trial.isRefused {
                refused += 1
                continue
            }
            let found = try trial.differences(stream.events)
            for aspect in Set(found.map(\.aspect)) {
                failures[aspect, default: 0] += 1
                if failures[aspect] == 1 { try report(trial, stream, seed, aspect) }
            }
        }
        #expect(refused < Self.streams / 2, "\(refused) definitions were refused")
        for (aspect, count) in failures {
            Issue.record("\(row.rawValue): \(count) of \(Self.streams) streams differ in \(aspect.rawValue)")
        }
    }

    private static func breakdowns(_ definition: FunnelDefinition, withAll: Bool) -> [AnalyticsConfiguration.Breakdown]
    {
        guard definition.counting == .unique else { return [.init(field: "item")] }
        return ([Attribution.first, .last, .step(2)] + (withAll ? [.all] : [])).map {
            .init(field: "item", attribution: $0)
        }
    }

    private func report(_ trial: StreamTrial, _ stream: RandomStream, _ seed: UInt64, _ aspect: AnswerComparison.Aspect)
        throws
    {
        let events = try trial.shrunk(stream.events, aspect)
        let differences = try trial.differences(events, only: aspect).map(\.text)
        Issue.record(
            """
            seed \(seed), \(aspect.rawValue)
            \(DefinitionText(definition: stream.definition)), lateness \(trial.lateness)
            \(events.map(\.description).joined(separator: "\n"))
            \(differences.joined(separator: "\n"))
            """)
    }
}
