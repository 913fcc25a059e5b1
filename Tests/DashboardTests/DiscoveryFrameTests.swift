import Analytics
import Expressions
import TerminalUI
import Testing

@testable import Dashboard

/// The first screen while there is no funnel, and picking one.
@Suite struct DiscoveryFrameTests {
    private func expect(_ screen: Screen, _ frame: String, _ location: SourceLocation = #_sourceLocation) {
        #expect(screen.text == frame, "is now:\n\(screen.text)", sourceLocation: location)
    }

    @Test func `shows what is in the data and a funnel for it at 120×40`() {
        expect(DiscoverySamples.screen(120, 40), Frames.discovery120x40)
    }

    @Test func `shows the funnel first at 80×24`() {
        expect(DiscoverySamples.screen(80, 24), Frames.discovery80x24)
    }

    @Test func `shows the funnel and its keys at 40×10`() {
        expect(DiscoverySamples.screen(40, 10), Frames.discovery40x10)
    }

    @Test func `draws it with ASCII alone`() {
        expect(DiscoverySamples.screen(120, 40, glyphs: .ascii), Frames.discoveryASCII)
    }

    @Test func `draws it on a console`() {
        expect(DiscoverySamples.screen(80, 24, glyphs: .console), Frames.discoveryConsole)
    }

    @Test func `picks the steps with ASCII alone`() {
        var screen = DiscoverySamples.screen(80, 24, glyphs: .ascii)
        screen.press("e Down Down Space")
        expect(screen, Frames.editorASCII)
    }

    @Test func `shows a suggestion of 32 steps as far as it fits and scrolls to its end`() {
        var profile = DiscoverySamples.profile
        profile.suggestion?.definition.steps = (1...32).map {
            StepDefinition(name: "step number \($0)", alternatives: [StepAlternative(.event("e\($0)"))])
        }
        profile.suggestion?.counts = (1...32).map { 1000 / $0 }
        for (width, height) in [(120, 24), (80, 24), (40, 10)] {
            var screen = DiscoverySamples.screen(width, height, profile: profile)
            #expect(screen.text.contains("step number 1 "))
            for _ in 0..<80 where !screen.text.contains("step number 32") { screen.press("Down") }
            #expect(screen.text.contains("step number 32"), "\(screen.text)")
            #expect(screen.rows[height - 1].contains("? help"))
        }
    }

    @Test func `shows it before the first event is counted`() {
        expect(DiscoverySamples.screen(80, 24, snapshot: nil), Frames.discoveryBeforeNumbers)
    }

    @Test func `says why nothing is suggested and what it could not find`() {
        expect(
            DiscoverySamples.screen(120, 40, profile: DiscoverySamples.poor, snapshot: nil), Frames.discoveryPoor)
    }

    @Test func `shows the events by count where nothing is known of the data`() {
        expect(DiscoverySamples.screen(80, 24, profile: nil), Frames.discoveryWithoutProfile)
    }

    @Test(arguments: [(120, 40, Frames.editor120x40), (80, 24, Frames.editor80x24), (40, 10, Frames.editor40x10)])
    func `picks the steps from a list`(width: Int, height: Int, frame: String) {
        var screen = DiscoverySamples.screen(width, height)
        screen.press("e Down Space G Space K")
        expect(screen, frame)
    }

    @Test func `says what a file that cannot be used was taken for`() {
        var screen = Screen(80, 24, snapshot: Situations.unusable)
        _ = screen.model.update(.discovered(DiscoverySamples.poor))
        expect(screen, Frames.discoveryUnusable)
    }

    @Test func `tells the reason it was given for suggesting nothing, and what was left out`() {
        var profile = DiscoverySamples.poor
        profile.noSuggestion = "every user did one thing"
        profile.bots = 12
        profile.rejected = 3
        for (width, height) in [(120, 40), (80, 24)] {
            let screen = DiscoverySamples.screen(width, height, profile: profile, snapshot: nil)
            #expect(screen.text.contains("no funnel suggests itself: every user did one thing"))
            #expect(screen.text.contains("12 of bots left out"))
            #expect(screen.text(in: .warning).contains("3 lines gave no event"))
        }
    }

    @Test func `counts steps of several pages by the users of the sample, until their events are counted`() {
        var profile = DiscoverySamples.profile
        profile.suggestion?.definition.steps[1] = StepDefinition(
            name: "any product", alternatives: [StepAlternative(.page("/product/*"))])
        for snapshot in [nil, DiscoverySamples.snapshot] {
            var screen = DiscoverySamples.screen(120, 40, profile: profile, snapshot: snapshot)
            screen.press("e")
            let sign = snapshot == nil ? " 371" : "≈371"
            #expect(screen.rows.contains { $0.contains("[2] any product") && $0.contains(sign) }, "\(screen.text)")
        }
        var counted = DiscoverySamples.snapshot
        counted.traffic.pages = ["/product/1", "/product/2", "/cart"].map {
            var page = PageSnapshot(page: $0)
            page.events = 60_007
            return page
        }
        var screen = DiscoverySamples.screen(120, 40, profile: profile, snapshot: counted)
        screen.press("e")
        #expect(screen.rows.contains { $0.contains("[2] any product") && $0.contains("120,014") }, "\(screen.text)")
    }

    @Test func `keeps what a format is not certain of in the role of warnings`() {
        let poor = DiscoverySamples.screen(120, 40, profile: DiscoverySamples.poor, snapshot: nil)
        #expect(poor.text(in: .warning).contains("csv: a guess (41.0 %, --format names it)"))
        #expect(poor.text(in: .warning).contains("no time: lines count in their order"))
        let certain = DiscoverySamples.screen(120, 40)
        #expect(certain.text(in: .strong).contains("jsonl: certain (99.0 %)"))
        #expect(certain.text(in: .strong).contains("Enter counts it live"))
    }
}
