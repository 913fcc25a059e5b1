import Analytics
import ByteSources
import Expressions
import Testing

@testable import Ingestion

@Suite struct IngestionTests {
    /// A user a second, each going one step further a minute later; every third stops at the cart.
    private static let lines: [String] = (0..<600).flatMap { user -> [(Int, String)] in
        let start = 1_767_225_600 + user
        var events = [(start, "viewed"), (start + 60, "cart")]
        if user % 3 != 0 { events.append((start + 120, "paid")) }
        return events.map {
            ($0.0, "{\"ts\":\($0.0),\"user_id\":\"u\(user)\",\"event\":\"\($0.1)\",\"country\":\"DE\"}")
        }
    }.sorted { $0.0 < $1.0 }.map(\.1)

    private func configuration(_ lateness: AnalyticsConfiguration.Lateness) throws -> AnalyticsConfiguration {
        var configuration = AnalyticsConfiguration(funnels: [
            try FunnelParser.parse("shop: viewed > cart > paid within 10m")
        ])
        configuration.lateness = lateness
        return configuration
    }

    private func read(
        _ paths: [String], _ lateness: AnalyticsConfiguration.Lateness = .all
    ) throws -> Snapshot {
        let settings = IntakeSettings(
            origins: paths.map { .files(SourcePattern($0)) }, description: InputDescription(), follows: false)
        let intake = try Intake(settings, try configuration(lateness))
        intake.readToEnd { .zero }
        return intake.snapshot(SnapshotRequest())
    }

    @Test func `a file gives the counts of its events`() throws {
        let files = try TemporaryFiles()
        let snapshot = try read([try files.write("a.jsonl", Self.lines)])
        #expect(snapshot.funnels[0].steps.map(\.count) == [600, 600, 400])
        #expect(snapshot.source.inputs[0].lines == 1600)
        #expect(snapshot.source.inputs[0].format == "jsonl")
        #expect(snapshot.source.state == .ended)
    }

    @Test func `case 35: a shuffled file gives the numbers of the sorted one`() throws {
        let files = try TemporaryFiles()
        let sorted = try read([try files.write("a.jsonl", Self.lines)])
        // A permutation that is always the same: 1,597 is prime to the number of lines.
        let count = Self.lines.count
        let shuffled = (0..<count).map { Self.lines[$0 * 1_597 % count] }
        let again = try read([try files.write("b.jsonl", shuffled)])
        #expect(again.funnels[0].steps == sorted.funnels[0].steps)
        #expect(again.funnels[0].trend == sorted.funnels[0].trend)
        #expect(again.source.late == 0)
    }

    @Test func `a second reading for one funnel leaves another that keeps its events alone`() throws {
        let files = try TemporaryFiles()
        let path = try files.write(
            "a.jsonl",
            [
                "{\"ts\":1767225600,\"user_id\":\"u\",\"event\":\"view\",\"revenue\":5}",
                "{\"ts\":1767225700,\"user_id\":\"v\",\"event\":\"x\"}",
                "{\"ts\":1767225650,\"user_id\":\"v\",\"event\":\"x\"}",
            ])
        var configuration = AnalyticsConfiguration(funnels: [
            try FunnelParser.parse("p: view > view"), try FunnelParser.parse("q: x > buy"),
        ])
        configuration.lateness = .all
        let settings = IntakeSettings(
            origins: [.files(SourcePattern(path))], description: InputDescription(), follows: false)
        let intake = try Intake(settings, configuration)
        intake.readToEnd { .zero }
        let funnels = intake.snapshot(SnapshotRequest()).funnels
        #expect(funnels[0].steps.map(\.count) == [1, 0])
        #expect(funnels[0].steps[0].revenue == 5)
        #expect(funnels[1].steps.map(\.count) == [1, 0])
    }

