import Analytics
import TerminalUI

/// The funnel by the values of a field, sortable by any column.
///
///      device        users▼    1→2    2→3    3→4  convert   change     median
///      mobile !     25,310  28.6 %  8.8 %  66 %    2.4 %    ▼ 3.6   5 m 20 s
struct BreakdownPane {
    var model: DashboardModel
    var isFramed: Bool

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        let breakdowns = model.funnel?.breakdowns.count ?? 0
        guard let breakdown = model.breakdown, let table = model.breakdownTable else {
            let inner = buffer.pane(
                rect, title: "breakdown", note: "", isFocused: model.focus == .breakdown, isFramed: isFramed)
            buffer.put("no field chosen: b chooses one", x: inner.x + 1, y: inner.y, role: .dim, width: inner.width - 2)
            return
        }
        let format = model.format
        var note = format.count(breakdown.distinctValues) + (breakdown.distinctValues == 1 ? " value" : " values")
        if breakdowns > 1 {
            note = "\(min(max(0, model.breakdownIndex), breakdowns - 1) + 1) of \(breakdowns) fields ◂ ▸ · " + note
        }
        let inner = buffer.pane(
            rect, title: "by \(breakdown.field)\(BreakdownPane.words(breakdown.attribution))", note: note,
            isFocused: model.focus == .breakdown, isFramed: isFramed)
        guard inner.height > 1 else { return }
        let columns = BreakdownColumns(table, width: inner.width, worst: model.funnel?.bottleneck)
        drawHeading(breakdown.field, columns, in: inner, into: &buffer)
        drawRows(table, columns, in: inner.splitTop(1).rest, into: &buffer)
    }

    private func drawHeading(_ field: String, _ columns: BreakdownColumns, in rect: Rect, into buffer: inout CellBuffer)
    {
        buffer.put(field, x: rect.x + 1, y: rect.y, role: .heading, width: columns.labelWidth - 1)
        for column in columns.shown {
            let isSorted = column.column == model.sortColumn
            let mark = isSorted ? (model.sortsAscending ? buffer.glyphs.up : buffer.glyphs.down) + " " : ""
            buffer.putNumber(
                mark + column.title, end: rect.x + column.end, y: rect.y, width: column.width,
                role: isSorted && model.focus == .breakdown ? .focus : .heading)
        }
    }

    private func drawRows(
        _ table: BreakdownTable, _ columns: BreakdownColumns, in rect: Rect, into buffer: inout CellBuffer
    ) {
        let selected = model.rowSelection.map { min(max(0, $0), max(0, table.rows.count - 1)) }
        // The last row says how many more there are.
        let isLong = table.rows.count > rect.height && rect.height > 2
        let page = max(1, rect.height - (isLong ? 1 : 0))
        // Whole pages, so that rows stay where they are while the selection moves among them.
        let first = selected.map { min($0 / page * page, max(0, table.rows.count - page)) } ?? 0
        let before = previousUsers
        let largest = table.rows.compactMap(\.conversion).filter(\.isFinite).max() ?? 0
        for (position, row) in table.rows.dropFirst(first).prefix(page).enumerated() {
            let y = rect.y + position
            let isSelected = selected == first + position
            if isSelected {
                let used = min(rect.width - 2, (columns.shown.last?.end ?? rect.width) - 1)
                buffer.fill(Rect(x: rect.x + 1, y: y, width: used, height: 1), role: .selection)
            }
            drawLabel(row, isSelected: isSelected, columns, x: rect.x, y: y, into: &buffer)
            for column in columns.shown {
                let shown = cell(column.column, of: row, before: before[row.label])
                buffer.putNumber(
                    shown.text, end: rect.x + column.end, y: y, width: column.width,
                    role: isSelected ? .selection : shown.role)
            }
            if columns.barWidth >= 10, let conversion = row.conversion, largest > 0 {
                buffer.putBar(
                    fraction: conversion / largest, x: rect.x + columns.barStart, y: y, width: columns.barWidth)
            }
        }
        if isLong {
            let range = "\(first + 1)–\(min(table.rows.count, first + page)) of \(table.rows.count)"
            buffer.put(range, x: rect.x + 1, y: rect.maxY - 1, role: .dim, width: rect.width - 2)
        }
    }

    private func drawLabel(
        _ row: BreakdownTable.Row, isSelected: Bool, _ columns: BreakdownColumns, x: Int, y: Int,
        into buffer: inout CellBuffer
    ) {
        let role: Role =
            isSelected || model.contains(row.label) ? .selection : row.isWorst ? .worst : row.isRemainder ? .dim : .text
        let room = columns.labelWidth - 3
        let width = min(room, CharacterWidth.ofText(buffer.glyphs.adapt(SafeText.make(row.label))))
        let used = buffer.put(row.label, x: x + 1, y: y, role: role, width: max(1, width))
        if row.isWorst { buffer.put(buffer.glyphs.worst, x: x + 2 + used, y: y, role: .worst) }
    }

    private func cell(_ column: BreakdownColumn, of row: BreakdownTable.Row, before: Int?) -> (text: String, role: Role)
    {
        let format = model.format.near(model.funnel?.isApproximate == true)
        switch column {
        case .users: return (format.count(row.users, fitting: 9), model.role(row.users, before: before))
        case .step(let step):
            return (format.percent(row.ofPrevious.indices.contains(step) ? row.ofPrevious[step] : nil), .number)
        case .conversion: return (format.percent(row.conversion), row.isWorst ? .worst : .strong)
        case .change:
            guard model.comparesWithPrevious, let now = row.conversion, let before = row.before else {
                return ("", .dim)
            }
            return (format.difference(now, before, unit: ""), .change(now - before))
        case .median:
            return (
                model.isInLineOrder ? "" : format.estimate(format.duration(row.median), isApproximate: false), .text
            )
        }
    }

    /// Users per value one picture before.
    private var previousUsers: [String: Int] {
        guard let field = model.breakdown?.field,
            let before = model.funnelBefore?.breakdowns.first(where: { $0.field == field })
        else { return [:] }
        return Dictionary(
            before.values.map { ($0.label.text, $0.counts.first ?? 0) }, uniquingKeysWith: { first, _ in first })
    }

    /// How users were put under values, where it is not the usual way.
    static func words(_ attribution: Attribution) -> String {
        switch attribution {
        case .first: ""
        case .last: ", last value"
        case .step(let step): ", at step \(step)"
        case .all: ", at each step"
        }
    }
}
