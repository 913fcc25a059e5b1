import Analytics
import Testing

@testable import Dashboard

@Suite struct ListUpdateTests {
    private func names(_ screen: Screen) -> [String] { screen.model.sortedSignals.map(\.definition.name) }

    @Test func `sorts the signals by any column on the screen, unknown numbers last`() {
        var screen = Screen(120, 40, snapshot: SignalSamples.snapshot)
        screen.press("7")
        #expect(names(screen).first == "product seen")
        screen.press("> > > >")
        #expect(screen.model.signalSort == .lift)
        #expect(names(screen).first == "added to cart" && names(screen).last == "five pages")
        screen.press("r")
        #expect(names(screen).first == "read the guide" && names(screen).last == "five pages")
        #expect(screen.text.contains("▲ lift"))
        screen.press("> r")
        #expect(screen.model.signalSort == .name && names(screen).first == "added to cart")
        var narrow = Screen(40, 10, snapshot: SignalSamples.snapshot)
        narrow.press("7 >")
        #expect(narrow.model.signalSort == .lift)
    }

    @Test func `opens a signal, goes to the next, and back`() {
        var screen = Screen(120, 40, snapshot: SignalSamples.snapshot)
        screen.press("7 Enter")
        #expect(screen.text.contains("the page /product/* was seen"))
        screen.press("Right")
        #expect(screen.text.contains("a session lasted at least 2 m"))
        screen.press("q")
        #expect(screen.model.view == .signals && !screen.model.isSignalOpen)
        screen.press("Esc")
        #expect(screen.model.view == .funnel)
    }

    @Test func `stays on the chosen signal when the order changes`() {
        var screen = Screen(120, 40, snapshot: SignalSamples.snapshot)
        screen.press("7 Down Down")
        #expect(screen.model.signalName == "engaged")
        var newer = SignalSamples.snapshot
        newer.signals[2].users = 1
        _ = screen.model.update(.snapshot(newer))
        #expect(screen.model.signalName == "engaged")
        #expect(screen.text(in: .selection).contains("engaged"))
    }

    @Test func `says collecting while a lift has no interval, and which way it goes by a sign`() {
        for (width, height) in [(120, 40), (80, 24), (40, 10)] {
            var screen = Screen(width, height, snapshot: SignalSamples.snapshot)
            screen.press("7 /")
            screen.type("news")
            screen.press("Enter")
            #expect(screen.rows.contains { $0.contains("newsletter") && $0.contains("collecting") }, "\(screen.text)")
            #expect(screen.text.contains("▲ +290 %") || height == 10)
        }
        var screen = Screen(120, 40, snapshot: SignalSamples.snapshot)
        screen.press("7")
        #expect(screen.text(in: .strong).contains("▼ −24.0 %"))
        #expect(screen.text(in: .dim).contains("~ +2.1 %"))
    }

    @Test func `draws the intervals where there is room`() {
        var screen = Screen(170, 40, snapshot: SignalSamples.snapshot)
        screen.press("7")
        #expect(screen.text(in: .winner).contains("█"))
        #expect(screen.text(in: .bar).contains("█"))
        #expect(screen.text.contains("+18.0 … +45.0"))
    }

    @Test func `goes through the lists of the traffic and sorts each on its own`() {
        var screen = Screen(80, 24, snapshot: SignalSamples.snapshot)
        screen.press("5")
        #expect(screen.text.contains("[pages] channels categories"))
        screen.press("Tab")
        #expect(screen.text.contains("pages [channels] categories"))
        screen.press(">")
        #expect(screen.model.trafficSort[.channels]?.column == .sessions)
        #expect(screen.model.trafficSort[.pages] == nil)
        screen.press("Shift-Tab G")
        #expect(screen.text(in: .selection).contains("/returns"))
        screen.press("Enter")
        #expect(screen.model.isTrafficZoomed)
        screen.press("Esc")
        #expect(!screen.model.isTrafficZoomed && screen.model.view == .traffic)
        screen.press("/")
        screen.type("guide")
        screen.press("Enter")
        #expect(screen.text(in: .selection).contains("/guide/sizes"))
    }

    @Test func `marks an estimated number of users`() {
        var screen = Screen(120, 40, snapshot: SignalSamples.snapshot)
        screen.press("5")
        #expect(screen.text.contains("≈98,204") && !screen.text.contains("≈49,102"))
    }

    @Test func `asks for another range in view 5`() {
        var screen = Screen(120, 40, snapshot: SignalSamples.snapshot)
        screen.press("5")
        #expect(
            screen.press(",") == [
                .request(DashboardRequest(range: .oneHour, stepsBack: 0, comparesWithPrevious: true))
            ])
    }
}
