import Analytics
import TerminalUI
import Testing

@testable import Reports

/// Numbers that are near, not exact, bear their sign in every report for people; JSON says it beside them.
@Suite struct NearNumberReportTests {
    private static func near(_ snapshot: Snapshot) -> Snapshot {
        var snapshot = snapshot
        for index in snapshot.funnels.indices { snapshot.funnels[index].isApproximate = true }
        for index in snapshot.experiments.indices { snapshot.experiments[index].isApproximate = true }
        snapshot.traffic.sessions.isApproximate = true
        return snapshot
    }

    private func render(_ snapshot: Snapshot, _ format: ReportFormat, _ glyphs: Glyphs = .unicode) -> String {
        Report(snapshot: snapshot, generated: SampleSnapshots.now, glyphs: glyphs).render(format)
    }

    private var shop: Snapshot { NearNumberReportTests.near(SampleSnapshots.shop) }
    private var test: Snapshot {
        NearNumberReportTests.near(SampleExperiments.snapshot(SampleExperiments.button))
    }

    @Test func `the text marks steps, shares and the conversion, and its columns stay`() throws {
        let lines = render(shop, .text).split(separator: "\n")
        let exact = render(SampleSnapshots.shop, .text).split(separator: "\n")
        #expect(lines.count == exact.count)
        for index in 1...4 {
            let line = try #require(lines.first { $0.hasPrefix("  \(index) ") })
            let same = try #require(exact.first { $0.hasPrefix("  \(index) ") })
            #expect(line.contains("≈") && line.replacing("≈", with: " ") == same.replacing("≈", with: " "))
        }
        #expect(lines.contains { $0.hasPrefix("  ≈4.0 % convert (≈") })
        #expect(lines.contains { $0.contains(" left ≈−") })
        #expect(lines.allSatisfy { CharacterWidth.ofText(String($0)) <= 80 })
        // The segment had nothing to give up.
        #expect(lines.contains { $0.contains("mobile DE") && !$0.contains("≈") })
        #expect(!exact.contains { $0.contains("≈4.0") })
    }

    @Test func `the text marks the numbers of an experiment, not what is known of it`() throws {
        let text = render(test, .text)
        let lines = text.split(separator: "\n").filter { $0.contains("≈") }
        #expect(!lines.isEmpty)
        #expect(!text.contains("to ≈") && !text.contains("(e ≈") && !text.contains("A ≈50.0 %, B ≈"))
        #expect(!render(SampleExperiments.snapshot(SampleExperiments.button), .text).contains("≈"))
    }

    @Test func `markdown marks them too`() {
        let text = render(shop, .markdown)
        #expect(text.contains("**≈4.0 % convert**, matured ≈4.3 %") || text.contains("**≈4.0 % convert**"))
        #expect(text.contains("| 1 | product\\_viewed | ≈48,210 | ≈100 % |"))
        #expect(text.contains("≈") && !text.contains("≈≈"))
        #expect(render(test, .markdown).contains("≈"))
    }

    @Test func `the lift of a signal is marked where its users are near`() {
        var snapshot = SampleSnapshots.shop
        snapshot.signals = SampleTraffic.signals
        for index in snapshot.signals.indices { snapshot.signals[index].isApproximate = true }
        for format in [ReportFormat.text, .markdown] {
            #expect(render(snapshot, format).contains("≈+410.2 %"), "\(format)")
        }
        let json = JSONReader.read(render(shop, .json))
        #expect(json?["events_by_name"]?[0]?["approximate"] == .bool(false))
    }

    @Test func `ASCII has a sign for it`() {
        let text = render(shop, .text, .ascii)
        #expect(text.contains("~48,210") && text.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func `JSON keeps the numbers and says which are near`() throws {
        let json = try #require(JSONReader.read(render(shop, .json)))
        #expect(json["funnels"]?[0]?["approximate"] == .bool(true))
        #expect(json["funnels"]?[0]?["steps"]?[0]?["count"] == .number("48210"))
        #expect(json["funnels"]?[0]?["segments"]?[0]?["approximate"] == .bool(false))
        #expect(json["sessions_summary"]?["approximate"] == .bool(true))
        #expect(json["users_approximate"] == .bool(false))
        let tested = try #require(JSONReader.read(render(test, .json)))
        #expect(tested["experiments"]?[0]?["approximate"] == .bool(true))
    }
}
