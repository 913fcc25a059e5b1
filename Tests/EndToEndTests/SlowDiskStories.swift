import Foundation
import Testing

/// A disk that is slow, or does not answer at all: the keys do not wait for it.
@Suite(
    .serialized,
    .enabled(if: TmuxScreen.isThere && Strace.works, "tmux or strace is not installed, or strace may not trace"))
struct SlowDiskStories {
    private let folder: Sandbox
    private let lines: [String]

    init() throws {
        folder = try Sandbox()
        lines = try Samples.shop(events: 3000)
    }

    private func path(_ name: String) -> String { folder.file(name).path }

    /// The dashboard with a fault. The process noted is strace's.
    private func watch(_ fault: String, on files: [String]) throws -> TmuxScreen {
        let strace = Strace.words(fault, on: files.map { path($0) }).map { "'\($0)'" }.joined(separator: " ")
        return try TmuxScreen(
            "sh -c 'echo $$ > pid; exec strace \"$@\"' sh \(strace) '\(path("events.jsonl"))' "
                + "--funnel '\(Samples.funnel)' --state '\(path("state"))' --state-interval 50ms",
            in: folder)
    }

    private func isThere(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    /// Kills the program, which the lock names, and strace, whatever they wait for.
    private func end(_ screen: TmuxScreen) async throws {
        let lock = try String(contentsOf: folder.file("state.lock"), encoding: .utf8)
        let program = try #require(Int32(lock.trimmingCharacters(in: .whitespacesAndNewlines)))
        kill(program, SIGKILL)
        try screen.kill(SIGKILL)
        try await screen.wait("EXIT=137")
        // Nobody may be there to take notice of its end, but then it has let go of everything.
        let executable = "/proc/\(program)/exe"
        try await screen.wait(for: "the end of the program") { _ in
            (try? FileManager.default.destinationOfSymbolicLink(atPath: executable)) == nil
        }
    }

    @Test func `case 33: while a save waits for the disk, keys are answered and lines are counted`() async throws {
        try folder.write(lines.prefix(500).joined(), to: "events.jsonl")
        // So long that the save has certainly not ended when the key is answered.
        let screen = try watch("fsync:delay_exit=600s", on: ["state", "state.new", "state.previous", ""])
        try await screen.wait(for: "the save to begin") { _ in isThere("state.new") }
        try await screen.waitForCounts(try Samples.counts(["events.jsonl"], in: folder))
        try screen.press("9")
        try await screen.wait("─ health")
        #expect(!isThere("state"))
        try screen.press("1")
        try folder.append(lines[500..<1000].joined(), to: "events.jsonl")
        try await screen.waitForCounts(try Samples.counts(["events.jsonl"], in: folder))
        #expect(!isThere("state") && isThere("state.new"))
        try await end(screen)
        let expected = try Samples.counts(["events.jsonl"], in: folder)
        #expect(try Samples.counts([path("events.jsonl"), "--state", path("state")], in: folder) == expected)
    }

    @Test func `case 33: while a file is read slowly, keys are answered and the share that was read is shown`()
        async throws
    {
        // Long lines are read soon, once the disk has given them.
        let filler = "{\"filler\":\"\(String(repeating: "x", count: 8000))\","
        try folder.write(lines.map { filler + $0.dropFirst() }.joined(), to: "events.jsonl")
        let screen = try watch("preadv:delay_exit=2s", on: ["events.jsonl"])
        let isReading = /reading \d+ %/
        try await screen.wait(for: "the share that was read") { $0.contains(isReading) }
        try screen.press("9")
        try await screen.wait(for: "the health view of a source that is read") {
            $0.contains("─ health") && $0.contains(isReading) && $0.contains("not measured while reading")
        }
        try await end(screen)
        let expected = try Samples.counts(["events.jsonl"], in: folder)
        #expect(try Samples.counts([path("events.jsonl"), "--state", path("state")], in: folder) == expected)
    }
}
