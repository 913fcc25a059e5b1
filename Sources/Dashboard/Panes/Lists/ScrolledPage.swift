import TerminalUI

/// Parts below each other, of which so many rows are shown as there is room for.
struct ScrolledPage {
    struct Part {
        var height: Int
        var draw: (Rect, inout CellBuffer) -> Void

        static func lines(_ lines: [[Phrase]]) -> Part {
            Part(height: lines.count) { rect, buffer in
                for (index, line) in lines.enumerated() {
                    buffer.put(line, x: rect.x + 1, y: rect.y + index, width: rect.width - 2)
                }
            }
        }

        static func table(_ table: ListTable) -> Part {
            Part(height: table.rows.count + (table.showsHeading ? 1 : 0)) { rect, buffer in
                table.draw(in: rect, into: &buffer)
            }
        }

        static var air: Part { Part(height: 1) { _, _ in } }
    }

    var parts: [Part]

    /// Rows of all parts.
    var height: Int { parts.reduce(0) { $0 + $1.height } }

    /// How far one can scroll in so many rows.
    func lastScroll(rows: Int) -> Int { max(0, height - max(1, rows)) }

    /// `1–18 of 41`; empty where everything is to be seen.
    func position(scroll: Int, rows: Int) -> String {
        guard height > rows else { return "" }
        let first = min(max(0, scroll), lastScroll(rows: rows))
        return "\(first + 1)–\(min(height, first + rows)) of \(height)"
    }

    func draw(in rect: Rect, scroll: Int, into buffer: inout CellBuffer) {
        guard !rect.isEmpty else { return }
        let first = min(max(0, scroll), lastScroll(rows: rect.height))
        var page = CellBuffer(width: rect.width, height: height, glyphs: buffer.glyphs)
        var y = 0
        for part in parts {
            part.draw(Rect(x: 0, y: y, width: rect.width, height: part.height), &page)
            y += part.height
        }
        for y in 0..<min(rect.height, height - first) {
            for x in 0..<rect.width where buffer.contains(x: rect.x + x, y: rect.y + y) {
                buffer[rect.x + x, rect.y + y] = page[x, first + y]
            }
        }
    }
}
