import Analytics
import TerminalUI
import Testing

@testable import Reports

@Suite struct TextReportTests {
    private func render(_ snapshot: Snapshot, _ glyphs: Glyphs = .unicode) -> String {
        Report(snapshot: snapshot, generated: SampleSnapshots.now, glyphs: glyphs).render(.text)
    }

    @Test func `shows a shop's funnel in eighty columns`() {
        #expect(render(SampleSnapshots.shop) == Golden.text)
    }

    @Test func `says that it waits and that nobody came`() {
        #expect(
            render(SampleSnapshots.waiting) == """
                funneltop report                                         2026-11-21 14:02:31 UTC

                source    none.jsonl  jsonl  0 lines  0 events  waiting
                events    0  (nothing to read yet)
                users     0

                f ───────────────────────────────────────────────────────────────── unique users
                    step                                    users  of first   of prev     median
                  1 a                                           0
                  2 b                                           0

                  Nobody has entered this funnel yet.

                """)
    }

    @Test func `says how to name a funnel when there is none`() {
        #expect(render(Snapshot()).contains("No funnel is defined: name one with --funnel"))
    }

    @Test func `names what is counted`() {
        var snapshot = SampleSnapshots.shop
        snapshot.funnels[0].definition.counting = .total
        snapshot.funnels[0].definition.order = .strict
        let lines = render(snapshot).split(separator: "\n")
        #expect(
            lines.contains { $0.hasPrefix("checkout ──") && $0.hasSuffix(" within 30 m · strict order · attempts") })
        #expect(lines.contains { $0.contains("step") && $0.contains("attempts") })
    }

    @Test func `needs nothing but ASCII where that is all there is`() {
        for snapshot in [SampleSnapshots.shop, SampleSnapshots.waiting, SampleSnapshots.hostile("漢字 ★ \u{1B}")] {
            #expect(render(snapshot, .ascii).utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
        }
    }

    @Test(arguments: SampleSnapshots.hostileNames)
    func `keeps to its width and lets no control character through`(name: String) {
        for glyphs in [Glyphs.unicode, .console, .ascii] {
            let text = render(SampleSnapshots.hostile(name), glyphs)
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                #expect(CharacterWidth.ofText(line) <= 80, "\(line)")
                #expect(SafeText.make(line) == String(line))
            }
        }
    }

    @Test func `shows the first three middle steps of a long funnel`() {
        var snapshot = SampleSnapshots.shop
        var funnel = snapshot.funnels[0]
        funnel.steps = (1...32).map { StepSnapshot(name: "a rather long step \($0)") }
        funnel.breakdowns[0].values[0].counts = Array(repeating: 1_000_000, count: 32)
        snapshot.funnels = [funnel]
        let text = render(snapshot)
        #expect(text.split(separator: "\n").allSatisfy { CharacterWidth.ofText($0) <= 80 })
        #expect(text.contains("1,000,000"))
    }

    @Test func `survives indices and counts that do not fit the steps`() {
        var snapshot = SampleSnapshots.shop
        snapshot.funnels[0].bottleneck = 99
        snapshot.funnels[0].slowest = 0
        snapshot.funnels[0].breakdowns[0].values[0].counts = []
        snapshot.funnels[0].segments[0].counts = [1]
        snapshot.funnels[0].previousCounts = []
        snapshot.funnels[0].nextActions[0].afterStep = 99
        for format in ReportFormat.allCases {
            #expect(!Report(snapshot: snapshot, generated: SampleSnapshots.now).render(format).isEmpty)
        }
    }
}
