/// A stretch of one row in one role that must be written again.
package struct CellRun: Sendable, Hashable {
    package let x: Int
    package let y: Int
    package let role: Role
    /// Whole characters; a wide one counts for two cells.
    package let text: String
    package let widthInCells: Int
}

/// What changed between two frames.
package enum CellDiff {
    /// The runs that turn a screen showing `old` into one showing `new`, from the top left on. After a change of size
    /// everything is written. A wide character is always written whole, and so is what overwrites half of one.
    /// - Complexity: O(cells); rows that are equal cost one comparison a cell.
    package static func changes(from old: CellBuffer, to new: CellBuffer) -> [CellRun] {
        let isAll = old.width != new.width || old.height != new.height
        if !isAll, old.cells == new.cells { return [] }
        var runs: [CellRun] = []
        for y in 0..<new.height {
            let row = y * new.width..<(y + 1) * new.width
            let dirty =
                isAll
                ? Array(repeating: true, count: new.width) : changedCells(from: old.cells[row], to: new.cells[row])
            appendRuns(of: new.cells[row], where: dirty, y: y, to: &runs)
        }
        return runs
    }

    private static func changedCells(from old: ArraySlice<Cell>, to new: ArraySlice<Cell>) -> [Bool] {
        var dirty = zip(old, new).map { $0 != $1 }
        guard dirty.contains(true) else { return dirty }
        let first = old.startIndex
        func width(_ cells: ArraySlice<Cell>, _ x: Int) -> UInt8 { cells[first + x].widthInCells }
        for x in dirty.indices.dropLast() where dirty[x] && (width(old, x) == 2 || width(new, x) == 2) {
            dirty[x + 1] = true
        }
        for x in dirty.indices.dropFirst().reversed() where dirty[x] && (width(old, x) == 0 || width(new, x) == 0) {
            dirty[x - 1] = true
        }
        return dirty
    }

    private static func appendRuns(of row: ArraySlice<Cell>, where dirty: [Bool], y: Int, to runs: inout [CellRun]) {
        var x = 0
        while x < dirty.count {
            guard dirty[x] else {
                x += 1
                continue
            }
            let start = x
            let role = row[row.startIndex + x].role
            var text = ""
            while x < dirty.count, dirty[x] {
                let cell = row[row.startIndex + x]
                // The right half of a wide character belongs to the left one, whatever its role.
                if cell.widthInCells > 0 {
                    if cell.role != role { break }
                    text.append(cell.character)
                }
                x += 1
            }
            if !text.isEmpty { runs.append(CellRun(x: start, y: y, role: role, text: text, widthInCells: x - start)) }
        }
    }
}
