extension CellBuffer {
    /// A border with a title on the left and a note on the right; the note goes first when room is short,
    /// then the title is cut. Nothing is drawn in less than 2×2 cells.
    ///
    ///     ╭─ 1 checkout ──────────── within 1 h ─╮
    ///     │                                      │
    ///     ╰──────────────────────────────────────╯
    package mutating func frame(_ rect: Rect, title: String, note: String = "", isFocused: Bool = false) {
        guard rect.width >= 2, rect.height >= 2 else { return }
        let role: Role = isFocused ? .focus : .border
        drawBorder(rect, role: role)
        let room = rect.width - 6
        guard room > 0, !title.isEmpty || !note.isEmpty else { return }
        let titleWidth = min(room, CharacterWidth.ofText(glyphs.adapt(SafeText.make(title))))
        if titleWidth > 0 {
            put(" ", x: rect.x + 2, y: rect.y, role: role)
            put(title, x: rect.x + 3, y: rect.y, role: isFocused ? .focus : .title, width: titleWidth)
            put(" ", x: rect.x + 3 + titleWidth, y: rect.y, role: role)
        }
        let noteWidth = CharacterWidth.ofText(glyphs.adapt(SafeText.make(note)))
        guard noteWidth > 0, titleWidth + noteWidth + 3 <= room else { return }
        put(" ", x: rect.maxX - 4 - noteWidth, y: rect.y, role: role)
        put(note, x: rect.maxX - 3 - noteWidth, y: rect.y, role: .dim)
        put(" ", x: rect.maxX - 3, y: rect.y, role: role)
    }

    private mutating func drawBorder(_ rect: Rect, role: Role) {
        let top = rect.y
        let bottom = rect.maxY - 1
        let left = rect.x
        let right = rect.maxX - 1
        for (y, first, last) in [
            (top, glyphs.topLeft, glyphs.topRight), (bottom, glyphs.bottomLeft, glyphs.bottomRight),
        ] {
            fill(Rect(x: left + 1, y: y, width: rect.width - 2, height: 1), character: glyphs.horizontal, role: role)
            fill(Rect(x: left, y: y, width: 1, height: 1), character: first, role: role)
            fill(Rect(x: right, y: y, width: 1, height: 1), character: last, role: role)
        }
        for x in [left, right] {
            fill(Rect(x: x, y: top + 1, width: 1, height: rect.height - 2), character: glyphs.vertical, role: role)
        }
    }
}
