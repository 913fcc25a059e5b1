import Testing

@testable import TerminalUI

@Suite struct CellBufferTests {
    private func rows(_ buffer: CellBuffer) -> [String] {
        (0..<buffer.height).map { y in
            var row = ""
            for x in 0..<buffer.width where buffer[x, y].widthInCells > 0 { row.append(buffer[x, y].character) }
            return row
        }
    }

    @Test func `puts text where it is told and returns the cells it took`() {
        var buffer = CellBuffer(width: 10, height: 2)
        #expect(buffer.put("abc", x: 2, y: 1, role: .strong) == 3)
        #expect(rows(buffer) == ["          ", "  abc     "])
        #expect(buffer[2, 1].role == .strong)
        #expect(buffer[1, 1].role == .text)
    }

    @Test func `aligns in a field and pads it`() {
        var buffer = CellBuffer(width: 8, height: 3)
        buffer.fill(buffer.bounds, character: "x")
        buffer.put("ab", x: 1, y: 0, width: 6)
        buffer.put("ab", x: 1, y: 1, width: 6, alignment: .trailing)
        buffer.put("ab", x: 1, y: 2, width: 6, alignment: .center)
        #expect(rows(buffer) == ["xab    x", "x    abx", "x  ab  x"])
    }

    @Test func `cuts long text with an ellipsis that the terminal has`() {
        var buffer = CellBuffer(width: 5, height: 1)
        buffer.put("abcdefgh", x: 0, y: 0, width: 4)
        #expect(rows(buffer) == ["abc… "])
        var ascii = CellBuffer(width: 5, height: 1, glyphs: .ascii)
        ascii.put("abcdefgh", x: 0, y: 0, width: 4)
        #expect(rows(ascii) == ["abc~ "])
    }

    @Test func `never splits a wide character`() {
        var buffer = CellBuffer(width: 4, height: 1)
        #expect(buffer.put("日本語", x: 0, y: 0) == 6)
        #expect(rows(buffer) == ["日本"])
        buffer.put("語", x: 3, y: 0)
        #expect(rows(buffer) == ["日  "], "no room for a wide character in the last column")
        buffer.put("日本", x: 0, y: 0)
        buffer.put("x", x: 1, y: 0)
        #expect(rows(buffer) == [" x本"])
        buffer.put("日本", x: -1, y: 0)
        #expect(rows(buffer) == [" 本 "])
        buffer.put("日本語", x: 0, y: 0, width: 4)
        #expect(rows(buffer) == ["日… "])
    }

    @Test func `clips at every edge`() {
        var buffer = CellBuffer(width: 3, height: 2)
        buffer.put("abcdef", x: -2, y: 0)
        buffer.put("abcdef", x: 1, y: 1)
        buffer.put("abc", x: 0, y: -1)
        buffer.put("abc", x: 0, y: 2)
        buffer.fill(Rect(x: 5, y: 5, width: 4, height: 4), character: "x")
        buffer.paint(Rect(x: -5, y: -5, width: 40, height: 6), role: .worst)
        #expect(rows(buffer) == ["cde", " ab"])
        #expect(buffer[0, 0].role == .worst)
        #expect(buffer[0, 1].role == .text)
    }

    @Test func `makes what it shows safe`() {
        var buffer = CellBuffer(width: 12, height: 1)
        buffer.put("a\u{1B}[2J\r9", x: 0, y: 0)
        #expect(rows(buffer) == ["a␛[2J␍9     "])
    }

