import TerminalUI

/// All keys by what they are for, made of the table that the keys are read with.
struct HelpOverlay {
    var model: DashboardModel

    struct Row {
        var key: String
        var text: String
        var isHeading = false
    }

    /// Every row of the help, before it is laid out.
    static func rows(_ glyphs: Glyphs) -> [Row] {
        var rows: [Row] = []
        for group in KeyBinding.Group.allCases {
            if !rows.isEmpty { rows.append(Row(key: "", text: "")) }
            rows.append(Row(key: group.rawValue, text: "", isHeading: true))
            for binding in KeyBindings.table where binding.group == group {
                rows.append(Row(key: binding.shownName(glyphs), text: binding.help))
            }
        }
        rows.append(Row(key: "", text: ""))
        rows.append(Row(key: "Views", text: "", isHeading: true))
        rows += ViewName.allCases.map { Row(key: "\($0.rawValue) \($0.title)", text: $0.summary) }
        rows.append(Row(key: "", text: ""))
        rows.append(Row(key: "After :", text: "", isHeading: true))
        rows += Command.Name.allCases.map { Row(key: $0.usage.text, text: $0.usage.help) }
        rows.append(Row(key: "", text: ""))
        rows.append(Row(key: "Signs", text: "", isHeading: true))
        let signs: [(String, String)] = [
            (glyphs.worst, "where most are lost; the value that fell most or is worst"),
            ("\(glyphs.up) \(glyphs.down)", "more, less than the range before, in points of % (pp)"),
            (glyphs.approximate, "an estimate: near, not exact"),
            ("open", "left, but the window has not passed: may still come"),
            ("lost", "left, and the window has passed"),
            ("matured", "conversion among those whose window has passed"),
            (String(glyphs.provisional), "not final yet"),
            ("★ ✗ =", "called: a winner, a loser, no difference"),
            ("~ …", "undecided; too few users or orders to judge yet"),
            ("e", "evidence against no effect: 1 is none, 20 is a call"),
        ]
        return rows + signs.map { Row(key: $0.0, text: $0.1) }
    }

    /// The rows as they are laid out: what is wider than its column goes on below.
    static func rows(_ glyphs: Glyphs, width: Int) -> [Row] {
        let key = keyWidth(width)
        let room = max(8, width - 2 - key - 4)
        return rows(glyphs).flatMap { row -> [Row] in
            guard !row.isHeading, !row.text.isEmpty else { return [row] }
            let lines = Phrase.flow([Phrase(text: row.text)], width: room).map { $0.map(\.text).joined(separator: " ") }
            // A key wider than its column has a row of its own.
            let isLong = CharacterWidth.ofText(row.key) > key
            let keys = (isLong ? [row.key, ""] : [row.key]) + Array(repeating: "", count: max(0, lines.count - 1))
            return zip(keys, (isLong ? [""] : []) + lines).map { Row(key: $0, text: $1) }
        }
    }

    private static func keyWidth(_ width: Int) -> Int { width >= 60 ? 15 : 11 }

    /// The whole body: cut-off remains of panes beside it would only disturb.
    static func rect(_ model: DashboardModel) -> Rect { model.body }

    static func lastScroll(_ model: DashboardModel) -> Int {
        max(0, rows(model.glyphs, width: rect(model).width).count - max(1, rect(model).height - 2))
    }

    func draw(into buffer: inout CellBuffer) {
        let rect = HelpOverlay.rect(model)
        let rows = HelpOverlay.rows(buffer.glyphs, width: rect.width)
        let inner = rect.inset
        let first = min(model.helpScroll, HelpOverlay.lastScroll(model))
        let last = min(rows.count, first + inner.height)
        buffer.fill(rect)
        buffer.frame(
            rect, title: "help", note: rows.count > inner.height ? "\(first + 1)–\(last) of \(rows.count)" : "",
            isFocused: true)
        let keyWidth = HelpOverlay.keyWidth(rect.width)
        for (position, row) in rows[first..<last].enumerated() {
            let y = inner.y + position
            if row.isHeading {
                buffer.put(row.key, x: inner.x + 1, y: y, role: .heading, width: inner.width - 2)
            } else {
                buffer.put(
                    row.key, x: inner.x + 2, y: y, role: .key, width: row.text.isEmpty ? inner.width - 3 : keyWidth)
                buffer.put(row.text, x: inner.x + keyWidth + 3, y: y, width: inner.width - keyWidth - 4)
            }
        }
    }
}