    @Test func `times that stand for never are rejected and harm nothing`() throws {
        let files = try TemporaryFiles()
        let never = "{\"ts\":\"9999-12-31\",\"user_id\":\"n\",\"event\":\"viewed\"}"
        let ahead = "{\"ts\":\"2199-01-01\",\"user_id\":\"f\",\"event\":\"viewed\"}"
        let path = try files.write("a.jsonl", [never, ahead] + Self.lines)
        let snapshot = try read([path], .bounded(.seconds(60)))
        #expect(snapshot.source.rejected == [.implausibleTime: 1, .future: 1])
        #expect(snapshot.source.late == 0)
        #expect(snapshot.funnels[0].steps.map(\.count) == [600, 600, 400])
    }

    @Test func `several files are one stream in the order of their events`() throws {
        let files = try TemporaryFiles()
        let paths = try (0..<3).map { part in
            try files.write("\(part).jsonl", Self.lines.indices.filter { $0 % 3 == part }.map { Self.lines[$0] })
        }
        // Read one after the other, most of the second and third file would be late.
        let snapshot = try read(paths, .bounded(.seconds(2)))
        #expect(snapshot.source.late == 0)
        #expect(snapshot.funnels[0].steps.map(\.count) == [600, 600, 400])
    }

    @Test func `case 36: what comes later than the bound is counted as late and left out`() throws {
        let files = try TemporaryFiles()
        var lines = Self.lines
        lines.append("{\"ts\":1767225600,\"user_id\":\"late\",\"event\":\"viewed\",\"country\":\"DE\"}")
        let snapshot = try read([try files.write("a.jsonl", lines)], .bounded(.seconds(60)))
        #expect(snapshot.source.late == 1)
        #expect(snapshot.funnels[0].steps[0].count == 600)
    }

    @Test func `rejected lines are told with their place in the file`() throws {
        let files = try TemporaryFiles()
        let path = try files.write(
            "a.csv",
            [
                "time,user,event", "2026-01-01T00:00:00Z,a,viewed", "never,a,viewed", "2026-01-01T00:01:00Z,a,cart",
                "2026-01-01T00:02:00Z,,cart",
            ])
        let source = try read([path]).source
        #expect(source.events == 2)
        #expect(source.rejected == [.badTime: 1, .noUser: 1])
        #expect(source.rejectedExamples.map(\.line.line) == [3, 5])
    }

    @Test func `one line without its end is an event when the file is over`() throws {
        let files = try TemporaryFiles()
        let path = try files.write("a.jsonl", text: "{\"ts\":1767225600,\"user_id\":\"a\",\"event\":\"viewed\"}")
        #expect(try read([path]).funnels[0].steps[0].count == 1)
    }

    @Test(.timeLimit(.minutes(2))) func `appended lines and a new filter reach the snapshots`() async throws {
        let files = try TemporaryFiles()
        let path = try files.write("a.jsonl", Array(Self.lines.prefix(800)))
        let slot = LatestSlot<Snapshot>()
        let (wakes, wake) = AsyncStream.makeStream(of: Void.self)
        var configuration = try configuration(.bounded(.seconds(60)))
        let ingestion = try LiveIngestion(
            configuration: configuration, request: SnapshotRequest(), framesPerSecond: 30, slot: slot,
            settings: {
                IntakeSettings(
                    origins: [.files(SourcePattern(path))], description: InputDescription(), follows: true)
            }, wake: { wake.yield() })
        await ingestion.start()
        var snapshots = wakes.makeAsyncIterator()
        func next(where isWanted: (Snapshot) -> Bool) async -> Snapshot? {
            while await snapshots.next() != nil {
                if let snapshot = slot.take(), isWanted(snapshot) { return snapshot }
            }
            return nil
        }
        let first = await next { $0.source.events == 800 }
        #expect(first?.source.state == .following)
        try files.append("a.jsonl", Array(Self.lines.dropFirst(800)))
        let second = await next { $0.source.events == 1600 }
        #expect(second?.funnels[0].steps.map(\.count) == [600, 600, 400])
        configuration.filter = try FilterParser.parse("user_id = u1 or user_id = u3")
        try await ingestion.apply(configuration)
        let third = await next { $0.source.events == 5 }
        #expect(third?.funnels[0].steps.map(\.count) == [2, 2, 1])
    }
}
