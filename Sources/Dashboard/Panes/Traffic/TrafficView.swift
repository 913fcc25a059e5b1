import Analytics
import TerminalUI

/// View 5: what sessions are like, which pages, channels and categories they go through, and when.
struct TrafficView {
    var model: DashboardModel

    private var format: Formatting { model.format }
    private var traffic: TrafficSnapshot { model.shown.traffic }

    static func isFramed(_ rect: Rect) -> Bool { rect.width >= 60 && rect.height >= 12 }
    /// All three lists stand beside each other.
    static func isWide(_ rect: Rect) -> Bool { rect.width >= 100 && rect.height >= 24 }

    /// Where everything stands; lists without room have no rectangle.
    struct Layout {
        var sessions: Rect
        var chart: Rect?
        var lists: [TrafficList: Rect] = [:]

        init(_ model: DashboardModel, in body: Rect) {
            guard TrafficView.isFramed(body) else {
                let parts = body.splitTop(model.isTrafficZoomed ? 0 : min(2, body.height / 3))
                sessions = parts.top
                lists[model.trafficList] = parts.rest
                return
            }
            if model.isTrafficZoomed {
                sessions = Rect(x: body.x, y: body.y, width: 0, height: 0)
                lists[model.trafficList] = body
                return
            }
            let isWide = TrafficView.isWide(body)
            let parts = body.splitTop(isWide ? 8 : 4)
            let bottom = parts.rest
            if isWide {
                let top = parts.top.splitLeft(body.width * 2 / 5)
                sessions = top.left
                chart = top.rest
                let sides = bottom.splitLeft(body.width / 2)
                let right = sides.rest.splitTop(sides.rest.height / 2)
                lists = [.pages: sides.left, .channels: right.top, .categories: right.rest]
            } else {
                sessions = parts.top
                lists[model.trafficList] = bottom
            }
        }
    }

    /// Columns of a list that are on the screen and can sort it.
    static func sortable(_ model: DashboardModel, _ list: TrafficList) -> [TrafficColumn] {
        let layout = Layout(model, in: model.body)
        guard let rect = layout.lists[list] else { return [] }
        let width = isFramed(model.body) ? rect.inset.width : rect.width
        let columns = TrafficTable.columns(list)
        return [.name] + ListTable.fitted(columns.map(\.shown), width: width).compactMap { columns[$0].column }
    }

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        let layout = Layout(model, in: rect)
        let isFramed = TrafficView.isFramed(rect)
        SessionFigures(model: model).draw(in: layout.sessions, isFramed: isFramed, into: &buffer)
        if let chart = layout.chart {
            let inner = buffer.pane(
                chart, title: "traffic", note: "events a \(format.span(traffic.bucket))", isFocused: false,
                isFramed: true)
            EventChart(
                title: "events", buckets: traffic.trend, length: traffic.bucket, format: format,
                isInLineOrder: model.isInLineOrder
            ).draw(in: Rect(x: inner.x + 1, y: inner.y, width: inner.width - 2, height: inner.height), into: &buffer)
        }
        for list in TrafficList.allCases {
            guard let rect = layout.lists[list] else { continue }
            TrafficTable(model: model, list: list, isAlone: layout.lists.count == 1)
                .draw(in: rect, isFramed: isFramed, into: &buffer)
        }
    }
}
