import SeededNumbers
import Testing

@testable import TerminalUI

@Suite struct CellDiffTests {
    /// A terminal as simple as can be: overwriting half of a wide character erases the other half.
    private struct Screen {
        var cells: [Cell]
        let width: Int

        mutating func write(_ run: CellRun) {
            var x = run.x
            for character in run.text {
                let width = CharacterWidth.of(character)
                for column in x..<(x + width) { erase(column, y: run.y) }
                let start = run.y * self.width + x
                cells[start] = Cell(character: character, role: run.role, widthInCells: UInt8(width))
                if width == 2 { cells[start + 1] = Cell(role: run.role, widthInCells: 0) }
                x += width
            }
        }

        private mutating func erase(_ x: Int, y: Int) {
            let index = y * width + x
            let hurt = Cell(character: "?", role: .error)
            if cells[index].widthInCells == 2 { cells[index + 1] = hurt }
            if cells[index].widthInCells == 0 { cells[index - 1] = hurt }
            cells[index] = hurt
        }
    }

    @Test func `says nothing when nothing changed`() {
        var buffer = CellBuffer(width: 20, height: 4)
        buffer.put("日本 ok", x: 1, y: 1)
        #expect(CellDiff.changes(from: buffer, to: buffer).isEmpty)
    }

    @Test func `writes only what changed`() {
        var old = CellBuffer(width: 20, height: 2)
        old.put("users 48,210", x: 0, y: 1)
        var new = old
        new.put("1", x: 11, y: 1)
        new.put("8", x: 6, y: 1, role: .changed)
        #expect(
            CellDiff.changes(from: old, to: new) == [
                CellRun(x: 6, y: 1, role: .changed, text: "8", widthInCells: 1),
                CellRun(x: 11, y: 1, role: .text, text: "1", widthInCells: 1),
            ])
    }

    @Test func `writes everything after a change of size`() {
        let changes = CellDiff.changes(from: CellBuffer(width: 3, height: 1), to: CellBuffer(width: 2, height: 2))
        #expect(changes.map(\.text) == ["  ", "  "])
    }

    @Test(arguments: [11, 12, 13, 14, 15] as [UInt64])
    func `leads from any frame to any other`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let words = ["日本", "a", "xyz", "e\u{301}", "👍", " ", "語a語"]
        func scribble(_ buffer: inout CellBuffer, times: Int) {
            for _ in 0..<times {
                buffer.put(
                    words.randomElement(using: &random) ?? "", x: Int.random(in: -2...12, using: &random),
                    y: Int.random(in: 0...2, using: &random), role: Role.allCases.randomElement(using: &random) ?? .text
                )
            }
        }
        for _ in 0..<300 {
            var old = CellBuffer(width: 12, height: 3)
            scribble(&old, times: 12)
            var new = old
            scribble(&new, times: Int.random(in: 0...6, using: &random))
            if Bool.random(using: &random) {
                new.paint(Rect(x: Int.random(in: 0...11, using: &random), y: 1, width: 3, height: 2), role: .selection)
            }
            var screen = Screen(cells: old.cells, width: 12)
            for run in CellDiff.changes(from: old, to: new) { screen.write(run) }
            // The right half of a wide character shows in the role of the left one.
            for (shown, wanted) in zip(screen.cells, new.cells) {
                #expect(
                    shown.character == wanted.character && shown.widthInCells == wanted.widthInCells, "seed \(seed)")
                if wanted.widthInCells > 0 { #expect(shown.role == wanted.role, "seed \(seed)") }
            }
        }
    }
}
