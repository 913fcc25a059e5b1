import Analytics
import TerminalUI
import Testing

@testable import Dashboard

@Suite struct UpdateTests {
    @Test func `closes what is open before it quits`() {
        var screen = Screen()
        #expect(screen.press("z q") == [])
        #expect(screen.model.zoomed == nil)
        #expect(screen.press("9 q") == [])
        #expect(screen.model.view == .funnel)
        #expect(screen.press("? q") == [])
        #expect(screen.press("q") == [.quit])
    }

    @Test(arguments: ["Ctrl-C", "Q", "f Ctrl-C", "b Ctrl-C", "? Ctrl-C"])
    func `quits at once`(keys: String) {
        var screen = Screen()
        #expect(screen.press(keys) == [.quit])
    }

    @Test func `shows the views there are and says of others that they are not in this version`() {
        var screen = Screen()
        screen.press("8")
        #expect(screen.model.view == .events)
        screen.press("4")
        #expect(screen.model.view == .events)
        #expect(screen.rows[38].contains("view 4 is not in this version"))
        screen.press("1")
        #expect(!screen.text.contains("not in this version"))
    }

    @Test func `lets a message go after five seconds`() {
        var screen = Screen()
        screen.press("4")
        _ = screen.model.update(.tick(Timestamp(microseconds: ShopSnapshot.now.microseconds + 4_900_000)))
        #expect(screen.model.notice != nil)
        _ = screen.model.update(.tick(Timestamp(microseconds: ShopSnapshot.now.microseconds + 5_000_000)))
        #expect(screen.model.notice == nil)
    }

    @Test func `goes through the panes and back`() {
        var screen = Screen()
        screen.press("Tab")
        #expect(screen.model.focus == .time)
        screen.press("Shift-Tab Shift-Tab")
        #expect(screen.model.focus == .events)
        screen.press("Enter Tab")
        #expect(screen.model.zoomed == .funnel)
    }

