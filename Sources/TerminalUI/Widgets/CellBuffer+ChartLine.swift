extension CellBuffer {
    /// One line through the heights (0 to 1), broken where there is none; dotted from `firstProvisional` on.
    ///
    ///                   ╭──────
    ///     ╭───╮    ╭────╯
    ///     ╯   ╰────╯
    mutating func drawLine(_ heights: [Double?], in plot: Rect, role: Role, firstProvisional: Int) {
        var before: Int?
        for (column, height) in heights.enumerated() {
            guard let height else {
                before = nil
                continue
            }
            let y = plot.maxY - 1 - Int(height * Double(plot.height - 1) + 0.5)
            let x = plot.x + column
            if column >= firstProvisional {
                put(glyphs.bullet, x: x, y: y, role: .provisional)
            } else {
                drawStep(from: before ?? y, to: y, x: x, role: role)
            }
            before = y
        }
    }

    private mutating func drawStep(from before: Int, to y: Int, x: Int, role: Role) {
        guard before != y else { return put(glyphs.horizontal, x: x, y: y, role: role) }
        let isRising = y < before
        put(isRising ? glyphs.bottomRight : glyphs.topRight, x: x, y: before, role: role)
        put(isRising ? glyphs.topLeft : glyphs.bottomLeft, x: x, y: y, role: role)
        for between in min(y, before) + 1..<max(y, before) { put(glyphs.vertical, x: x, y: between, role: role) }
    }

    private mutating func put(_ piece: Character, x: Int, y: Int, role: Role) {
        put(String(piece), x: x, y: y, role: role)
    }
}
