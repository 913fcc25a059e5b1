import Foundation
import Testing

/// Experiments from the file to the report and to the screen.
@Suite(.serialized) struct ExperimentStories {
    /// Users of both variants, one a second; every fifth of A buys and every fourth of B. From `ramp` on half of them
    /// are B, before that one in ten.
    private static func shop(users: Int, ramp: Int) -> String {
        (0..<users).map { user in
            let isB = user < ramp ? user % 10 == 0 : user % 2 == 0
            let time = ISO8601DateFormatter().string(from: Date(timeIntervalSince1970: 1_780_000_000 + Double(user)))
            func line(_ event: String, _ more: String) -> String {
                #"{"ts":"\#(time)","user_id":"u\#(user)","event":"\#(event)","properties":{"cta":"\#(isB ? "B" : "A")"\#(more)}}"#
                    + "\n"
            }
            let buys = user / 10 % (isB ? 4 : 5) == 0
            return line("viewed", "") + (buys ? line("paid", #","revenue":20.5"#) : "")
        }.joined()
    }

    private static let arguments = ["events.jsonl", "--funnel", "viewed > paid", "--experiment", "cta"]

    private func experiment(_ arguments: [String], in folder: Sandbox) throws -> [String: Any] {
        let run = try Program.run(["report", "--output", "json"] + arguments, in: folder.url)
        let json = try #require(JSONSerialization.jsonObject(with: Data(run.standardOutput.utf8)) as? [String: Any])
        return try #require((json["experiments"] as? [[String: Any]])?.first)
    }

    @Test func `arms are counted as the lines say, in whatever order they come`() throws {
        let folder = try Sandbox()
        // u1 converts; u2 converts before his exposure only; u3 is seen in both arms; u4 pays twice and is refunded.
        let lines = [
            #"{"ts":178000000,"user":"u1","event":"viewed","cta":"A"}"#,
            #"{"ts":178000001,"user":"u1","event":"paid","revenue":5}"#,
            #"{"ts":178000002,"user":"u2","event":"paid","revenue":7}"#,
            #"{"ts":178000003,"user":"u2","event":"viewed","cta":"B"}"#,
            #"{"ts":178000004,"user":"u3","event":"viewed","cta":"A"}"#,
            #"{"ts":178000005,"user":"u3","event":"paid","revenue":9}"#,
            #"{"ts":178000006,"user":"u3","event":"viewed","cta":"B"}"#,
            #"{"ts":178000007,"user":"u4","event":"paid","cta":"B","revenue":4}"#,
            #"{"ts":178000008,"user":"u4","event":"paid","revenue":6}"#,
            #"{"ts":178000009,"user":"u4","event":"paid","revenue":-2}"#,
        ]
        for order in [lines, lines.reversed()] {
            try folder.write(order.joined(separator: "\n") + "\n", to: "events.jsonl")
            let seen = try experiment(Self.arguments, in: folder)
            let arms = try #require(seen["arms"] as? [[String: Any]])
            #expect(arms.map { $0["variant"] as? String } == ["A", "B"])
            #expect(arms.map { $0["exposed"] as? Int } == [1, 2])
            #expect(arms.map { $0["conversions"] as? Int } == [1, 1])
            #expect(arms.map { $0["revenue"] as? Double } == [5, 8])
            #expect(arms.map { $0["orders"] as? Int } == [1, 2])
            #expect(seen["conflicting_users"] as? Int == 1)
        }
    }

    @Test func `an unknown control is named with the variants there are, and is no success`() throws {
        let folder = try Sandbox()
        try folder.write(Self.shop(users: 200, ramp: 0), to: "events.jsonl")
        let run = try Program.run(["report"] + Self.arguments + ["--control", "C"], in: folder.url)
        #expect(run.exitCode == 2)
        #expect(run.standardError.contains("no variant is named C; there are A, B"))
        #expect(run.standardOutput.contains("viewed"))
    }

    @Test(.enabled(if: TmuxScreen.isThere, "tmux is not installed"))
    func `a changed split is found, declared with a key, and compared within its phases`() async throws {
        let folder = try Sandbox()
        try folder.write(Self.shop(users: 3000, ramp: 1500), to: "events.jsonl")
        let screen = try TmuxScreen("funneltop \(Self.arguments.map { "'\($0)'" }.joined(separator: " "))", in: folder)
        try await screen.wait("experiments")
        try screen.press("3")
        try await screen.wait("split broken")
        try await screen.wait("p declare")
        try screen.press("p")
        try await screen.wait("split ok")
        try await screen.wait("over 2 phases")
        try screen.press("Escape")
        try await screen.wait("1 viewed")
    }

    @Test(.enabled(if: TmuxScreen.isThere, "tmux is not installed"))
    func `an experiment is begun on the screen from a field of the data`() async throws {
        let folder = try Sandbox()
        try folder.write(Self.shop(users: 1000, ramp: 0), to: "events.jsonl")
        let screen = try TmuxScreen("funneltop events.jsonl --funnel 'viewed > paid'", in: folder)
        try await screen.wait("1 viewed")
        try screen.press("3")
        try screen.press(":")
        try screen.type("experiment cta")
        try screen.press("Enter")
        try await screen.wait("experiment cta")
        try await screen.wait("undecided")
    }

    @Test(.enabled(if: TmuxScreen.isThere, "tmux is not installed"))
    func `a pipe that has ended keeps its numbers when something else is asked for`() async throws {
        let folder = try Sandbox()
        try folder.write(Self.shop(users: 500, ramp: 0), to: "events.jsonl")
        let screen = try TmuxScreen("cat events.jsonl | funneltop - --funnel 'viewed > paid'", in: folder)
        try await screen.wait("ended")
        try screen.press(":")
        try screen.type("experiment cta")
        try screen.press("Enter")
        try await screen.wait("cannot be read again")
        try screen.press("Escape")
        try await screen.wait(for: "the counts of before") { $0.contains("1 viewed") && $0.contains("500") }
    }
}
