import Testing

@testable import TerminalUI

@Suite struct GlyphsTests {
    @Test func `draws bars in the pieces that the terminal has`() {
        #expect(Glyphs.unicode.bar(fraction: 0.55, width: 10) == "█████▌")
        #expect(Glyphs.console.bar(fraction: 0.55, width: 10) == "█████▌")
        #expect(Glyphs.ascii.bar(fraction: 0.55, width: 10) == "######")
        #expect(Glyphs.unicode.bar(fraction: 1, width: 3) == "███")
    }

    @Test(arguments: [Glyphs.unicode, .console, .ascii])
    func `never shows something as nothing, nor more than all`(glyphs: Glyphs) {
        #expect(glyphs.bar(fraction: 0, width: 10).isEmpty)
        #expect(glyphs.bar(fraction: .nan, width: 10).isEmpty)
        #expect(glyphs.bar(fraction: -3, width: 10).isEmpty)
        #expect(glyphs.bar(fraction: 1e-12, width: 10).count == 1)
        #expect(glyphs.bar(fraction: .infinity, width: 10).count == 10)
        #expect(glyphs.bar(fraction: 0.5, width: 0).isEmpty)
        #expect(glyphs.bar(fraction: 0.5, width: -2).isEmpty)
        #expect(glyphs.column(fraction: 1e-12, height: 3).last != " ")
        #expect(glyphs.column(fraction: 2, height: 3).allSatisfy { $0 != " " })
        #expect(glyphs.column(fraction: 0, height: 3) == [" ", " ", " "])
        #expect(glyphs.column(fraction: 0.5, height: -1).isEmpty)
    }

    @Test func `stacks columns from below`() {
        #expect(Glyphs.unicode.column(fraction: 0.5, height: 3) == [" ", "▄", "█"])
        #expect(Glyphs.ascii.column(fraction: 0.5, height: 3) == [" ", ":", "#"])
    }

    @Test func `draws sparklines with gaps and what is not final`() {
        #expect(Glyphs.unicode.sparkline([0, 7, nil, 3.5, 7], provisionalFrom: 4) == "▁█ ▅▒")
        #expect(Glyphs.ascii.sparkline([0, 6, nil, 3, 6], provisionalFrom: 4) == ".# =/")
        #expect(Glyphs.unicode.sparkline([]) == "")
        #expect(Glyphs.unicode.sparkline([nil, .nan]) == "  ")
        #expect(Glyphs.unicode.sparkline([0, 0]) == "▁▁")
    }

    @Test func `does not blow noise up in a sparkline`() {
        let line = Glyphs.unicode.sparkline([0.40, 0.41, 0.40])
        #expect(Set(line).isDisjoint(with: ["▁", "▂", "▃", "▄"]))
    }

    @Test func `keeps to 7 bits in ascii`() {
        let glyphs = Glyphs.ascii
        let words = [
            glyphs.winner, glyphs.worst, glyphs.up, glyphs.down, glyphs.same, glyphs.minus, glyphs.approximate,
            glyphs.ellipsis, glyphs.dot, glyphs.arrow, glyphs.leftArrow, glyphs.rightArrow, glyphs.hook, glyphs.track,
            glyphs.bullet, glyphs.times, glyphs.dash, String(glyphs.barLadder), String(glyphs.columnLadder),
            String(glyphs.sparkLadder), String(glyphs.provisional),
        ]
        #expect(words.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    }

    @Test func `says our own marks in plain characters`() {
        #expect(Glyphs.ascii.adapt("★ +2.1 … −28.6 ≈ ▲ a → b") == "* +2.1 ~ -28.6 ~ ^ a -> b")
        #expect(Glyphs.ascii.adapt("日本 café ␛[2J ␡") == "?? caf? ^[[2J ^?")
        #expect(Glyphs.console.adapt("╭─╮ ★ ▏ café ▲") == "┌─┐ * ▌ café ▲")
        #expect(Glyphs.unicode.adapt("★ 日本") == "★ 日本")
    }
}
