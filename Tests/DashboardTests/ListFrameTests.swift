import Analytics
import TerminalUI
import Testing

@testable import Dashboard

/// Views 5 and 7, and what the other screens say of sources like theirs.
@Suite struct ListFrameTests {
    private func expect(_ screen: Screen, _ frame: String, _ location: SourceLocation = #_sourceLocation) {
        #expect(screen.text == frame, "is now:\n\(screen.text)", sourceLocation: location)
    }

    @Test(
        arguments: [
            ("7 Down", 120, 40, Frames.signals120x40), ("7 Down", 80, 24, Frames.signals80x24),
            ("7 Down", 40, 10, Frames.signals40x10), ("7 Down Enter", 120, 40, Frames.signal120x40),
            ("7 Down Down Enter", 80, 24, Frames.signal80x24), ("7 Down Enter", 40, 10, Frames.signal40x10),
            ("5", 120, 40, Frames.traffic120x40), ("5 Down Down", 80, 24, Frames.traffic80x24),
            ("5 Tab", 40, 10, Frames.traffic40x10),
        ])
    func `shows signals and traffic`(keys: String, width: Int, height: Int, frame: String) {
        var screen = Screen(width, height, snapshot: SignalSamples.snapshot)
        screen.press(keys)
        expect(screen, frame)
    }

    @Test(arguments: [("7", Frames.signalsASCII), ("5", Frames.trafficASCII)])
    func `draws them with ASCII alone`(keys: String, frame: String) {
        var screen = Screen(120, 40, glyphs: .ascii, snapshot: SignalSamples.snapshot)
        screen.press(keys)
        expect(screen, frame)
    }

    @Test(arguments: [("7 Enter", Frames.signalConsole), ("5", Frames.trafficConsole)])
    func `draws them on a console`(keys: String, frame: String) {
        var screen = Screen(80, 24, glyphs: .console, snapshot: SignalSamples.snapshot)
        screen.press(keys)
        expect(screen, frame)
    }

    @Test(arguments: [(80, 24, Frames.noSignals80x24), (40, 10, Frames.noSignals40x10)])
    func `shows how to turn signals on`(width: Int, height: Int, frame: String) {
        var screen = Screen(width, height)
        screen.press("7")
        expect(screen, frame)
    }

    @Test func `says what is missing where there is no traffic`() {
        var screen = Screen(120, 40)
        screen.press("5")
        expect(screen, Frames.noTraffic)
    }

    @Test func `lists in view 9 what was left out, undone and joined`() {
        var screen = Screen(120, 40, snapshot: SignalSamples.troubled)
        #expect(screen.rows[0].contains("≈184,302 users") && screen.rows[0].contains("≈ near, not exact"))
        #expect(screen.text.contains("≈ near, not exact · within 1 h"))
        screen.press("9")
        expect(screen, Frames.healthTroubled)
    }

    @Test func `says line order in place of times where the data has none`() {
        for (width, height) in [(120, 40), (80, 24), (40, 10)] {
            var screen = Screen(width, height, snapshot: SignalSamples.inLineOrder)
            #expect(screen.rows[0].contains("line order") && !screen.rows[0].contains("6 h"))
            #expect(screen.press(",") == [])
            #expect(screen.text.contains("the data has no time"))
            screen.press("9")
            #expect(screen.text.contains("in line order"))
        }
        let screen = Screen(120, 40, snapshot: SignalSamples.inLineOrder)
        #expect(screen.text.contains("line order: the data has no time"))
        #expect(!screen.text.contains("4 m 10 s") && !screen.text.contains("1 m 52 s"))
    }
}
