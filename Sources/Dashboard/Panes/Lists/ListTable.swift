import TerminalUI

/// A list with columns: names on the left, numbers after them, one row chosen; as many columns as there is room for.
///
///       signal             users     rate   trend        lift
///     ▸ product seen       1,204   61.2 %   ▁▂▃▅▇    ▲ +14.6 %
struct ListTable {
    struct Column {
        var title: String
        /// With the gap before it.
        var width: Int
        /// The higher, the earlier it is given up; 0 stays.
        var rank: Int
        var isLeading = false
        /// Takes the room that is left over.
        var isFlexible = false
    }

    enum Content {
        case text(String, Role)
        case spark([Int])
        /// 0 to 1, of the largest.
        case bar(Double)
        case interval(ClosedRange<Double>, scale: ClosedRange<Double>, Role)
    }

    struct Row {
        var label: String
        var role = Role.text
        /// One for every column; none makes the row a heading.
        var cells: [Content] = []
    }

    var labelTitle: String
    var columns: [Column]
    var rows: [Row]
    /// Position of the row the arrows stand on.
    var selected: Int?
    /// The column that sorts, -1 for the names; nil where nothing can be sorted.
    var sorted: Int?
    var ascending = false
    var isFocused = false
    var showsHeading = true
    /// A text whose places are marked.
    var marks: (String) -> Bool = { _ in false }

    /// Positions of the columns for which there is room beside names of a fair width.
    static func fitted(_ columns: [Column], width: Int) -> [Int] {
        var kept = Array(columns.indices)
        func total() -> Int { kept.reduce(2 + ListTable.leastLabel(width)) { $0 + columns[$1].width } }
        while total() > width,
            let worst = kept.indices.max(by: { columns[kept[$0]].rank < columns[kept[$1]].rank }),
            columns[kept[worst]].rank > 0
        {
            kept.remove(at: worst)
        }
        return kept
    }

    private static func leastLabel(_ width: Int) -> Int { max(8, min(22, width * 3 / 10)) }

    /// Where the columns stand.
    private struct Layout {
        var label: Int
        /// Position in `columns`, start and width without the gap.
        var fields: [(column: Int, x: Int, width: Int)] = []

        init(_ columns: [Column], width: Int) {
            let kept = ListTable.fitted(columns, width: width)
            let fixed = kept.reduce(0) { $0 + columns[$1].width }
            let flexible = kept.filter { columns[$0].isFlexible }
            let room = max(4, width - 2 - fixed - 1)
            label = flexible.isEmpty ? min(room, 48) : min(room, max(ListTable.leastLabel(width), width / 4))
            var spare = max(0, room - label)
            if flexible.isEmpty { spare = 0 }
            var x = 2 + label
            for index in kept {
                var cells = columns[index].width
                if columns[index].isFlexible, spare > 0 {
                    cells += spare / max(1, flexible.count)
                }
                fields.append((index, x + 2, max(1, cells - 2)))
                x += cells
            }
        }
    }

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        guard rect.height > 0, rect.width > 8 else { return }
        let layout = Layout(columns, width: rect.width)
        var body = rect
        if showsHeading, rect.height > 1 {
            drawHeading(layout, in: rect, into: &buffer)
            body = rect.splitTop(1).rest
        }
        // The last row says how many more there are.
        let isLong = rows.count > body.height && body.height > 2
        let page = max(1, body.height - (isLong ? 1 : 0))
        // Whole pages, so that rows stay where they are while the selection moves among them.
        let first = selected.map { min($0 / page * page, max(0, rows.count - page)) } ?? 0
        for (position, row) in rows.dropFirst(first).prefix(page).enumerated() {
            draw(
                row, isSelected: selected == first + position, layout, x: rect.x, y: body.y + position,
                width: rect.width, into: &buffer)
        }
        if isLong {
            let range = "\(first + 1)–\(min(rows.count, first + page)) of \(rows.count)"
            buffer.put(range, x: rect.x + 2, y: rect.maxY - 1, role: .dim, width: rect.width - 3)
        }
    }

    private func drawHeading(_ layout: Layout, in rect: Rect, into buffer: inout CellBuffer) {
        func title(_ text: String, _ column: Int) -> (text: String, role: Role) {
            guard column == sorted else { return (text, .heading) }
            return ((ascending ? buffer.glyphs.up : buffer.glyphs.down) + " " + text, isFocused ? .focus : .heading)
        }
        let label = title(labelTitle, -1)
        buffer.put(label.text, x: rect.x + 2, y: rect.y, role: label.role, width: layout.label)
        for field in layout.fields {
            let column = columns[field.column]
            let title = title(column.title, field.column)
            buffer.put(
                title.text, x: rect.x + field.x, y: rect.y, role: title.role, width: field.width,
                alignment: column.isLeading || column.isFlexible ? .leading : .trailing)
        }
    }

    private func draw(
        _ row: Row, isSelected: Bool, _ layout: Layout, x: Int, y: Int, width: Int, into buffer: inout CellBuffer
    ) {
        if isSelected {
            buffer.fill(Rect(x: x, y: y, width: width, height: 1), role: .selection)
            buffer.put(buffer.glyphs.rightArrow, x: x, y: y, role: .selection)
        }
        let labelWidth = row.cells.isEmpty ? width - 3 : layout.label
        buffer.put(
            row.label, x: x + 2, y: y, role: isSelected || marks(row.label) ? .selection : row.role,
            width: max(1, labelWidth))
        guard !row.cells.isEmpty else { return }
        for field in layout.fields where row.cells.indices.contains(field.column) {
            let at = x + field.x
            switch row.cells[field.column] {
            case .text(let text, let role):
                buffer.put(
                    text, x: at, y: y, role: isSelected ? .selection : role, width: field.width,
                    alignment: columns[field.column].isLeading || columns[field.column].isFlexible
                        ? .leading : .trailing)
            case .spark(let values):
                buffer.putSparkline(
                    values.map { Double($0) }.resampled(to: field.width), x: at, y: y, width: field.width)
            case .bar(let fraction):
                buffer.put(
                    buffer.glyphs.bar(fraction: fraction, width: field.width), x: at, y: y, role: .bar)
            case .interval(let ends, let scale, let role):
                buffer.putInterval(ends, scale: scale, x: at, y: y, width: field.width, role: role)
            }
        }
    }
}