    @Test func `frames a pane with title and note`() {
        var buffer = CellBuffer(width: 30, height: 3)
        buffer.frame(buffer.bounds, title: "1 checkout", note: "within 1 h")
        #expect(
            rows(buffer) == [
                "╭─ 1 checkout ── within 1 h ─╮",
                "│                            │",
                "╰────────────────────────────╯",
            ])
        buffer.frame(Rect(x: 0, y: 0, width: 12, height: 3), title: "1 checkout", note: "within 1 h", isFocused: true)
        #expect(rows(buffer)[0].hasPrefix("╭─ 1 che… ─╮"))
        #expect(buffer[0, 0].role == .focus)
    }

    @Test(arguments: [(0, 0), (1, 1), (2, 2), (3, 1), (7, 2)])
    func `draws every widget into the smallest buffers`(width: Int, height: Int) {
        for glyphs in [Glyphs.unicode, .console, .ascii] {
            var buffer = CellBuffer(width: width, height: height, glyphs: glyphs)
            buffer.frame(buffer.bounds, title: "title", note: "note")
            buffer.putBar(fraction: 0.5, x: 0, y: 0, width: 4)
            buffer.putSparkline([1, 2, nil], x: -1, y: 0, width: 4, provisionalFrom: 1)
            buffer.putChart([1, 2, 3], in: buffer.bounds, axes: ChartAxes(top: "6 %", bottom: "0 %"))
            #expect(buffer.cells.count == width * height)
        }
    }

    @Test func `draws a chart`() {
        var buffer = CellBuffer(width: 32, height: 4)
        let axes = ChartAxes(
            title: "of all", top: "6 %", bottom: "0 %", ticks: [.init(index: 2, label: "12:30")], note: "not final")
        buffer.putChart([3, 6, 3, nil, 6, 6], in: buffer.bounds, axes: axes, provisionalFrom: 4)
        #expect(
            rows(buffer) == [
                "of all  6 %┤ █  ▒▒ not final    ",
                "           │███ ▒▒              ",
                "        0 %┴──┬───────          ",
                "            12:30               ",
            ])
    }

    @Test func `draws a chart as a line with levels`() {
        var buffer = CellBuffer(width: 22, height: 5)
        let axes = ChartAxes(top: "100 %", bottom: "0 %", levels: [.init(fraction: 0.5, label: "50 %")])
        buffer.putChart(
            [0, 0, 50, 50, 0, nil, 0, 100, 100, 100], in: Rect(x: 0, y: 0, width: 16, height: 5), axes: axes,
            provisionalFrom: 9, form: .line)
        #expect(
            rows(buffer) == [
                "100 %┤       ╭─·      ",
                " 50 %┤  ╭─╮  │        ",
                "     │──╯ ╰ ─╯        ",
                "  0 %┴──────────      ",
                "                      ",
            ])
        #expect(buffer[15, 0].role == .provisional)
    }

    @Test func `averages more values than there are columns`() {
        var buffer = CellBuffer(width: 7, height: 3)
        buffer.putChart([8, 8, 4, 4, nil, 2, 0, 0], in: buffer.bounds, axes: ChartAxes(top: "8", bottom: "0"))
        #expect(rows(buffer)[0] == "8┤█▆▄▂ ")
        #expect(rows(buffer)[1] == "0┴─────")
    }

    @Test func `draws intervals around zero`() {
        var buffer = CellBuffer(width: 16, height: 4)
        buffer.putInterval(2.1...8.6, scale: -4...11, x: 0, y: 0, width: 16)
        buffer.putInterval(-2...5, scale: -4...11, x: 0, y: 1, width: 16)
        buffer.putInterval(-99...99, scale: 1...2, x: 0, y: 2, width: 16)
        buffer.putInterval(3...3, scale: -4...11, x: 0, y: 3, width: 16)
        #expect(
            rows(buffer) == ["────┼─▐██████▌──", "──▐█┼████▌──────", "▐██████████████▌", "────┼──█────────"])
    }

    @Test func `draws bars on a track and sparklines flush right`() {
        var buffer = CellBuffer(width: 8, height: 2)
        buffer.putBar(fraction: 0.55, x: 0, y: 0, width: 6)
        buffer.putSparkline([nil, 0, 4, 8], x: 0, y: 1, width: 6, provisionalFrom: 3)
        #expect(rows(buffer) == ["███▎──  ", "   ▁▅▒  "])
        #expect(buffer[5, 0].role == .barTrack)
        #expect(buffer[0, 0].role == .bar)
        #expect(buffer[5, 1].role == .provisional)
    }
}
