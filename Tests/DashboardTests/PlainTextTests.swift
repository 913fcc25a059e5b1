import Analytics
import TerminalUI
import Testing

@testable import Dashboard

/// What must be told without colour, and without more than 7 bits.
@Suite struct PlainTextTests {
    private static let ended: Snapshot = {
        var snapshot = ShopSnapshot.snapshot
        snapshot.source.state = .ended
        snapshot.source.late = 3120
        snapshot.source.inputs[0].rotations = 2
        return snapshot
    }()

    @Test(
        arguments: [
            "", "8 Up", "9", "b", "s Down Space Down Space Enter", "z", "Tab z", "Tab Tab z", ":", "/", "x", "Space",
            "3", "3 Down Right", "3 Tab m", "3 x", "3 s",
            "0", "0 e", "0 e Space Down Space", "5", "5 Down", "5 Tab Enter", "7", "7 Down Down Enter",
        ],
        [(120, 40), (80, 24), (40, 10)])
    func `says everything in ASCII without a sign for what cannot be said`(keys: String, size: (Int, Int)) {
        for state in [SourceSnapshot.State.ended, .waiting] {
            var snapshot = Self.ended
            snapshot.signals = SignalSamples.signals
            snapshot.traffic = SignalSamples.traffic
            if keys.hasPrefix("3") { snapshot.experiments = ExperimentSamples.shop.experiments }
            snapshot.source.state = state
            var screen = Screen(size.0, size.1, glyphs: .ascii, snapshot: snapshot)
            screen.press(keys)
            let text = screen.text.replacing("? help", with: "help")
            #expect(text.utf8.allSatisfy { $0 < 0x80 })
            #expect(!text.contains("?"), "\(text)")
        }
    }

    @Test func `shows where the arrows stand by a sign, not by colour alone`() {
        var screen = Screen(80, 24)
        screen.press("Down Down")
        #expect(screen.text.contains("▸2 Added to cart"))
        screen.press("Esc")
        #expect(!screen.text.contains("▸2"))
        var ascii = Screen(80, 24, glyphs: .ascii)
        ascii.press("Down Down")
        #expect(ascii.text.contains(">2 Added to cart"))
        var long = Screen(80, 24, snapshot: Situations.long)
        long.press("G")
        #expect(long.text.contains("32▸Step"))
    }

    @Test func `shows warnings under the funnel and in full in view 9`() {
        var snapshot = ShopSnapshot.snapshot
        let long = "no event prchased so far; did you mean purchased? " + String(repeating: "word ", count: 30) + "end"
        snapshot.warnings = [long, "another"]
        for (width, height) in [(120, 40), (80, 24), (40, 10)] {
            var screen = Screen(width, height, snapshot: snapshot)
            #expect(screen.text(in: .warning).contains("no event prchased"))
            if width >= 80 { #expect(screen.text(in: .warning).contains("did you mean purchased?")) }
            #expect(screen.text.contains("9: 1 more"))
            screen.press("9")
            var words: Set<String> = []
            for _ in 0..<40 {
                words.formUnion(screen.text(in: .warning).split(whereSeparator: \.isWhitespace).map(String.init))
                screen.press("Down")
            }
            #expect(words.contains("end") && words.contains("another"))
        }
    }

    @Test func `shows the filter in the header, shortened, and in full in view 9`() {
        var screen = Screen()
        screen.model.filterText = "country = DE and device = mobile and revenue > 100"
        #expect(screen.rows[0].contains("filter country = DE and"))
        #expect(screen.rows[0].contains("…"))
        screen.press("9")
        #expect(screen.text.contains("country = DE and device = mobile and revenue > 100"))
        var small = Screen(40, 10)
        small.model.filterText = "country = DE"
        #expect(small.rows[0].contains("filtered"))
    }

    @Test func `says how late events can be counted`() {
        var screen = Screen(80, 24, snapshot: Self.ended)
        #expect(screen.text.contains("3,120 late"))
        screen.press("9")
        #expect(screen.text.contains("3,120"))
        #expect(screen.text.contains("--lateness 1h"))
    }

    @Test func `compares segments at 40×10`() {
        var screen = Screen(40, 10)
        screen.press("s Down Space Down Space Enter")
        #expect(screen.rows[1].contains("return"))
        #expect(screen.text.contains("27.0 %") && screen.text.contains("37.7 %") && screen.text.contains("▼ 10.7"))
        #expect(screen.text.contains("first-time 2.8 %"))
    }

    @Test(arguments: [(100, 30), (120, 40), (80, 24)])
    func `leaves room for names beside segments, and names everyone once`(width: Int, height: Int) {
        var screen = Screen(width, height)
        screen.press("s Down Enter")
        #expect(screen.text.contains("Checkout started"))
        #expect(screen.text.components("everyone") == 2, "in the heading and in the summary:\n\(screen.text)")
    }

    @Test(arguments: [120, 160])
    func `keeps the time where users are excluded`(width: Int) {
        var snapshot = ShopSnapshot.snapshot
        snapshot.funnels[0].steps[1].excluded = 1234
        let screen = Screen(width, 40, snapshot: snapshot)
        #expect(screen.text.contains("≈1 m 52 s"))
        if width == 120 { #expect(screen.text.contains("excl  1k")) }
    }

    @Test func `takes the segment that is typed, whatever is marked`() {
        var screen = Screen()
        screen.press("s Down Space Down Space Enter")
        #expect(screen.model.segments == [0, 1])
        screen.press("s r e t Enter")
        #expect(screen.model.segments == [1])
        screen.press("s f i r Tab Backspace Backspace Backspace r e t Tab Enter")
        #expect(Set(screen.model.segments) == [0, 1] || screen.model.segments == [0])
    }
}

extension String {
    /// How often `word` stands in the text.
    fileprivate func components(_ word: String) -> Int { ranges(of: word).count }
}
