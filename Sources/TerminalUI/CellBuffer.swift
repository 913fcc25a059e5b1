/// A grid of cells that panes draw into. Drawing outside of it is cut off, never an error.
package struct CellBuffer: Sendable, Hashable {
    package let width: Int
    package let height: Int
    /// The characters the terminal behind it can show; `put` keeps to them.
    package let glyphs: Glyphs
    package private(set) var cells: [Cell]

    /// A blank buffer; negative sizes count as zero.
    package init(width: Int, height: Int, glyphs: Glyphs = .unicode) {
        self.width = max(0, width)
        self.height = max(0, height)
        self.glyphs = glyphs
        cells = Array(repeating: .blank, count: self.width * self.height)
    }

    package var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

    /// The cell at a place inside the bounds. Text is better written with `put`, which minds wide characters.
    package subscript(x: Int, y: Int) -> Cell {
        get { cells[y * width + x] }
        set { cells[y * width + x] = newValue }
    }

    /// Whether the place is inside the buffer.
    package func contains(x: Int, y: Int) -> Bool {
        x >= 0 && x < width && y >= 0 && y < height
    }
}
