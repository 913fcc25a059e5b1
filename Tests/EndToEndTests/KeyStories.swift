import Foundation
import Testing

/// Keys are pressed, the screen answers.
@Suite(.serialized, .enabled(if: TmuxScreen.isThere, "tmux is not installed"))
struct KeyStories {
    private func start(_ more: String = "", events: Int = 1500) async throws -> (TmuxScreen, Sandbox, [Int]) {
        let folder = try Sandbox()
        let lines = try Samples.shop(events: events + 50)
        try folder.write(lines.prefix(events).joined(), to: "events.jsonl")
        try folder.write(lines.suffix(50).joined(), to: "more")
        let counts = try Samples.counts(["events.jsonl"], in: folder)
        let screen = try TmuxScreen("funneltop events.jsonl --funnel '\(Samples.funnel)' \(more)", in: folder)
        try await screen.waitForCounts(counts)
        return (screen, folder, counts)
    }

    @Test func `a filter changes the counts; a wrong one is explained and changes nothing`() async throws {
        let (screen, folder, all) = try await start()
        let mobile = try Samples.counts(["events.jsonl", "--where", "device = mobile"], in: folder)
        #expect(mobile != all)
        try screen.press("f")
        try await screen.wait("Esc cancel")
        try screen.type("device = mobile and")
        try screen.press("Enter")
        try await screen.wait(for: "what is wrong with the filter, beside numbers that stay") {
            $0.contains("expected a field name") && $0.contains("filter device = mobile and")
                && TmuxScreen.counts($0) == all
        }
        try screen.press("BSpace", "BSpace", "BSpace", "BSpace", "Enter")
        try await screen.waitForCounts(mobile)
        try await screen.wait("filtered")
        try screen.press("f", "C-u", "Enter")
        try await screen.waitForCounts(all)
        try await screen.waitUntilGone("filtered")
    }

    @Test func `another funnel is defined in its chooser and on the command line`() async throws {
        let (screen, _, _) = try await start()
        try screen.press("x")
        try await screen.wait("─ funnels ─")
        try screen.type("short: product_viewed > purchased within 30m")
        try screen.press("Enter")
        try await screen.wait(for: "the new funnel") { $0.contains("─ short ─") && $0.contains("2 purchased") }
        try screen.press(":")
        try screen.type("funnel added_to_cart > purchased within 1h")
        try screen.press("Enter")
        try await screen.wait(for: "the funnel of the command line") { $0.contains("1 added_to_cart") }
    }

    @Test func `a breakdown is chosen and another field is typed`() async throws {
        let (screen, _, _) = try await start("--by device")
        try await screen.wait("by device")
        try screen.press("b")
        try await screen.wait("Enter choose")
        try screen.type("properties.country")
        try screen.press("Enter")
        try await screen.wait(for: "countries") { $0.contains("by properties.country") && $0.contains("│ DE") }
    }

    @Test func `a segment is chosen, or two to be seen side by side`() async throws {
        let (screen, folder, _) = try await start(
            "--segment 'phones=device = mobile' --segment 'desks=device = desktop'")
        let phones = try Samples.counts(["events.jsonl", "--where", "device = mobile"], in: folder)
        try screen.press("s")
        try await screen.wait(for: "the segments") { $0.contains("phones") && $0.contains("desks") }
        try screen.type("phones")
        try screen.press("Enter")
        try await screen.waitForCounts(phones)
        try screen.press("s")
        try await screen.wait("─ segments ─")
        try screen.press("Down", "Tab", "Enter")
        try await screen.wait(for: "both segments") {
            $0.contains("phones") && $0.contains("desks") && $0.contains("difference") && !$0.contains("─ segments ─")
        }
    }

    @Test func `ranges, steps in time, comparison, pause, theme, views, search and zoom answer`() async throws {
        let (screen, folder, all) = try await start("--by device")
        try await screen.wait("everything")
        try screen.press(",")
        try await screen.wait("last 30 d")
        try screen.press(",", ",", ",", ",")
        try await screen.wait("last 1 h")
        try screen.press("[")
        try await screen.waitUntilGone("last 1 h")
        try screen.press("]")
        try await screen.wait("last 1 h")
        try screen.press("c")
        try screen.press(".", ".", ".", ".", ".")
        try await screen.wait("everything")
        try screen.press("t")
        try screen.press("Space")
        try await screen.wait("paused")
        try folder.append(try String(contentsOf: folder.file("more"), encoding: .utf8), to: "events.jsonl")
        try await screen.wait(for: "50 more behind a picture that stays") {
            $0.contains("paused +50") && TmuxScreen.counts($0) == all
        }
        try screen.press("Space")
        try await screen.waitUntilGone("paused")
        try screen.press("8")
        try await screen.wait("─ events ─")
        try screen.press("/")
        try screen.type("added_to_cart")
        try screen.press("Enter")
        try await screen.wait("added_to_cart")
        try screen.press("9")
        try await screen.wait("─ health ─")
        try screen.press("Escape")
        try screen.press("1")
        try await screen.wait("1 product_viewed")
        try screen.press("z")
        try await screen.waitUntilGone("─ events ─")
        try screen.press("z")
        try await screen.wait("─ events ─")
        try screen.press("?")
        try await screen.wait("Look around")
        try screen.press("q")
        try await screen.waitUntilGone("Look around")
        try screen.press("q")
        #expect(try await screen.waitForEnd(code: 0) == [])
    }

    @Test func `any size is drawn, down to one cell, and the numbers come back`() async throws {
        let (screen, _, counts) = try await start()
        try screen.resize(width: 1, height: 1)
        try await screen.wait(for: "one cell") { !$0.contains("product") }
        try screen.resize(width: 40, height: 10)
        try await screen.wait(for: "the steps in 40 columns") {
            $0.contains("2 added_to_cart") && $0.split(separator: "\n").allSatisfy { $0.count <= 40 }
        }
        try screen.resize(width: 80, height: 24)
        try await screen.wait("within 1 h · unique users")
        try screen.resize(width: 120, height: 40)
        try await screen.wait("time to purchased")
        try await screen.waitForCounts(counts)
        try screen.press("q")
        #expect(try await screen.waitForEnd(code: 0) == [])
    }
}
