import Analytics
import ByteSources
import Decoding
import Expressions
import Foundation
import Ingestion
import Testing

/// The whole way from lines to an explanation.
struct TracingTests {
    private func explanation(of user: String, _ names: [String], _ texts: [String]) throws -> Explanation {
        var configuration = AnalyticsConfiguration(funnels: [try FunnelParser.parse("a > b > c within 1m")])
        configuration.lateness = .all
        let directory = FileManager.default.temporaryDirectory.appending(path: "tracing-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        for (name, text) in zip(names, texts) { try Data(text.utf8).write(to: directory.appending(path: name)) }
        let settings = IntakeSettings(
            origins: names.map { .files(SourcePattern(directory.appending(path: $0).path)) },
            description: InputDescription(),
            follows: false)
        let intake = try Intake(settings, configuration)
        intake.follow(try UserTrace(configuration, user: Hash64.hash(user)))
        intake.readToEnd { .zero }
        return try #require(intake.followed).explanation(user: user)
    }

    private func line(_ second: Int, _ user: String, _ event: String) -> String {
        #"{"ts": \#(1_700_000_000 + second), "user_id": "\#(user)", "event": "\#(event)"}"# + "\n"
    }

    @Test func `a user is found by the text of his id and read once though the input is read twice`() throws {
        // Out of order, so that the aggregates need a second reading.
        let text = line(20, "é/1", "b") + line(10, "é/1", "a") + line(30, "other", "a") + line(90, "é/1", "c")
        let found = try explanation(of: "é/1", ["one.jsonl"], [text])
        #expect(found.eventsRead == 4)
        #expect(found.events.map(\.name) == ["a", "b", "c"])
        #expect(found.funnels.first?.level == 2)
    }

    @Test func `several inputs are traced together`() throws {
        let found = try explanation(
            of: "u", ["one.jsonl", "two.jsonl"],
            [line(10, "u", "a") + line(30, "u", "c"), line(5, "v", "a") + line(20, "u", "b")])
        #expect(found.eventsRead == 4)
        #expect(found.funnels.first?.level == 3)
    }
}
