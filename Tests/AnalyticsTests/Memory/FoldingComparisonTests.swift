import Expressions
import Testing

@testable import Analytics

/// Whoever keeps of users only what is needed shows the numbers of one who keeps everything.
struct FoldingComparisonTests {
    static let streams = max(2, RandomComparisonTests.streams / 15)
    /// Beyond the longest range.
    static let longest: Int64 = 40 * 86_400

    @Test(arguments: OptionRow.allCases)
    func `folding users changes no number, whatever they do when they come back`(row: OptionRow) throws {
        for seed in 0..<Self.streams {
            let stream = FoldingTrial.stream(row, seed, longest: Self.longest)
            var trial = SavingScene.trial(stream.definition, seed).folding
            trial.configuration.lateness = .bounded(.seconds(Int64(seed % 4)))
            try run(trial, stream.events, "\(row.rawValue), seed \(seed)", seed)
        }
    }

    @Test(arguments: OptionRow.allCases)
    func `folding changes no number of ranges and of what lies further back`(row: OptionRow) throws {
        for seed in 0..<max(1, Self.streams / 2) {
            let longest: Int64 = [400, 40_000, 600_000, Self.longest][Int(seed % 4)]
            let stream = FoldingTrial.stream(row, seed + 50, longest: longest)
            var trial = SavingScene.trial(stream.definition, seed).folding
            trial.configuration.lateness = .bounded(.seconds(Int64(seed % 4)))
            trial.looks = 10
            trial.requests = [TimeLength.oneHour, .sevenDays, .thirtyDays].flatMap { length in
                (0...1).map { back in
                    var request = SnapshotRequest()
                    (request.range, request.stepsBack) = (length, back)
                    return request
                }
            }
            try run(trial, stream.events, "\(row.rawValue), seed \(seed)", seed)
        }
    }

    @Test(arguments: OptionRow.allCases)
    func `folding changes no number of an input that is read twice`(row: OptionRow) throws {
        for seed in 0..<max(1, Self.streams / 2) {
            var stream = FoldingTrial.stream(row, seed, longest: 50)
            if seed % 2 == 1 { stream.events.swapAt(0, stream.events.count / 2) }
            var trial = SavingScene.trial(stream.definition, seed).folding
            trial.configuration.lateness = .all
            if trial.isRefused { continue }
            let found = try trial.differencesReadingTwice(stream.events)
            #expect(found == [], "\(row.rawValue), seed \(seed) \(stream.events)")
        }
    }

    @Test(arguments: [OptionRow.plain, .reuse, .dropExcluded, .total, .holding, .firstTime, .anyOrder, .session])
    func `folding changes no number of persons of several ids`(row: OptionRow) throws {
        for seed in 0..<Self.streams {
            let stream = FoldingTrial.stream(row, seed, longest: Self.longest)
            var ids = RandomIds(seed: seed)
            var trial = SavingScene.trial(stream.definition, seed).folding
            trial.tiesIds = true
            trial.configuration.lateness = .bounded(.seconds(Int64(seed % 4)))
            trial.configuration.sessionsByField = false
            try run(trial, ids.applied(to: stream.events), "\(row.rawValue), seed \(seed)", seed)
        }
    }

    @Test(arguments: [false, true])
    func `folding changes no session, no traffic and no signal`(byField: Bool) throws {
        for seed in 0..<Self.streams {
            let bound = Int64(seed % 50)
            var configuration = AnalyticsConfiguration(funnels: [RandomVisits.funnel(["view", "buy"])])
            configuration.signals = RandomVisits.signals
            configuration.sessionGap = RandomVisits.gap
            configuration.sessionsByField = byField
            configuration.lateness = .bounded(.seconds(bound))
            var trial = FoldingTrial(configuration)
            trial.batchSize = [1, 3, 5][Int(seed % 3)]
            var events = RandomVisits(seed: seed, disorder: Int64(seed % 60)).events
            // After a day of silence the id of a session begins a new one.
            for index in events.indices where events[index].time > 1_060_000_000 {
                events[index].time += [0, 100, 50_000][Int(seed % 3)] * 1_000_000
            }
            try run(trial, events, "seed \(seed)", seed)
        }
    }

    private func run(_ trial: FoldingTrial, _ events: [ReferenceEvent], _ name: String, _ seed: UInt64) throws {
        if trial.isRefused { return }
        let found = try trial.differences(events, seed: seed)
        if !found.isEmpty {
            let definitions = trial.configuration.funnels.map { DefinitionText(definition: $0).description }
            Issue.record(
                """
                \(name), lateness \(trial.configuration.lateness), batches of \(trial.batchSize), \(definitions)
                \(events.map(\.description).joined(separator: "\n"))
                \(found.joined(separator: "\n"))
                """)
        }
    }
}

extension SavingTrial {
    /// The same, to be folded.
    var folding: FoldingTrial {
        var trial = FoldingTrial(configuration)
        trial.tiesIds = tiesIds
        trial.batchSize = batchSize
        trial.requests = requests
        return trial
    }
}
