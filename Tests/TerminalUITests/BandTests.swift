import Testing

@testable import TerminalUI

@Suite struct BandTests {
    private func rows(_ buffer: CellBuffer) -> [String] {
        (0..<buffer.height).map { y in
            var row = ""
            for x in 0..<buffer.width { row.append(buffer[x, y].character) }
            while row.hasSuffix(" ") { row.removeLast() }
            return row
        }
    }

    private let points: [BandPoint?] = [
        BandPoint(low: -20, middle: 20, high: 60), BandPoint(low: 0, middle: 20, high: 40), nil,
        BandPoint(low: 10, middle: 20, high: 30),
    ]

    @Test func `draws the interval, the middle and the line at zero`() {
        var buffer = CellBuffer(width: 12, height: 7)
        buffer.putBand(
            points, scale: -20...60, in: buffer.bounds,
            axes: ChartAxes(top: "+60", bottom: "−20", ticks: [.init(index: 3, label: "now")]))
        #expect(
            rows(buffer) == [
                "+60┤░░", "   │░░░░  ░░", "   │••••  ••", "  0┼────────", "−20│░░", "   ┴──────┬─", "         now",
            ])
        #expect(buffer[4, 2].role == .strong)
        #expect(buffer[4, 3].role == .dim)
    }

    @Test func `draws with 7 bits where there are no more`() {
        var buffer = CellBuffer(width: 12, height: 7, glyphs: .ascii)
        buffer.putBand(points, scale: -20...60, in: buffer.bounds, axes: ChartAxes(top: "+60", bottom: "-20"))
        let text = rows(buffer).joined(separator: "\n")
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
        #expect(text.contains("****  **") && text.contains("  0+--------"))
    }

    @Test func `cuts off what lies beyond the scale and draws nothing in two rows`() {
        var buffer = CellBuffer(width: 8, height: 5)
        let wild = [BandPoint(low: -.infinity, middle: .nan, high: .infinity), BandPoint(low: 5, middle: 9, high: 3)]
        buffer.putBand(wild, scale: -1...1, in: buffer.bounds, axes: ChartAxes(top: "1", bottom: "1"))
        #expect(rows(buffer)[0].contains("░"))
        var small = CellBuffer(width: 8, height: 2)
        small.putBand(wild, scale: -1...1, in: small.bounds, axes: ChartAxes(top: "1", bottom: "1"))
        #expect(rows(small) == ["", ""])
    }

    @Test func `marks a value of a chart`() {
        var buffer = CellBuffer(width: 8, height: 5)
        buffer.putChart(
            [0, 0.5, 1, 1], in: buffer.bounds,
            axes: ChartAxes(top: "1", bottom: "0", marks: [.init(index: 2, text: "★", role: .winner)]), maximum: 1,
            form: .line)
        #expect(buffer[4, 0].character == "★" && buffer[4, 0].role == .winner)
    }
}
