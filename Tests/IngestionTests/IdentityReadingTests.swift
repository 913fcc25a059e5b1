import Analytics
import ByteSources
import Expressions
import Testing

@testable import Ingestion

/// People on several devices, from lines to numbers.
struct IdentityReadingTests {
    private func line(_ second: Int, _ event: String, _ user: String?, _ device: String?) -> String {
        let ids =
            (user.map { ", \"user_id\": \"\($0)\"" } ?? "") + (device.map { ", \"anonymous_id\": \"\($0)\"" } ?? "")
        return "{\"ts\": \(1_700_000_000 + second), \"event\": \"\(event)\"\(ids)}"
    }

    /// Ann looks around without a name, logs in, and buys on another device; Bob uses her tablet later; the last event
    /// is out of order, so that the aggregates need a second reading.
    private var lines: [String] {
        [
            line(0, "viewed", nil, "tablet"), line(5, "cart", nil, "tablet"), line(10, "login", "ann", "tablet"),
            line(20, "paid", "ann", "phone"), line(30, "viewed", "bob", "tablet"), line(60, "paid", "bob", "tablet"),
            line(40, "cart", "bob", "tablet"),
        ]
    }

    private func snapshot(
        _ paths: [String], stitching: Bool = true, lateness: AnalyticsConfiguration.Lateness = .all
    ) throws -> Snapshot {
        var configuration = AnalyticsConfiguration(funnels: [
            try FunnelParser.parse("shop: viewed > cart > paid within 10m")
        ])
        configuration.lateness = lateness
        configuration.stitching = stitching
        let settings = IntakeSettings(
            origins: paths.map { .files(SourcePattern($0)) }, description: InputDescription(), follows: false)
        let intake = try Intake(settings, configuration)
        intake.readToEnd { .zero }
        return intake.snapshot(SnapshotRequest())
    }

    @Test func `a file with two kinds of ids is read for its ids first`() throws {
        let files = try TemporaryFiles()
        let path = try files.write("a.jsonl", lines)
        let found = try snapshot([path])
        #expect(found.users == 2)
        #expect(found.funnels[0].steps.map(\.count) == [2, 2, 2])
        #expect(found.source.identity.stitched == 2)
        #expect(found.source.identity.approximate == 0)
        #expect(found.source.events == 7)
        #expect(found.source.inputs.map(\.lines) == [7])
        let apart = try snapshot([path], stitching: false)
        #expect(apart.users == 3)
        #expect(apart.funnels[0].steps.map(\.count) == [2, 2, 1])
    }

    @Test func `a file whose persons are joined while it is read gives the same`() throws {
        let files = try TemporaryFiles()
        let path = try files.write("a.jsonl", lines)
        let found = try snapshot([path], lateness: .bounded(.seconds(60)))
        #expect(found.users == 2)
        #expect(found.funnels[0].steps.map(\.count) == [2, 2, 2])
        #expect(found.source.identity.stitched == 2)
    }

    @Test func `a file with one kind of ids beside one with two is read whole`() throws {
        let files = try TemporaryFiles()
        let plain = ["viewed", "cart"].enumerated().map { offset, event in
            "{\"ts\": \(1_700_000_100 + offset), \"event\": \"\(event)\", \"user_id\": \"ann\"}"
        }
        let found = try snapshot([try files.write("b.jsonl", plain), try files.write("a.jsonl", lines)])
        #expect(found.users == 2)
        #expect(found.source.events == 9)
        #expect(found.funnels[0].steps.map(\.count) == [2, 2, 2])
    }
}
