import Analytics
import ByteSources
import Decoding
import Expressions
import Testing

@testable import Ingestion

/// Lines of JSON that are wrong, or right in an unusual way, between two good ones.
@Suite struct HostileJSONTests {
    /// What becomes of a line.
    enum Outcome: Sendable {
        case rejected(RejectReason)
        /// The user's id as text, the event's name, and its revenue, NaN for none.
        case taken(user: String, event: String = "viewed", revenue: Double = .nan)
    }

    private static func deep(_ open: String, _ close: String, _ depth: Int = 10_000) -> String {
        "{\"ts\":1767225600,\"user_id\":\"a\",\"x\":" + String(repeating: open, count: depth) + "1"
            + String(repeating: close, count: depth) + "}"
    }

    private static func revenue(_ text: String) -> String {
        "{\"ts\":1767225600,\"user_id\":\"a\",\"event\":\"viewed\",\"revenue\":\(text)}"
    }

    private static func time(_ text: String) -> String {
        "{\"ts\":\(text),\"user_id\":\"a\",\"event\":\"viewed\"}"
    }

    private static func user(_ text: String) -> String {
        "{\"ts\":1767225600,\"user_id\":\(text),\"event\":\"viewed\"}"
    }

    static let lines: [(String, String, Outcome)] = [
        ("no comma", #"{"ts":1767225600,"user_id":"a" "event":"viewed"}"#, .rejected(.malformed)),
        ("no value", #"{"ts":1767225600,"user_id":,"event":"viewed"}"#, .rejected(.malformed)),
        ("cut in a text", #"{"ts":1767225600,"user_id":"a","event":"vie"#, .rejected(.malformed)),
        ("cut in a name", #"{"ts":1767225600,"user_i"#, .rejected(.malformed)),
        ("cut in a number", #"{"ts":17672"#, .rejected(.malformed)),
        ("cut before its end", #"{"ts":1767225600,"user_id":"a","event":"viewed""#, .rejected(.malformed)),
        ("garbage behind", #"{"ts":1767225600,"user_id":"a","event":"viewed"} x"#, .rejected(.malformed)),
        ("a brace behind", #"{"ts":1767225600,"user_id":"a","event":"viewed"}}"#, .rejected(.malformed)),
        (
            "duplicate names",
            #"{"ts":1,"user_id":"first","event":"viewed","revenue":1,"revenue":2,"event":"cart","user_id":"last","ts":1767225600}"#,
            .taken(user: "last", event: "cart", revenue: 2)
        ),
        ("10,000 lists", deep("[", "]"), .rejected(.malformed)),
        ("10,000 objects", deep("{\"a\":", "}"), .rejected(.malformed)),
        ("10,000 lists without an end", String(repeating: "[", count: 10_000), .rejected(.malformed)),
        ("1e400", revenue("1e400"), .taken(user: "a")),
        ("-1e400", revenue("-1e400"), .taken(user: "a")),
        ("1e400 as text", revenue("\"1e400\""), .taken(user: "a")),
        ("NaN", revenue("NaN"), .rejected(.malformed)),
        ("NaN as text", revenue("\"NaN\""), .taken(user: "a")),
        ("Infinity", revenue("-Infinity"), .rejected(.malformed)),
        ("-0", revenue("-0"), .taken(user: "a", revenue: 0)),
        ("-0.0", revenue("-0.0"), .taken(user: "a", revenue: 0)),
        ("2^63", revenue("9223372036854775808"), .taken(user: "a", revenue: 9_223_372_036_854_775_808)),
        ("2^64", revenue("18446744073709551616"), .taken(user: "a", revenue: 18_446_744_073_709_551_616)),
        ("time 1e400", time("1e400"), .rejected(.badTime)),
        ("time NaN", time("NaN"), .rejected(.malformed)),
        ("time 2^63", time("9223372036854775808"), .rejected(.badTime)),
        ("time -2^63 - 1", time("-9223372036854775809"), .rejected(.badTime)),
        ("user 1e3 as text", user("\"1e3\""), .taken(user: "1e3")),
        ("user 1e3", user("1e3"), .taken(user: "1e3")),
        ("user 1000", user("1000"), .taken(user: "1000")),
        ("user 2^63", user("9223372036854775808"), .taken(user: "9223372036854775808")),
        ("user 2^63 as text", user("\"9223372036854775808\""), .taken(user: "9223372036854775808")),
        ("user -0", user("-0"), .taken(user: "-0")),
        ("user NaN", user("NaN"), .rejected(.malformed)),
    ]

    private static func good(_ user: String) -> String {
        "{\"ts\":1767225600,\"user_id\":\"\(user)\",\"event\":\"viewed\",\"revenue\":5}"
    }

    /// - Parameter user: whose events are wanted.
    private func read(_ lines: [String], of user: String = "") throws -> (Snapshot, Explanation) {
        let files = try TemporaryFiles()
        let path = try files.write("a.jsonl", lines)
        var configuration = AnalyticsConfiguration(funnels: [try FunnelParser.parse("shop: viewed > cart within 10m")])
        configuration.lateness = .bounded(.seconds(60))
        var description = InputDescription()
        description.fields.revenue = "revenue"
        let intake = try Intake(
            IntakeSettings(origins: [.files(SourcePattern(path))], description: description, follows: true),
            configuration)
        intake.follow(try UserTrace(configuration, user: Hash64.hash(user)))
        while intake.round(now: .zero, chunks: 1) {}
        return (intake.snapshot(SnapshotRequest()), try #require(intake.followed).explanation(user: user))
    }

    @Test(arguments: lines.indices)
    func `case 23: a strange line is rejected with its reason or taken as it says, and those after it count`(
        index: Int
    ) throws {
        let (what, line, outcome) = Self.lines[index]
        var user = ""
        if case .taken(let taken, _, _) = outcome { user = taken }
        let (snapshot, explanation) = try read(
            [Self.good("before"), line, Self.good("after"), Self.good("end")], of: user)
        let source = snapshot.source
        #expect(source.inputs[0].lines == 4, "\(what)")
        switch outcome {
        case .rejected(let reason):
            #expect(source.rejected == [reason: 1], "\(what)")
            #expect(source.events == 3 && snapshot.users == 3, "\(what)")
            #expect(source.rejectedExamples.map(\.line.line) == [2], "\(what)")
            #expect(source.rejectedExamples.first?.line.reason == reason, "\(what)")
            let text = source.rejectedExamples.first?.line.text ?? "-"
            #expect(text.utf8.count <= 200 && line.hasPrefix(text), "\(what)")
            #expect(snapshot.funnels[0].steps[0].revenue == 15, "\(what)")
        case .taken(let user, let event, let revenue):
            #expect(source.rejected == [:], "\(what)")
            #expect(source.events == 4 && snapshot.users == 4, "\(what)")
            #expect(explanation.events.map(\.name) == [event], "\(what)")
            #expect(explanation.events.map(\.time.microseconds) == [1_767_225_600_000_000], "\(what)")
            #expect(snapshot.recent.map(\.user) == ["before", user, "after", "end"], "\(what)")
            // Sums hold amounts of up to 900 million million.
            let counted = revenue.isNaN || event != "viewed" ? 0 : max(-9e14, min(9e14, revenue))
            #expect(snapshot.funnels[0].steps[0].revenue == 15 + counted, "\(what)")
        }
    }

    @Test func `case 23: ids of events are told apart by their text`() throws {
        func line(_ id: String) -> String {
            "{\"ts\":1767225600,\"user_id\":\"a\",\"event\":\"viewed\",\"message_id\":\(id)}"
        }
        // The second is the first once more, the others are others.
        let (snapshot, _) = try read(["\"1e3\"", "1e3", "1000", "\"-0\"", "0", "9223372036854775808"].map { line($0) })
        #expect(snapshot.source.duplicates == 1)
        #expect(snapshot.source.events == 5)
        #expect(snapshot.source.rejected == [:])
    }
}
