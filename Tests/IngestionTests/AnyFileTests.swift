import Analytics
import ByteSources
import Expressions
import Foundation
import Testing

@testable import Ingestion

/// Files as people have them, read without a word about what they are.
@Suite struct AnyFileTests {
    private func read(
        _ paths: [String], _ description: InputDescription = InputDescription()
    ) throws -> Snapshot {
        var configuration = AnalyticsConfiguration(funnels: [try FunnelParser.parse("shop: viewed > cart > paid")])
        configuration.lateness = .all
        let settings = IntakeSettings(
            origins: paths.map { .files(SourcePattern($0)) }, description: description, follows: false)
        let intake = try Intake(settings, configuration)
        intake.readToEnd { .zero }
        return intake.snapshot(SnapshotRequest())
    }

    private func counts(_ snapshot: Snapshot) -> [Int] { snapshot.funnels[0].steps.map(\.count) }

    @Test func `rows without a time stand in the order of their lines`() throws {
        let files = try TemporaryFiles()
        // More than one chunk of them, so that lines are counted across calls.
        let rows =
            (0..<60_000).flatMap { ["u\($0),viewed", "u\($0),cart", "u\($0),paid"] } + ["w,paid", "w,cart", "w,viewed"]
        let snapshot = try read([try files.write("a.csv", ["user,event"] + rows)])
        #expect(counts(snapshot) == [60_001, 60_000, 60_000])
        #expect(snapshot.source.inputs[0].isInLineOrder)
        #expect(snapshot.source.events == 180_003)
    }

    @Test func `a JSON array is as good as lines`() throws {
        let files = try TemporaryFiles()
        let objects = ["viewed", "cart", "paid"].enumerated().map {
            "  {\n    \"ts\": \(1_767_225_600 + $0.offset),\n    \"user_id\": \"u\",\n    \"event\": \"\($0.element)\"\n  }"
        }
        let snapshot = try read([try files.write("a.json", text: "[\n" + objects.joined(separator: ",\n") + "\n]\n")])
        #expect(counts(snapshot) == [1, 1, 1])
        #expect(snapshot.source.inputs[0].encodings == ["JSON documents"])
        // The last record stands on line 12; what follows it is no record's line.
        #expect(snapshot.source.inputs[0].lines == 12)
        #expect(snapshot.source.rejected.isEmpty)
    }

    @Test func `UTF-16 and lone carriage returns are undone`() throws {
        let files = try TemporaryFiles()
        let table = "time,user,event\n2026-01-01 10:00:00,ü,viewed\n2026-01-01 10:01:00,ü,cart\n"
        let returns = try read([try files.write("mac.csv", text: table.replacing("\n", with: "\r"))])
        #expect(counts(returns) == [1, 1, 0])
        #expect(returns.source.inputs[0].encodings == ["CR line ends"])
    }

    @Test func `copies of an event count once in either reading`() throws {
        let files = try TemporaryFiles()
        func line(_ id: Int, _ second: Int, _ event: String) -> String {
            "{\"ts\":\(1_767_225_600 + second),\"user_id\":\"u\",\"event\":\"\(event)\",\"message_id\":\"m\(id)\",\"revenue\":5}"
        }
        let lines = [
            line(1, 0, "viewed"), line(3, 2, "paid"), line(2, 1, "cart"), line(3, 2, "paid"), line(1, 0, "viewed"),
        ]
        let snapshot = try read([try files.write("a.jsonl", lines)])
        #expect(counts(snapshot) == [1, 1, 1])
        #expect(snapshot.source.duplicates == 2)
        #expect(snapshot.source.events == 3)
        #expect(snapshot.funnels[0].steps[2].revenue == 5)
    }

    @Test func `all files of a folder are merged by time`() throws {
        let files = try TemporaryFiles()
        func line(_ second: Int, _ event: String) -> String { "\(1_767_225_600 + second),u,\(event)" }
        let newer = try files.write("shop.csv", ["time,user,event", line(2, "paid")])
        _ = try files.write("shop.csv.1", ["time,user,event", line(0, "viewed"), line(1, "cart")])
        let folder = String(newer.dropLast("/shop.csv".count))
        let snapshot = try read([folder])
        #expect(counts(snapshot) == [1, 1, 1])
        #expect(snapshot.source.inputs.count == 2)
    }

    @Test func `bots are left out and counted`() throws {
        let files = try TemporaryFiles()
        func line(_ ip: String, _ agent: String) -> String {
            "\(ip) - - [05/Jan/2026:09:00:00 +0000] \"GET / HTTP/1.1\" 200 5120 \"-\" \"\(agent)\""
        }
        let path = try files.write(
            "access.log",
            [
                line("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"), line("203.0.113.8", "curl/8.5.0"),
                line("203.0.113.9", "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"),
            ])
        let without = try read([path])
        #expect(without.users == 1)
        #expect(without.source.bots == 2)
        var description = InputDescription()
        description.includesBots = true
        let with = try read([path], description)
        #expect(with.users == 3)
        #expect(with.source.bots == 0)
    }

    @Test func `a folder of nothing but folders is named and says so`() throws {
        let files = try TemporaryFiles()
        let path = try files.write("a.csv", text: "")
        let folder = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex)) + "/none"
        #expect(mkdir(folder, 0o700) == 0 && mkdir(folder + "/below", 0o700) == 0)
        let settings = IntakeSettings(
            origins: [.files(SourcePattern(folder))], description: InputDescription(), follows: true)
        let intake = try Intake(settings, AnalyticsConfiguration(funnels: []))
        _ = intake.round(now: .zero, chunks: 1)
        let snapshot = intake.snapshot(SnapshotRequest())
        #expect(snapshot.source.inputs.map(\.path) == [folder])
        #expect(snapshot.warnings.first?.contains("directories below it are not read") == true)
    }
}
