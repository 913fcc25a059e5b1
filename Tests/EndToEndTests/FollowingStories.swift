import Foundation
import Testing

/// What happens to the source while the dashboard is shown.
@Suite(.serialized, .enabled(if: TmuxScreen.isThere, "tmux is not installed"))
struct FollowingStories {
    private let watch = "funneltop events.jsonl --funnel '\(Samples.funnel)'"

    @Test func `the demo says how far it has come, and quits`() async throws {
        // A past of millions of events, so that reading it can be watched.
        let screen = try TmuxScreen("funneltop demo --rate 4000", in: try Sandbox())
        try await screen.wait(for: "a share of its past") { $0.contains(#/reading [1-9][0-9]? %/#) }
        try screen.press("q")
        #expect(try await screen.waitForEnd(code: 0) == [])
    }

    @Test func `the demo shows its funnel`() async throws {
        let screen = try TmuxScreen("funneltop demo", in: try Sandbox())
        try await screen.wait(for: "the funnel and its events") {
            ["1 product_viewed", "4 purchased", "following", "by device"].allSatisfy($0.contains)
        }
        try screen.press("q")
        #expect(try await screen.waitForEnd(code: 0) == [])
    }

    @Test func `a file is counted as the report counts it, and appended lines are added`() async throws {
        let folder = try Sandbox()
        let lines = try Samples.shop(events: 3000)
        try folder.write(lines.prefix(1000).joined(), to: "events.jsonl")
        let before = try Samples.counts(["events.jsonl"], in: folder)
        #expect(before.count == 4)
        let screen = try TmuxScreen(watch, in: folder)
        try await screen.waitForCounts(before)
        try folder.append(lines.dropFirst(1000).joined(), to: "events.jsonl")
        let after = try Samples.counts(["events.jsonl"], in: folder)
        #expect(after != before)
        try await screen.waitForCounts(after)
        try screen.press("q")
        #expect(try await screen.waitForEnd(code: 0) == [])
    }

    @Test func `half a line counts when its other half has come`() async throws {
        let folder = try Sandbox()
        let line = "{\"ts\":\"2026-01-01T00:00:00Z\",\"user_id\":\"%\",\"event\":\"product_viewed\"}\n"
        let lines = ["a", "b"].map { line.replacingOccurrences(of: "%", with: $0) }
        try folder.write(lines[0] + lines[1].prefix(20), to: "events.jsonl")
        let screen = try TmuxScreen(watch, in: folder)
        try await screen.waitForCounts([1, 0, 0, 0])
        try folder.append(String(lines[1].dropFirst(20)), to: "events.jsonl")
        try await screen.waitForCounts([2, 0, 0, 0])
    }

    @Test func `a pipe is read, and the keys come from the terminal`() async throws {
        let folder = try Sandbox()
        try folder.write(try Samples.shop(events: 800).joined(), to: "shop.jsonl")
        let counts = try Samples.counts(["shop.jsonl"], in: folder)
        let screen = try TmuxScreen("cat shop.jsonl | funneltop - --funnel '\(Samples.funnel)'", in: folder)
        try await screen.waitForCounts(counts)
        try screen.press("?")
        try await screen.wait("Look around")
        try screen.press("Escape")
        try await screen.waitUntilGone("Look around")
        try screen.press("q")
        #expect(try await screen.waitForEnd(code: 0) == [])
    }

    @Test func `beside a pipe a file is counted anew when something else is asked for`() async throws {
        let folder = try Sandbox()
        try folder.write(try Samples.shop(events: 800).joined(), to: "events.jsonl")
        let all = try Samples.counts(["events.jsonl"], in: folder)
        let mobile = try Samples.counts(["events.jsonl", "--where", "device = mobile"], in: folder)
        let screen = try TmuxScreen("sleep 300 | funneltop - events.jsonl --funnel '\(Samples.funnel)'", in: folder)
        try await screen.waitForCounts(all)
        try screen.press("f")
        try screen.type("device = mobile")
        try screen.press("Enter")
        try await screen.wait("files are counted anew")
        try await screen.waitForCounts(mobile)
        try screen.press("f", "C-u", "Enter")
        try await screen.waitForCounts(all)
    }

    @Test func `a file that is not there yet is waited for`() async throws {
        let folder = try Sandbox()
        let screen = try TmuxScreen(watch, in: folder)
        try await screen.wait("waiting")
        try folder.write(try Samples.shop(events: 800).joined(), to: "events.jsonl")
        try await screen.waitForCounts(try Samples.counts(["events.jsonl"], in: folder))
    }

    @Test func `a rotated and a truncated file lose nothing, and the health view says so`() async throws {
        let folder = try Sandbox()
        let lines = try Samples.shop(events: 2400)
        try folder.write(lines.joined(), to: "all")
        try folder.write(lines.prefix(800).joined(), to: "first")
        let all = try Samples.counts(["all"], in: folder)
        try folder.write(lines.prefix(800).joined(), to: "events.jsonl")
        let screen = try TmuxScreen(watch, in: folder, width: 130)
        try await screen.waitForCounts(try Samples.counts(["first"], in: folder))

        try FileManager.default.moveItem(at: folder.file("events.jsonl"), to: folder.file("events.jsonl.1"))
        try folder.append(lines[800..<1200].joined(), to: "events.jsonl.1")
        try folder.write(lines[1200..<1600].joined(), to: "events.jsonl")
        try folder.write(lines.prefix(1600).joined(), to: "second")
        try await screen.waitForCounts(try Samples.counts(["second"], in: folder))
        try await screen.wait("rotated ×1")

        // Emptied in place, then written anew.
        let handle = try FileHandle(forWritingTo: folder.file("events.jsonl"))
        try handle.truncate(atOffset: 0)
        try handle.close()
        try await screen.wait("rotated ×2")
        try folder.append(lines[1600...].joined(), to: "events.jsonl")
        try await screen.waitForCounts(all)
        try screen.press("9")
        try await screen.wait(for: "2,400 events of the input, one rotation and one truncation") { health in
            let input = health.split(separator: "\n").first { $0.contains("(jsonl)") } ?? ""
            let numbers = input.split(separator: " ").filter { $0.allSatisfy { $0.isNumber || $0 == "," } }
            return numbers.first == "2,400" && numbers.suffix(2) == ["1", "1"]
        }
    }
}
