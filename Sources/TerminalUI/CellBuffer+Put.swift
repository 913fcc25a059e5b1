extension CellBuffer {
    /// Where text stands in a field that is wider than it.
    package enum Alignment: Sendable, Hashable {
        case leading, trailing, center
    }

    /// Writes one line of text from `x` on, made safe and within the terminal's characters.
    ///
    /// With `width`, the field is padded with spaces to it and longer text is cut with an ellipsis; at the buffer's
    /// edges all is cut off, a wide character cut in half leaves a space.
    /// - Returns: the cells the text took, those beyond an edge included: the next text goes to `x` plus that.
    @discardableResult
    package mutating func put(
        _ text: String, x: Int, y: Int, role: Role = .text, width: Int? = nil, alignment: Alignment = .leading
    ) -> Int {
        let shown = glyphs.adapt(SafeText.make(text))
        guard let width else { return write(shown, x: x, y: y, role: role) }
        guard width > 0 else { return 0 }
        let fitting = cut(shown, toWidth: width)
        let textWidth = CharacterWidth.ofText(fitting)
        let indent =
            switch alignment {
            case .leading: 0
            case .trailing: width - textWidth
            case .center: (width - textWidth) / 2
            }
        fill(Rect(x: x, y: y, width: indent, height: 1), role: role)
        write(fitting, x: x + indent, y: y, role: role)
        let end = indent + textWidth
        fill(Rect(x: x + end, y: y, width: width - end, height: 1), role: role)
        return width
    }

    /// Every cell of the part of `rect` inside the buffer becomes `character`, which must be one cell wide.
    package mutating func fill(_ rect: Rect, character: Character = " ", role: Role = .text) {
        let character = glyphs.adapt(String(character)).first ?? " "
        forEachCell(of: rect) { buffer, x, y in
            buffer.place(character, width: 1, role: role, x: x, y: y)
        }
    }

    /// Changes the role of every cell inside `rect` and leaves the text.
    package mutating func paint(_ rect: Rect, role: Role) {
        forEachCell(of: rect) { buffer, x, y in
            buffer[x, y].role = role
        }
    }

    /// The start of the text that fits, its last cell an ellipsis where something was cut.
    private func cut(_ text: String, toWidth width: Int) -> String {
        if CharacterWidth.ofText(text) <= width { return text }
        var kept = ""
        var used = 0
        for character in text {
            let next = CharacterWidth.of(character)
            if used + next > width - 1 { break }
            kept.append(character)
            used += next
        }
        return kept + glyphs.ellipsis
    }

    @discardableResult
    private mutating func write(_ text: String, x: Int, y: Int, role: Role) -> Int {
        if y < 0 || y >= height { return CharacterWidth.ofText(text) }
        var column = x
        for character in text {
            let width = CharacterWidth.of(character)
            if width == 0 { continue }
            if column >= 0 && column + width <= self.width {
                place(character, width: width, role: role, x: column, y: y)
            } else if width == 2 {
                for half in [column, column + 1] where contains(x: half, y: y) {
                    place(" ", width: 1, role: role, x: half, y: y)
                }
            }
            column += width
        }
        return column - x
    }

    /// Sets cells inside the buffer; the other half of a wide character that is overwritten becomes a space.
    private mutating func place(_ character: Character, width: Int, role: Role, x: Int, y: Int) {
        if self[x, y].widthInCells == 0, x > 0 {
            self[x - 1, y].character = " "
            self[x - 1, y].widthInCells = 1
        }
        let last = x + width - 1
        if self[last, y].widthInCells == 2, last + 1 < self.width {
            self[last + 1, y].character = " "
            self[last + 1, y].widthInCells = 1
        }
        self[x, y] = Cell(character: character, role: role, widthInCells: UInt8(width))
        if width == 2 { self[last, y] = Cell(character: " ", role: role, widthInCells: 0) }
    }

    private mutating func forEachCell(of rect: Rect, _ body: (inout CellBuffer, Int, Int) -> Void) {
        let columns = max(0, rect.x)..<max(0, rect.x, min(width, rect.maxX))
        for y in max(0, rect.y)..<max(0, rect.y, min(height, rect.maxY)) {
            for x in columns { body(&self, x, y) }
        }
    }
}
