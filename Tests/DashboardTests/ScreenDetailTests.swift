import Analytics
import Expressions
import TerminalUI
import Testing

@testable import Dashboard

/// Small things on the screens that people stumbled over.
@Suite struct ScreenDetailTests {
    private let format = Formatting(glyphs: .unicode, offsetSeconds: 0)

    private func page(_ path: String, _ events: Int) -> PageSnapshot {
        var page = PageSnapshot(page: path)
        page.events = events
        return page
    }

    private func time(_ iso: Int64) -> Timestamp { Timestamp(microseconds: iso * 1_000_000) }

    @Test func `a year is told where it is another`() {
        let newYear = time(1_767_225_600)
        let before = time(1_767_225_600 - 86_400)
        #expect(format.date(newYear, now: newYear) == "01 Jan" && format.date(before, now: newYear) == "31 Dec 2025")
        #expect(format.moment(before, now: newYear) == "31 Dec 2025 00:00")
        // The same day of another year is another day.
        #expect(format.moment(time(1_767_225_600 - 365 * 86_400), now: newYear) == "01 Jan 2025 00:00")
        var profile = DiscoverySamples.profile
        (profile.first, profile.last) = (before, time(1_767_225_600 + 3_600))
        #expect(
            DiscoveryWords.span(profile, format, now: newYear).text.hasPrefix("31 Dec 2025 00:00 to 01 Jan 01:00"))
        (profile.first, profile.last) = (before, time(1_767_225_600 - 80_000))
        #expect(DiscoveryWords.span(profile, format, now: newYear).text.hasPrefix("31 Dec 2025 00:00 to 01:46"))
    }

    @Test func `large lifts are told as multiples`() {
        #expect(format.lift(8.5) == "+850 %" && format.lift(62) == "×63" && format.points(12_345) == ">×9,999")
        #expect(format.lift(.infinity) == ">×9,999" && format.lift(1_233) == "×1,234")
        #expect(Formatting(glyphs: .ascii, offsetSeconds: 0).lift(62) == "x63")
    }

    @Test func `files that belong to pages stand below the pages`() {
        var snapshot = ShopSnapshot.snapshot
        snapshot.traffic.pages = [("/style.css", 90), ("/", 50), ("/favicon.ico", 40), ("/cart", 30)].map {
            page($0.0, $0.1)
        }
        let screen = Screen(snapshot: snapshot)
        #expect(screen.model.trafficRows(.pages).map(\.name) == ["/", "/cart", "/style.css", "/favicon.ico"])
    }

    @Test func `the help can be read to its end in a small terminal`() {
        for (width, height) in [(40, 10), (80, 24), (120, 40)] {
            var screen = Screen(width, height)
            screen.press("?")
            var seen = screen.text
            for _ in 0..<400 {
                screen.press("Down")
                seen += screen.text
            }
            let words = ["compare the variants a field carries;", "crosses two", "20 is a call", "experiment FIELD"]
            let flat = seen.replacing("│", with: "")
            for word in words {
                let parts = word.split(separator: " ")
                #expect(parts.allSatisfy { flat.contains($0) }, "\(word) at \(width)")
            }
            #expect(!seen.contains("compare the variants a fiel│"))
        }
    }

    @Test func `inputs that cannot be read are told in the header`() {
        var snapshot = ShopSnapshot.snapshot
        let broken = SourceSnapshot.Input(path: "/x/b.gz", format: "", state: .failed("damaged"))
        snapshot.source.inputs.append(broken)
        let count = snapshot.source.inputs.count
        #expect(Screen(snapshot: snapshot).rows[0].contains("1 of \(count) unreadable"))
        #expect(Screen(40, 10, snapshot: snapshot).rows[0].contains("!1"))
        #expect(!Screen().rows[0].contains("unreadable"))
    }

    @Test func `a folder without files says so, over as many rows as it takes`() {
        var snapshot = Snapshot()
        snapshot.source.inputs = [SourceSnapshot.Input(path: "logs", format: "", state: .waiting)]
        snapshot.warnings = [
            "There is no file in logs yet, and those in directories below it are not read; waiting for one."
        ]
        let screen = Screen(40, 12, snapshot: snapshot)
        #expect(screen.text.contains("directories") && screen.text.contains("waiting for one."), "\(screen.text)")
    }

    @Test func `steps of several pages are counted anew while numbers come in`() {
        var snapshot = ShopSnapshot.snapshot
        snapshot.traffic.pages = [("/p/1", 9), ("/p/2", 5), ("/cart", 3)].map { page($0.0, $0.1) }
        let screen = Screen(snapshot: snapshot)
        let step = StepDefinition(
            name: "product", alternatives: [StepAlternative(.page("/p/*")), StepAlternative(.page("/cart"))])
        #expect(screen.model.events(of: step) == 17)
    }

    @Test func `the goal of a lift has the name of its funnel`() {
        var funnel = ShopSnapshot.snapshot.funnels[0]
        let last = funnel.steps.last?.name ?? ""
        #expect(SignalWords.goal(funnel) == "\(funnel.name): \(last)")
        funnel.name = FunnelDefinition.usualName(of: funnel.definition.steps)
        #expect(SignalWords.goal(funnel) == last && SignalWords.goal(nil) == nil)
    }
}