    @Test func `asks for other ranges and steps back in time`() {
        var screen = Screen()
        #expect(
            screen.press(",")
                == [.request(DashboardRequest(range: .oneHour, stepsBack: 0, comparesWithPrevious: true))])
        #expect(
            screen.press("[ [").last
                == .request(DashboardRequest(range: .oneHour, stepsBack: 2, comparesWithPrevious: true)))
        #expect(
            screen.press(".") == [
                .request(DashboardRequest(range: .sixHours, stepsBack: 0, comparesWithPrevious: true))
            ])
        #expect(screen.press("]") == [])
        screen.press(". . . .")
        #expect(screen.model.range == nil)
        #expect(screen.press("[") == [])
        #expect(screen.rows[38].contains("choose a range first"))
        #expect(screen.press("c") == [])
        #expect(screen.rows[38].contains("choose a range with , . to compare"))
        screen.press(",")
        #expect(
            screen.press("c")
                == [.request(DashboardRequest(range: .thirtyDays, stepsBack: 0, comparesWithPrevious: false))])
    }

    @Test func `holds the picture and counts what is new`() {
        var screen = Screen()
        screen.press("Space")
        var newer = ShopSnapshot.snapshot
        newer.source.events += 1204
        newer.funnels[0].steps[0].count = 99_999
        _ = screen.model.update(.snapshot(newer))
        #expect(screen.rows[0].contains("paused +1,204"))
        #expect(!screen.text.contains("99,999"))
        screen.press("Space")
        #expect(screen.text.contains("99,999"))
        #expect(screen.text(in: .changed).contains("99,999"))
    }

    @Test func `takes numbers that were asked for into a held picture`() {
        var screen = Screen()
        screen.press("Space ,")
        _ = screen.model.update(.snapshot(ShopSnapshot.snapshot))
        #expect(screen.model.shown.range?.length == .sixHours)
        var hour = ShopSnapshot.snapshot
        hour.range?.length = .oneHour
        _ = screen.model.update(.snapshot(hour))
        #expect(screen.model.shown.range?.length == .oneHour)
        #expect(screen.model.isPaused)
    }

    @Test func `keeps a refused filter in the prompt with the reason under it`() {
        var screen = Screen()
        screen.press("f")
        screen.type("country =")
        #expect(screen.press("Enter") == [.applyFilter("country =")])
        #expect(screen.model.update(.rejected("a value is missing after =")) == [.bell])
        #expect(screen.rows[37].contains("filter country ="))
        #expect(screen.rows[38].contains("a value is missing after ="))
        screen.type(" DE")
        #expect(screen.press("Enter") == [.applyFilter("country = DE")])
        _ = screen.model.update(.accepted)
        #expect(screen.model.prompt == nil)
        #expect(screen.model.filterText == "country = DE")
        #expect(screen.rows[0].contains("filter country = DE"))
        screen.press("f Ctrl-U")
        #expect(screen.press("Enter") == [.applyFilter("")])
    }

    @Test func `edits a line as shells do`() {
        var screen = Screen()
        screen.press(":")
        screen.type("filtr x")
        screen.press("Ctrl-W Backspace Left Left")
        screen.press("Home Delete End Ctrl-A")
        screen.type("f")
        screen.press("Ctrl-E Ctrl-U")
        screen.type("help me")
        screen.press("Home Right Right Right Right Ctrl-K")
        #expect(screen.model.prompt?.text == "help")
        screen.press("Enter")
        #expect(screen.model.isHelpOpen)
    }

    @Test func `ends words and names what could follow`() {
        var screen = Screen()
        screen.press(": t h Tab")
        #expect(screen.model.prompt?.text == "theme ")
        screen.press("Tab")
        #expect(screen.rows[38].contains("default  night  paper"))
        screen.press("p Tab")
        #expect(screen.press("Enter") == [.setTheme("paper")])
        #expect(screen.press("t") == [.setTheme("default")])
    }

    @Test func `remembers lines`() {
        var screen = Screen()
        screen.press(":")
        screen.type("range 1h")
        screen.press("Enter :")
        screen.type("vi")
        screen.press("Up")
        #expect(screen.model.prompt?.text == "range 1h")
        screen.press("Down")
        #expect(screen.model.prompt?.text == "vi")
    }

    @Test(
        arguments: [
            ("quit", .quit),
            ("range 7d", .request(DashboardRequest(range: .sevenDays, stepsBack: 0, comparesWithPrevious: true))),
            ("range all", .request(DashboardRequest(range: nil, stepsBack: 0, comparesWithPrevious: true))),
            ("by country_code", .addBreakdown("country_code")),
            ("funnel a > b within 1h", .setFunnel("a > b within 1h", replacing: 0)),
            ("filter page = /x", .applyFilter("page = /x")), ("theme night", .setTheme("night")),
        ] as [(String, Effect)])
    func `runs commands`(line: String, effect: Effect) {
        var screen = Screen()
        screen.press(":")
        screen.type(line)
        #expect(screen.press("Enter") == [effect])
    }

    @Test(arguments: ["frobnicate", "range 2h", "view 12", "theme neon", "by", "funnel"])
    func `says what is wrong with a command and leaves it to be mended`(line: String) {
        var screen = Screen()
        screen.press(":")
        screen.type(line)
        #expect(screen.press("Enter") == [])
        #expect(screen.model.prompt?.error != nil)
        #expect(screen.rows[38].hasPrefix(" ! "))
    }

    @Test func `chooses a breakdown by typing a part of it`() {
        var screen = Screen()
        screen.press("b c o u")
        #expect(screen.text.contains("break down by"))
        screen.press("Enter")
        // “cou” itself is offered after the field it narrows to.
        #expect(screen.model.breakdown?.field == "country")
    }

    @Test func `asks for a breakdown by any field that is typed`() {
        var screen = Screen()
        screen.press("b")
        screen.type("utm_source")
        #expect(screen.press("Enter") == [.addBreakdown("utm_source")])
        _ = screen.model.update(.accepted)
        var snapshot = ShopSnapshot.snapshot
        snapshot.funnels[0].breakdowns.append(
            BreakdownSnapshot(field: "utm_source", attribution: .first, values: [], distinctValues: 0))
        _ = screen.model.update(.snapshot(snapshot))
        #expect(screen.text.contains("by utm_source"))
    }

    @Test func `sees two segments side by side`() {
        var screen = Screen()
        screen.press("s Down Space Down Space Enter")
        #expect(screen.model.segments == [0, 1])
        #expect(screen.rows[2].contains("first-time") && screen.rows[2].contains("returning"))
        #expect(screen.text.contains("▼ 10.7 pp"))
        screen.press("s Home Enter")
        #expect(screen.model.segments.isEmpty)
        screen.press("s Down Down Enter")
        #expect(screen.rows[2].contains("returning") && screen.rows[2].contains("everyone"))
    }

    @Test func `chooses another funnel, or defines one`() {
        var screen = Screen()
        screen.press("x Down Enter")
        #expect(screen.model.funnel?.name == "signup")
        screen.press("x")
        screen.type("search > purchased")
        #expect(screen.press("Enter") == [.setFunnel("search > purchased", replacing: 1)])
        #expect(screen.model.update(.rejected("no such event")) == [.bell])
        #expect(screen.rows[38].contains("! no such event"))
    }

    @Test func `sorts the breakdown by any column, the rest always last`() {
        var screen = Screen()
        screen.press("Tab Tab Tab Right")
        #expect(screen.model.breakdown?.field == "country")
        #expect(screen.model.breakdownTable?.rows.map(\.label).suffix(2) == ["(other)", "(none)"])
        screen.press("r")
        let rows = screen.model.breakdownTable?.rows ?? []
        #expect(rows.map(\.label).suffix(2) == ["(other)", "(none)"])
        #expect(rows.dropLast(2).map(\.users) == rows.dropLast(2).map(\.users).sorted())
        screen.press("<")
        #expect(screen.model.sortColumn == .median)
        #expect(screen.text.contains("▲ median"))
    }

    @Test func `holds the events while they are scrolled and follows again at their end`() {
        var screen = Screen()
        screen.press("8 Up Up")
        #expect(screen.text.contains("held · G follows"))
        let before = screen.rows[10]
        var newer = ShopSnapshot.snapshot
        newer.recent.removeFirst(20)
        _ = screen.model.update(.snapshot(newer))
        #expect(screen.rows[10] == before)
        screen.press("G")
        #expect(screen.model.heldEvents == nil)
        #expect(screen.text.contains("follows"))
    }

    @Test func `searches the events and goes from one to the next`() {
        var screen = Screen()
        screen.press("8 /")
        screen.type("purch")
        screen.press("Enter")
        let first = screen.model.selectedEvent
        #expect(first.map { screen.model.recent[$0].event } == "purchased")
        screen.press("n")
        let second = screen.model.selectedEvent
        #expect(second != first)
        #expect(second.map { screen.model.recent[$0].event } == "purchased")
        screen.press("N")
        #expect(screen.model.selectedEvent == first)
        #expect(screen.text(in: .selection).contains("purchased"))
    }

    @Test func `shows what came after the step the arrows stand on`() {
        var screen = Screen()
        #expect(screen.text.contains("after 1 Viewed product"))
        screen.press("Down Down")
        #expect(screen.text.contains("after 2 Added to cart"))
        #expect(screen.text.contains("checkout_error"))
        screen.press("Esc")
        #expect(screen.model.stepSelection == nil)
    }

    @Test func `redraws and suspends from anywhere`() {
        var screen = Screen()
        #expect(screen.press("Ctrl-L f Ctrl-L b Ctrl-Z") == [.redraw, .redraw, .suspend])
    }

    @Test func `takes a new size`() {
        var screen = Screen()
        screen.press("Resize-80x24")
        #expect(screen.rows.count == 24)
    }
}
