/// One character position of the screen.
package struct Cell: Sendable, Hashable {
    /// One grapheme cluster, safe to print; a space where nothing stands.
    package var character: Character = " "
    package var role: Role = .text
    /// 1 or 2 cells; 0 marks the right half of the wide character before it.
    package var widthInCells: UInt8 = 1

    package static let blank = Cell()
}

/// A grid of cells that panes draw into. Drawing outside of it is cut off, never an error.
package struct CellBuffer: Sendable, Hashable {
    package let width: Int
    package let height: Int
    package private(set) var cells: [Cell]

    package init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
        cells = Array(repeating: .blank, count: self.width * self.height)
    }

    package var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

    package subscript(x: Int, y: Int) -> Cell {
        get { cells[y * width + x] }
        set { cells[y * width + x] = newValue }
    }
}
