import Foundation
import Testing

/// The dashboard ends, however it ends, and goes on from its state.
@Suite(.serialized, .enabled(if: TmuxScreen.isThere, "tmux is not installed"))
struct StateStories {
    private let folder: Sandbox
    private let lines: [String]
    private let watch = "funneltop events.jsonl --funnel '\(Samples.funnel)' --state state"
    private let report = ["report", "events.jsonl", "--funnel", Samples.funnel, "--state", "state"]

    init() throws {
        folder = try Sandbox()
        lines = try Samples.shop(events: 3000)
        try folder.write(lines.prefix(500).joined(), to: "events.jsonl")
    }

    private func saved(after time: Date) -> Bool {
        let facts = try? FileManager.default.attributesOfItem(atPath: folder.file("state").path)
        return (facts?[.modificationDate] as? Date).map { $0 > time } ?? false
    }

    @Test func `case 27: killed again and again while its file grows and rotates, it ends with the numbers of one run`()
        async throws
    {
        for round in 1..<6 {
            let screen = try TmuxScreen(watch + " --state-interval 50ms", in: folder)
            let all = try Samples.counts(["all.jsonl"], lines.prefix(round * 500), in: folder)
            try await screen.waitForCounts(all)
            let time = Date()
            try folder.append(lines[round * 500..<round * 500 + 250].joined(), to: "events.jsonl")
            if round % 2 == 0 {
                try await screen.wait(for: "a save") { _ in saved(after: time) }
            }
            try screen.kill(SIGKILL)
            try await screen.wait("EXIT=137")
            if round == 3 {
                try FileManager.default.moveItem(at: folder.file("events.jsonl"), to: folder.file("events.jsonl.1"))
                try folder.write("", to: "events.jsonl")
            }
            try folder.append(lines[round * 500 + 250..<(round + 1) * 500].joined(), to: "events.jsonl")
        }
        let expected = try Samples.counts(["all.jsonl"], lines[...], in: folder)
        let run = try Program.run(report + ["--output", "json"], in: folder.url)
        #expect(run.standardError == "")
        #expect(try Samples.steps(run.standardOutput) == expected)
    }

    @Test(arguments: ["q", "TERM", "INT", "HUP"])
    func `saves at its end`(end: String) async throws {
        let screen = try TmuxScreen(watch + " --state-interval 1h", in: folder)
        try await screen.waitForCounts(try Samples.counts(["events.jsonl"], in: folder))
        #expect(!FileManager.default.fileExists(atPath: folder.file("state").path))
        let signals = ["TERM": SIGTERM, "INT": SIGINT, "HUP": SIGHUP]
        if let signal = signals[end] { try screen.kill(signal) } else { try screen.press(end) }
        #expect(try await screen.waitForEnd(code: signals[end].map { 128 + $0 } ?? 0) == [])
        let expected = try Samples.counts(["events.jsonl"], in: folder)
        // Nothing can be read again.
        try folder.write("", to: "events.jsonl")
        let run = try Program.run(report + ["--output", "json"], in: folder.url)
        #expect(try Samples.steps(run.standardOutput) == expected)
    }

    @Test func `case 32: a second program on the same state is turned away`() async throws {
        let screen = try TmuxScreen(watch, in: folder)
        try await screen.wait("1 product_viewed")
        let run = try Program.run(report, in: folder.url)
        #expect(run.exitCode == 2)
        #expect(run.standardError.contains("the state file state is in use by another funneltop (process "))
        #expect(run.standardOutput == "")
        try screen.press("q")
        #expect(try await screen.waitForEnd(code: 0) == [])
    }

    @Test(.enabled(if: Strace.works, "strace is not installed, or may not trace"))
    func `case 29: a full disk is told on the screen, and counting goes on`() async throws {
        let strace = "strace " + Strace.words("fsync:error=ENOSPC").map { "'\($0)'" }.joined(separator: " ")
        let screen = try TmuxScreen(
            watch.replacingOccurrences(of: "funneltop events", with: strace + " events") + " --state-interval 50ms",
            in: folder)
        try await screen.waitForCounts(try Samples.counts(["events.jsonl"], in: folder))
        try await screen.wait("the state was not saved: no space left on device")
        try folder.append(lines[500..<1000].joined(), to: "events.jsonl")
        try await screen.waitForCounts(try Samples.counts(["events.jsonl"], in: folder))
        try screen.press("q")
        #expect(try await screen.waitForEnd(code: 1) == [])
    }

    @Test func `another filter is counted anew, and the numbers of the start are kept aside`() async throws {
        let screen = try TmuxScreen(watch + " --state-interval 50ms", in: folder)
        let all = try Samples.counts(["events.jsonl"], in: folder)
        try await screen.waitForCounts(all)
        try await screen.wait(for: "a save") { _ in saved(after: .distantPast) }
        try screen.press("f")
        try screen.type("device = mobile")
        try screen.press("Enter")
        try await screen.wait(for: "the state kept aside") { _ in
            FileManager.default.fileExists(atPath: folder.file("state.foreign").path)
        }
        let mobile = try Samples.counts(["events.jsonl", "--where", "device = mobile"], in: folder)
        #expect(mobile != all)
        try await screen.waitForCounts(mobile)
        try screen.press("q")
        #expect(try await screen.waitForEnd(code: 0) == [])
        try folder.write("", to: "events.jsonl")
        let kept = report.map { $0 == "state" ? "state.foreign" : $0 } + ["--output", "json"]
        #expect(try Samples.steps(Program.run(kept, in: folder.url).standardOutput) == all)
        let filtered = report + ["--where", "device = mobile", "--output", "json"]
        #expect(try Samples.steps(Program.run(filtered, in: folder.url).standardOutput) == mobile)
    }
}

extension Samples {
    /// The same for lines that are written to a file first.
    fileprivate static func counts(
        _ arguments: [String], _ lines: ArraySlice<String>, in folder: Sandbox
    ) throws -> [Int] {
        try folder.write(lines.joined(), to: arguments[0])
        return try counts(arguments, in: folder)
    }

    /// How often each step of the first funnel is done.
    fileprivate static func steps(_ report: String) throws -> [Int] {
        let json = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
        let funnels = json?["funnels"] as? [[String: Any]]
        return (funnels?.first?["steps"] as? [[String: Any]])?.compactMap { $0["count"] as? Int } ?? []
    }
}
