import TerminalUI

/// The list to choose from, over the middle of the screen.
///
///     ╭─ break down by ──────────────────╮
///     │ coun▏                            │
///     │ ▸ country              34 values │
struct ChooserOverlay {
    var model: DashboardModel
    var chooser: Chooser

    func draw(into buffer: inout CellBuffer) {
        let body = model.body
        let items = chooser.items
        let width = min(body.width, 64)
        let height = min(body.height, max(9, min(chooser.all.count + 5, 20)))
        let rect = Rect(
            x: (body.width - width) / 2, y: body.y + (body.height - height) / 3, width: width, height: height)
        buffer.fill(rect)
        buffer.frame(rect, title: chooser.title, isFocused: true)
        let inner = rect.inset
        let typed = buffer.put(
            chooser.query, x: inner.x + 1, y: inner.y, role: .input, width: queryWidth(inner.width - 3))
        buffer.put(" ", x: inner.x + 1 + typed, y: inner.y, role: .selection)
        let rows = max(1, inner.height - 2)
        let selected = min(max(0, chooser.selected), max(0, items.count - 1))
        let first = min(max(0, selected - rows / 2), max(0, items.count - rows))
        if items.isEmpty {
            buffer.put("nothing like that", x: inner.x + 3, y: inner.y + 1, role: .dim, width: inner.width - 4)
        }
        for (position, item) in items.dropFirst(first).prefix(rows).enumerated() {
            drawItem(item, isSelected: first + position == selected, y: inner.y + 1 + position, inner, into: &buffer)
        }
        buffer.put(chooser.advice, x: inner.x + 1, y: inner.maxY - 1, role: .dim, width: inner.width - 2)
    }

    private func queryWidth(_ room: Int) -> Int {
        min(room, CharacterWidth.ofText(model.glyphs.adapt(SafeText.make(chooser.query))))
    }

    private func drawItem(
        _ item: Chooser.Item, isSelected: Bool, y: Int, _ inner: Rect, into buffer: inout CellBuffer
    ) {
        let role: Role = isSelected ? .selection : .text
        buffer.fill(Rect(x: inner.x, y: y, width: inner.width, height: 1), role: role)
        var sign = isSelected ? buffer.glyphs.rightArrow : " "
        if case .listed(let index) = item.meaning, let position = chooser.marked.firstIndex(of: index),
            chooser.subject == .segment
        {
            sign = position == 0 ? "A" : "B"
        }
        buffer.put(sign, x: inner.x + 1, y: y, role: role)
        let noteWidth = min(CharacterWidth.ofText(item.note), inner.width / 2)
        buffer.put(item.title, x: inner.x + 3, y: y, role: role, width: max(1, inner.width - noteWidth - 6))
        buffer.putNumber(item.note, end: inner.maxX - 1, y: y, width: noteWidth, role: isSelected ? .selection : .dim)
    }
}
