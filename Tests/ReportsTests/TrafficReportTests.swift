import Analytics
import TerminalUI
import Testing

@testable import Reports

@Suite struct TrafficReportTests {
    private func render(_ format: ReportFormat, _ snapshot: Snapshot) -> String {
        Report(snapshot: snapshot, generated: SampleSnapshots.now).render(format)
    }

    private func read(_ snapshot: Snapshot) -> JSONReader.Value? { JSONReader.read(render(.json, snapshot)) }

    private func lacks(_ value: JSONReader.Value?, _ keys: [String]) -> [String] {
        keys.filter { !(value?.keys.contains($0) ?? false) }
    }

    @Test func `has the keys of the schema for signals, sessions, pages and channels`() {
        let root = read(SampleSnapshots.shop)
        #expect(
            lacks(
                root?["signals"]?[0],
                [
                    "name", "kind", "role", "users", "events", "rate", "session_rate", "lift", "lift_low", "lift_high",
                ]) == [])
        #expect(
            lacks(
                root?["sessions_summary"],
                ["count", "average_seconds", "events_per_session", "pages_per_session", "bounce_rate"]) == [])
        #expect(lacks(root?["pages"]?[0], ["page", "events", "users", "bounce_rate", "exits"]) == [])
        #expect(lacks(root?["channels"]?[0], ["channel", "sessions", "users", "bounce_rate"]) == [])
        #expect(lacks(root?["categories"]?[0], ["category", "events", "users"]) == [])
        #expect(lacks(root?["source"]?["inputs"]?[0], ["encodings", "line_order"]) == [])
    }

    @Test func `writes signals, sessions and what was left out as numbers`() {
        let root = read(SampleSnapshots.shop)
        #expect(root?["sessions"] == .number("400000"))
        #expect(root?["sessions_summary"]?["pages_per_session"] == .number("3.08"))
        #expect(root?["source"]?["duplicates"] == .number("3"))
        #expect(root?["source"]?["bots"] == .number("12"))
        #expect(root?["source"]?["identity"]?["stitched"] == .number("1204"))
        #expect(root?["source"]?["inputs"]?[0]?["encodings"]?[0] == .string("gzip"))
        let product = root?["signals"]?[0]
        #expect(product?["kind"] == .string("destination") && product?["role"] == .string("milestone"))
        #expect(product?["lift_low"] == .number("3.8") && product?["trend"]?[1]?["events"] == .number("340"))
        #expect(root?["signals"]?[1]?["kind"] == .string("duration"))
        #expect(root?["signals"]?[2]?["lift"] == .null && root?["signals"]?[2]?["lift_high"] == .null)
        #expect(root?["events_by_name"]?[0]?["users"] == .number("48210"))
        #expect(root?["events_by_name"]?[1]?["users"] == .null)
    }

    @Test func `says what went away with a file, what holes were left out and what was no UTF-8`() {
        var snapshot = SampleSnapshots.shop
        let before = render(.text, snapshot)
        #expect(!before.contains("\nlost ") && !before.contains("\nrepaired "))
        snapshot.source.inputs[0].lostBytes = 1_024
        snapshot.source.inputs[0].cutOffLines = 1
        snapshot.source.inputs[0].holeBytes = 70_000
        snapshot.source.inputs[0].repairedLines = 2
        let text = render(.text, snapshot)
        #expect(text.contains("\nlost      1,024 bytes that went away unread, 1 half line"))
        #expect(text.contains("12 events of bots, 70,000 NUL bytes"))
        #expect(text.contains("\nrepaired  2 lines with broken characters"))
        let markdown = render(.markdown, snapshot)
        #expect(markdown.contains("- lost: 1,024 bytes") && markdown.contains("- repaired: 2 lines"))
        let input = read(snapshot)?["source"]?["inputs"]?[0]
        #expect(input?["lost_bytes"] == .number("1024") && input?["cut_off_lines"] == .number("1"))
        #expect(input?["hole_bytes"] == .number("70000") && input?["repaired_lines"] == .number("2"))
    }

    @Test func `marks estimates beside their numbers`() {
        var snapshot = SampleSnapshots.shop
        let root = read(snapshot)
        #expect(root?["pages"]?[0]?["approximate"] == .bool(true))
        #expect(root?["pages"]?[1]?["approximate"] == .bool(false))
        #expect(root?["channels"]?[0]?["approximate"] == .bool(true))
        #expect(root?["users_approximate"] == .bool(false))
        #expect(render(.text, snapshot).contains("≈12,003") && render(.markdown, snapshot).contains("≈12,003"))
        snapshot.source.identity.approximate = 5
        #expect(read(snapshot)?["users_approximate"] == .bool(true))
        #expect(render(.text, snapshot).contains("\nusers     ≈184,302\n"))
        #expect(render(.markdown, snapshot).contains("- users: ≈184,302\n"))
    }

    @Test func `writes null where sessions were not told apart, and none where nothing came`() {
        var snapshot = Snapshot()
        #expect(read(snapshot)?["sessions"] == .number("0"))
        snapshot.source.events = 10
        let root = read(snapshot)
        #expect(root?["sessions"] == .null && root?["sessions_summary"]?["count"] == .null)
        #expect(root?["sessions_summary"]?["average_seconds"] == .null)
        #expect(root?["signals"] == .array([]) && root?["pages"] == .array([]))
    }

    @Test func `says nothing of signals and traffic where there are none`() {
        var snapshot = SampleSnapshots.shop
        snapshot.signals = []
        snapshot.traffic = TrafficSnapshot()
        snapshot.source.duplicates = 0
        snapshot.source.bots = 0
        snapshot.source.identity = IdentitySnapshot()
        for format in [ReportFormat.text, .markdown, .csv] {
            let text = render(format, snapshot).lowercased()
            for word in ["signal", "traffic", "session", "left out", "channel", "encoding: \n"] {
                #expect(!text.contains(word), "\(word) in \(text)")
            }
        }
    }

    @Test func `says where lines have no time that their order stands for it`() {
        var snapshot = SampleSnapshots.shop
        snapshot.source.inputs[0].isInLineOrder = true
        let text = render(.text, snapshot)
        #expect(text.contains("\norder     in line order, the data has no time\n"))
        #expect(!text.contains("\ntime      "))
        #expect(render(.markdown, snapshot).contains("- order: in line order, the data has no time\n"))
        snapshot.source.inputs.append(SourceSnapshot.Input(path: "b.csv", format: "csv", state: .ended))
        let both = render(.text, snapshot)
        #expect(both.contains("\norder     in line order, the data has no time (logs/shop.jsonl)\n"))
        #expect(both.contains("\ntime      ") && both.contains("\nencoding  gzip (logs/shop.jsonl)\n"))
    }

    @Test func `counts one thing as one`() {
        var snapshot = SampleSnapshots.shop
        snapshot.source.duplicates = 1
        snapshot.source.bots = 1
        snapshot.source.identity.stitched = 1
        snapshot.source.identity.refusedAliases = 1
        snapshot.traffic.sessions.count = 1
        let text = render(.text, snapshot)
        #expect(text.contains("\nleft out  1 duplicate, 1 event of bots\n"))
        #expect(text.contains("          1 id belongs to people who have another\n"))
        #expect(text.contains("          1 alias between two known users not followed\n"))
        #expect(text.contains(" 1 session\n"))
    }

    @Test func `names signals that were not seen without a row for each`() {
        var snapshot = SampleSnapshots.shop
        #expect(render(.text, snapshot).contains("    not seen so far: wishlist, review\n"))
        snapshot.signals = Array(snapshot.signals.suffix(2))
        let text = render(.text, snapshot)
        #expect(text.contains("not seen so far: wishlist, review\n") && !text.contains("milestone"))
    }

    @Test func `has rows of its own for signals and traffic in CSV, which belong to no funnel`() {
        let rows = render(.csv, SampleSnapshots.shop).split(separator: "\r\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        let others = rows.filter { $0[0].isEmpty }
        #expect(others.count == 2 * 5 + 1 + 2 * 2 + 1 + 3 * 3)
        #expect(others[0].prefix(6) == ["", "signal", "product seen", "", "users", "48210"])
        #expect(others.contains { $0.prefix(6) == ["", "channel", "organic search", "", "sessions", "240000"] })
        #expect(others.contains { $0[1] == "sessions" && $0[5] == "400000" && $0[15] == "131.0" && $0[16] == "62.4" })
    }

    @Test func `keeps to ten pages and adds up the others`() {
        var snapshot = SampleSnapshots.shop
        snapshot.traffic.pages = (1...15).map { index in
            var page = PageSnapshot(page: "/page/\(index)")
            page.events = 100
            return page
        }
        let lines = render(.text, snapshot).split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("  /page/10 ") } && !lines.contains { $0.hasPrefix("  /page/11 ") })
        #expect(lines.contains { $0.hasPrefix("  (other pages)") && $0.contains(" 61,902") })
    }
}
