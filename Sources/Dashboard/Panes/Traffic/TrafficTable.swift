import Analytics
import TerminalUI

/// Pages, channels or categories with their numbers.
struct TrafficTable {
    var model: DashboardModel
    var list: TrafficList
    /// The other lists are not on the screen.
    var isAlone: Bool

    private var format: Formatting { model.format }

    static func columns(_ list: TrafficList) -> [(column: TrafficColumn?, shown: ListTable.Column)] {
        let numbers: [(TrafficColumn, Int, Int)] =
            switch list {
            case .pages: [(.events, 10, 0), (.users, 10, 1), (.entries, 10, 4), (.exits, 10, 5), (.bounce, 9, 3)]
            case .channels, .categories: [(.events, 10, 0), (.sessions, 11, 4), (.users, 10, 1), (.bounce, 9, 3)]
            }
        return numbers.map { column, width, rank in
            (column, ListTable.Column(title: column.title, width: width, rank: rank))
        } + [(nil, ListTable.Column(title: "trend", width: 9, rank: 2, isFlexible: true))]
    }

    func draw(in rect: Rect, isFramed: Bool, into buffer: inout CellBuffer) {
        let isFocused = model.trafficList == list
        let rows = model.trafficRows(list)
        let inner = buffer.pane(rect, title: title, note: note(rows), isFocused: isFocused, isFramed: isFramed)
        guard !rows.isEmpty else {
            for (index, line) in Phrase.flow([Phrase(text: nothing, role: .dim)], width: inner.width - 2).enumerated()
            where index < inner.height {
                buffer.put(line, x: inner.x + 1, y: inner.y + index, width: inner.width - 2)
            }
            return
        }
        let columns = TrafficTable.columns(list)
        let sort = model.trafficSort[list] ?? TrafficSort()
        ListTable(
            labelTitle: list == .pages ? "page" : list == .channels ? "channel" : "category",
            columns: columns.map(\.shown), rows: rows.map { row($0, columns.map(\.column)) },
            selected: isFocused ? model.trafficRows[list].map { min(max(0, $0), rows.count - 1) } : nil,
            sorted: sort.column == .name ? -1 : columns.firstIndex { $0.column == sort.column },
            ascending: sort.ascending, isFocused: isFocused, marks: model.contains
        ).draw(in: inner, into: &buffer)
    }

    /// Alone, the list says which others there are.
    private var title: String {
        guard isAlone else { return list.title }
        return TrafficList.allCases.map { $0 == list ? "[\($0.title)]" : $0.title }.joined(separator: " ")
    }

    private func note(_ rows: [TrafficRow]) -> String {
        var parts: [String] = []
        if list == .pages, model.shown.traffic.otherPages > 0 {
            parts.append("\(format.count(model.shown.traffic.otherPages)) events on others")
        }
        if !rows.isEmpty { parts.append(format.count(rows.count)) }
        // The sessions above are of the range, these are not.
        if model.shown.range != nil, !rows.isEmpty { parts.append("since the start") }
        return parts.joined(separator: " · ")
    }

    private var nothing: String {
        switch list {
        case .pages: "no event has a page; --page-field names the field"
        case .channels: "no session tells where it came from: no referrer, no utm_source, no channel"
        case .categories: "no event has a category"
        }
    }

    private func row(_ row: TrafficRow, _ columns: [TrafficColumn?]) -> ListTable.Row {
        func number(_ number: Int?) -> ListTable.Content {
            .text(number.map { format.count($0, fitting: 8) } ?? "", .number)
        }
        return ListTable.Row(
            label: row.name.isEmpty ? "(none)" : row.name, role: row.name.isEmpty || row.isFile ? .dim : .text,
            cells: columns.map { column in
                switch column {
                case .events: number(row.events)
                case .users:
                    .text(
                        format.estimate(format.count(row.users, fitting: 8), isApproximate: row.isApproximate), .number)
                case .sessions: number(row.sessions)
                case .entries: number(row.entries)
                case .exits: number(row.exits)
                case .bounce: .text(format.percent(row.bounceRate), .number)
                case .name: .text("", .text)
                case nil: .spark(row.trend)
                }
            })
    }
}
