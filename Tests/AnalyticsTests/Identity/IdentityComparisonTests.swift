import Expressions
import Foundation
import Testing

@testable import Analytics

/// People on several devices against the same people with one id each: every number of every snapshot.
struct IdentityComparisonTests {
    static let streams = UInt64(ProcessInfo.processInfo.environment["FUNNELTOP_STREAMS"].flatMap { Int($0) } ?? 5)

    private func stream(_ row: OptionRow, _ seed: UInt64) -> RandomStream {
        // Twice the usual length, so that people meet.
        var stream = RandomStream(row, seed: seed, isShuffled: seed % 2 == 1)
        stream.events += RandomStream(row, seed: seed + 1000, isShuffled: true).events
        if seed % 2 == 0 { stream.events.sort { $0.time < $1.time } }
        var ids = RandomIds(seed: seed &* 64 &+ UInt64(OptionRow.allCases.firstIndex(of: row) ?? 0))
        stream.events = ids.applied(to: stream.events)
        return stream
    }

    private func trial(_ definition: FunnelDefinition, _ seed: UInt64) -> IdentityTrial {
        var configuration = AnalyticsConfiguration(funnels: [definition])
        configuration.sessionGap = .seconds(4)
        configuration.breakdowns =
            definition.counting == .unique
            ? [.init(field: "item"), .init(field: "item", attribution: .last)] : [.init(field: "item")]
        if definition.counting == .unique, seed % 3 == 0 {
            configuration.breakdowns.append(.init(field: "item", attribution: .all))
        }
        configuration.segments = [
            .init(name: "first", filter: .comparison(Comparison("org", .equal(Literal(text: "1")))))
        ]
        configuration.sessionsByField = definition.counting == .session && seed % 2 == 0
        if seed % 5 == 4 { configuration.filter = .comparison(Comparison("n", .exists)) }
        if seed % 7 == 6 { configuration.since = Timestamp(microseconds: 1_004_000_000) }
        configuration.lateness = seed % 4 == 3 ? .all : .bounded(.seconds(Int64(seed % 9)))
        var trial = IdentityTrial(configuration)
        trial.batchSize = [1, 1, 3, 5][Int(seed / 2 % 4)]
        if seed % 3 == 1 {
            var request = SnapshotRequest()
            request.range = .fifteenMinutes
            var past = request
            past.stepsBack = 1
            trial.requests += [request, past]
        }
        return trial
    }

    private func run(
        _ rows: [OptionRow], _ name: String, _ change: (inout IdentityTrial, UInt64) -> Void = { _, _ in }
    ) throws -> IdentityTrial.Totals {
        var totals = IdentityTrial.Totals()
        for row in rows {
            for seed in 0..<Self.streams {
                let stream = stream(row, seed)
                var trial = trial(stream.definition, seed)
                change(&trial, seed)
                if trial.isRefused { continue }
                if let failure = try trial.failure(stream.events, "\(row.rawValue), seed \(seed)") {
                    Issue.record("\(failure)")
                    break
                }
                totals += trial.totals
            }
        }
        print("identity, \(name):", totals)
        #expect(totals.streams > 0 && totals.joins > 0 && totals.refused > 0 && totals.aliasesRefused > 0)
        return totals
    }

    @Test func `funnels over people are those over the same people with one id each, after every batch`() throws {
        let totals = try run(OptionRow.allCases, "funnels") { _, _ in }
        #expect(totals.partings > 0)
    }

    @Test func `an input read for its ids first gives the same`() throws {
        let totals = try run(OptionRow.allCases, "reports") { trial, _ in
            trial.configuration.lateness = .all
            trial.readsAgain = true
        }
        #expect(totals.approximate == 0)
    }

    @Test func `without stitching every id is a user of his own`() throws {
        for seed in 0..<Self.streams {
            let stream = stream(.plain, seed)
            var configuration = AnalyticsConfiguration(funnels: [stream.definition])
            configuration.stitching = false
            var driver = try EngineDriver(configuration, tiesIds: true)
            driver.add(stream.events)
            var plain = try EngineDriver(configuration)
            plain.add(stream.events)
            let (snapshot, right) = (driver.snapshot(), plain.snapshot())
            #expect(snapshot.funnels == right.funnels, "seed \(seed)")
            #expect(snapshot.users == right.users, "seed \(seed)")
            #expect(snapshot.source.identity == IdentitySnapshot(), "seed \(seed)")
        }
    }

    @Test func `experiments over people are those over the same people with one id each`() throws {
        var totals = IdentityTrial.Totals()
        // Which users are seen in more variants than are kept apart depends on the order of arrival.
        for row in ExperimentRow.allCases where row != .manyVariants {
            for seed in 0..<(row == .cap ? 2 : Self.streams * 2) {
                var experiment = RandomExperiment(row, seed: seed, order: seed % 2 == 0 ? .inOrder : .shuffled)
                var ids = RandomIds(seed: seed &* 64 &+ UInt64(ExperimentRow.allCases.firstIndex(of: row) ?? 0))
                experiment.events = ids.applied(to: experiment.events)
                var configuration = AnalyticsConfiguration(funnels: experiment.funnels)
                configuration.experiments = [experiment.definition]
                configuration.segments = experiment.segment.map { [.init(name: "segment", filter: $0)] } ?? []
                configuration.lateness =
                    seed % 3 == 0 ? .all : .bounded(.seconds(Int64(seed % 9) * experiment.pace))
                var trial = IdentityTrial(configuration)
                trial.batchSize = [1, 4, 7][Int(seed % 3)]
                trial.looksOften = false
                trial.readsAgain = seed % 6 == 0
                if let failure = try trial.failure(experiment.events, "\(row.rawValue), seed \(seed)") {
                    Issue.record("\(experiment.definition)\n\(failure)")
                    break
                }
                totals += trial.totals
            }
        }
        print("identity, experiments:", totals)
        #expect(totals.joins > 0 && totals.refused > 0 && totals.partings > 0)
    }

    @Test func `what is not kept any more leaves numbers that are near, and counted as such`() throws {
        var totals = IdentityTrial.Totals()
        for row in OptionRow.allCases {
            for seed in 0..<Self.streams {
                let stream = stream(row, seed)
                var trial = trial(stream.definition, seed)
                trial.configuration.lateness = .bounded(.seconds(1))
                trial.configuration.filter = nil
                if trial.isRefused { continue }
                totals += try trial.forgetful(stream.events, keeping: Int(seed % 3), "\(row.rawValue), seed \(seed)")
            }
        }
        print("identity, forgetful:", totals)
        #expect(totals.approximate > 0)
    }
}
