import Analytics
import TerminalUI
import Testing

@testable import Dashboard

/// Whole screens as text. When one is meant to change, the text of the failed expectation is the new frame.
@Suite struct FrameTests {
    private func expect(_ screen: Screen, _ frame: String, _ location: SourceLocation = #_sourceLocation) {
        #expect(screen.text == frame, "is now:\n\(screen.text)", sourceLocation: location)
    }

    @Test func `shows the answer first at 120×40`() { expect(Screen(), Frames.shop120x40) }

    @Test func `shows two rows a step at 80×24`() { expect(Screen(80, 24), Frames.shop80x24) }

    @Test func `shows one row a step at 40×10`() { expect(Screen(40, 10), Frames.shop40x10) }

    @Test func `draws with ASCII alone`() { expect(Screen(120, 40, glyphs: .ascii), Frames.shopASCII) }

    @Test func `starts before there is a snapshot`() { expect(Screen(80, 24, snapshot: nil), Frames.starting) }

    @Test func `waits for a file`() { expect(Screen(80, 24, snapshot: Situations.waiting), Frames.waiting) }

    @Test func `says why no line could be used`() {
        expect(Screen(80, 24, snapshot: Situations.unusable), Frames.unusable)
    }

    @Test func `says that the picture is held`() {
        var screen = Screen(80, 24)
        screen.press("Space")
        var newer = ShopSnapshot.snapshot
        newer.source.events += 1204
        _ = screen.model.update(.snapshot(newer))
        expect(screen, Frames.paused)
    }

    @Test(
        arguments: [
            ("?", Frames.help), ("s Down Space Down Space Enter", Frames.segments), ("b", Frames.chooser),
            ("8 Up", Frames.events),
            ("9", Frames.health), ("Tab Tab Tab Right Down Down", Frames.countries), ("Down Down z", Frames.zoomed),
        ] as [(String, String)])
    func `shows at 80×24 what keys open`(keys: String, frame: String) {
        var screen = Screen(80, 24)
        screen.press(keys)
        expect(screen, frame)
    }

    @Test func `shows an error under the prompt at 40×10`() {
        var screen = Screen(40, 10)
        screen.press(": b y Enter")
        expect(screen, Frames.promptError)
    }

    @Test func `scrolls a funnel of 32 steps to the chosen one`() {
        var screen = Screen(80, 24, snapshot: Situations.long)
        #expect(screen.text.contains("Step number 1 "))
        screen.press("G")
        #expect(screen.text.contains("32▸Step"))
        #expect(!screen.text.contains("Step number 2 "))
    }

    @Test func `keeps the accent for the worst drop`() {
        let worst = Screen().text(in: .worst)
        #expect(worst.contains("33,361 left −69.2 % !"))
        #expect(worst.contains("! worst drop: Viewed product → Added to cart"))
        #expect(worst.contains("mobile !"))
        #expect(!worst.contains("12,030"))
        #expect(!worst.contains("desktop"))
        #expect(Screen(40, 10).text(in: .worst).contains("Added to cart !"))
    }

    @Test func `marks what is not final and what the arrows stand on`() {
        var screen = Screen()
        #expect(screen.text(in: .provisional).contains("▒▒▒▒"))
        #expect(screen.text(in: .provisional).contains("not final"))
        screen.press("Down")
        #expect(
            screen.text(in: .selection) == "Viewed product" || screen.text(in: .selection).contains("Viewed product"))
    }

    @Test func `brightens new numbers until they have been seen`() {
        var screen = Screen()
        var newer = ShopSnapshot.snapshot
        newer.funnels[0].steps[3].count = 1936
        _ = screen.model.update(.snapshot(newer))
        #expect(screen.text(in: .changed) == "1,936")
        _ = screen.model.update(.tick(ShopSnapshot.now))
        _ = screen.model.update(.tick(ShopSnapshot.now))
        #expect(screen.text(in: .changed) == "")
    }

    @Test(arguments: [(120, 40), (80, 24), (40, 10), (100, 30)])
    func `leaves every number where it was when the numbers grow`(width: Int, height: Int) {
        let before = Screen(width, height)
        var grown = ShopSnapshot.snapshot
        grown.funnels[0].steps[1].count = 15_902
        grown.funnels[0].steps[2].count = 3_111
        let after = Screen(width, height, snapshot: grown)
        for y in 0..<height {
            let old = Array(before.rows[y])
            let new = Array(after.rows[y])
            let isStep = before.rows[y].contains("Added to cart") && before.rows[y].contains("14,849 ")
            guard isStep, let end = new.indices.last(where: { String(new[0...$0]).hasSuffix("15,902") }) else {
                continue
            }
            #expect(String(old[0...end]).hasSuffix("14,849"))
        }
    }

    @Test func `says that nobody has entered instead of a share of nobody`() {
        var empty = ShopSnapshot.snapshot
        let definition = ShopSnapshot.definition
        empty.funnels = [
            FunnelSnapshot(
                definition: definition, expression: "", steps: definition.steps.map { StepSnapshot(name: $0.name) })
        ]
        #expect(Screen(snapshot: empty).text.contains("nobody has done step 1 in this range"))
        #expect(Screen(40, 10, snapshot: empty).text.contains("nobody has done step 1 in this range"))
        #expect(!Screen(snapshot: empty).text.contains("convert "))
    }

    @Test func `shows late events in the header only where there are some`() {
        #expect(!Screen().rows[0].contains("late"))
        var late = ShopSnapshot.snapshot
        late.source.late = 12
        #expect(Screen(snapshot: late).rows[0].contains("12 late"))
    }

    @Test func `names what is read and how far`() {
        var reading = ShopSnapshot.snapshot
        reading.source.state = .reading(0.434)
        #expect(Screen(snapshot: reading).rows[0].contains("reading 43 %"))
        reading.source.state = .reading(0.9999)
        #expect(Screen(snapshot: reading).rows[0].contains("reading 99 %"))
        reading.source.state = .ended
        #expect(Screen(snapshot: reading).rows[0].contains("ended"))
    }
}

/// What the dashboard meets besides a shop in good order.
enum Situations {
    static var waiting: Snapshot {
        var snapshot = Snapshot()
        snapshot.source.inputs = [.init(path: "logs/shop.jsonl", format: "jsonl", state: .waiting)]
        return snapshot
    }

    static var unusable: Snapshot {
        var snapshot = waiting
        snapshot.source.state = .ended
        snapshot.source.inputs[0].state = .ended
        snapshot.source.inputs[0].lines = 1300
        snapshot.source.rejected = [.malformed: 1204, .tooLong: 96]
        snapshot.source.rejectedExamples = [
            .init(path: "logs/shop.jsonl", line: RejectedLine(line: 1, reason: .malformed, text: "%PDF-1.7\u{1B}[2J"))
        ]
        return snapshot
    }

    static var long: Snapshot {
        var snapshot = ShopSnapshot.snapshot
        snapshot.funnels[0].steps = (1...32).map { number in
            var step = StepSnapshot(name: "Step number \(number)")
            step.count = 1_000_000 / number
            step.ofFirst = 1 / Double(number)
            step.ofPrevious = number == 1 ? nil : Double(number - 1) / Double(number)
            return step
        }
        return snapshot
    }
}
