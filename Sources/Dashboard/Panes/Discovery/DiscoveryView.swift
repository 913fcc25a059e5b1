import Analytics
import TerminalUI

/// View 0, and the first screen while there is no funnel: what the data is taken for, what is in it, and the funnel that
/// it suggests, with the keys that take it or change it.
struct DiscoveryView {
    var model: DashboardModel

    private var parts: DiscoveryParts { DiscoveryParts(model: model) }

    static func isWide(_ rect: Rect) -> Bool { rect.width >= 100 && rect.height >= 20 }
    static func isFramed(_ rect: Rect) -> Bool { rect.width >= 60 && rect.height >= 12 }

    /// How far one can scroll before the last row is at the bottom.
    static func lastScroll(_ model: DashboardModel) -> Int {
        let view = DiscoveryView(model: model)
        guard isWide(model.body) else {
            let inner = isFramed(model.body) ? model.body.inset : model.body.splitTop(1).rest
            return view.page(width: inner.width).lastScroll(rows: inner.height)
        }
        let panes = view.panes(model.body)
        return max(
            view.suggestion(width: panes.suggestion.inset.width).lastScroll(rows: panes.suggestion.inset.height),
            view.lists(width: panes.events.inset.width).lastScroll(rows: panes.events.inset.height),
            view.fields(width: panes.fields.inset.width).lastScroll(rows: panes.fields.inset.height))
    }

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        if let editor = model.editor {
            FunnelEditorView(model: model, editor: editor).draw(in: rect, into: &buffer)
        } else if DiscoveryView.isWide(rect) {
            drawPanes(in: rect, into: &buffer)
        } else {
            let isFramed = DiscoveryView.isFramed(rect)
            let room = isFramed ? rect.inset : rect.splitTop(1).rest
            let page = page(width: room.width)
            let position = page.position(scroll: model.discoveryScroll, rows: room.height)
            let inner = buffer.pane(
                rect, title: isFramed || parts.sample.isEmpty ? title : String(parts.sample.dropFirst(3)),
                note: position.isEmpty ? "" : "\(position) PgDn", isFocused: true,
                isFramed: isFramed)
            page.draw(in: inner, scroll: model.discoveryScroll, into: &buffer)
        }
    }

    private var title: String {
        let path = model.profile?.source ?? model.shown.source.inputs.first?.path
        guard let path else { return "what is in the data" }
        return "what is in \(path == "-" ? "standard input" : Header.base(path))"
    }

    /// All of it below each other, what one acts on first.
    private func page(width: Int) -> ScrolledPage {
        let isShort = width < 58
        var all = [parts.suggestion(width: width), .air, parts.reading(width: width, isShort: isShort)]
        if !isShort { all.append(.air) }
        all += [parts.lists(width: width, withBars: true)]
        if model.profile?.fields.isEmpty == false { all += [.air, parts.fields] }
        return ScrolledPage(parts: all.filter { $0.height > 0 })
    }

    private func suggestion(width: Int) -> ScrolledPage { ScrolledPage(parts: [parts.suggestion(width: width)]) }

    private func lists(width: Int) -> ScrolledPage {
        ScrolledPage(parts: [parts.lists(width: width, withBars: true)])
    }

    private func fields(width: Int) -> ScrolledPage { ScrolledPage(parts: [parts.fields]) }

    private struct Panes {
        var suggestion: Rect
        var events: Rect
        var reading: Rect
        var fields: Rect
    }

    private func panes(_ rect: Rect) -> Panes {
        let sides = rect.splitLeft(rect.width / 2)
        let left = parts.suggestion(width: sides.left.inset.width).height + 2
        let right = parts.reading(width: sides.rest.inset.width, isShort: false).height + 2
        let most = max(5, rect.height - 7)
        let leftParts = sides.left.splitTop(min(left, most))
        let rightParts = sides.rest.splitTop(min(right, most))
        return Panes(
            suggestion: leftParts.top, events: leftParts.rest, reading: rightParts.top, fields: rightParts.rest)
    }

    private func drawPanes(in rect: Rect, into buffer: inout CellBuffer) {
        let panes = panes(rect)
        let scroll = model.discoveryScroll
        func draw(_ page: ScrolledPage, _ title: String, _ note: String, _ rect: Rect, isFocused: Bool = false) {
            let position = page.position(scroll: scroll, rows: rect.inset.height)
            let notes = [note, position].filter { !$0.isEmpty }.joined(separator: " · ")
            let inner = buffer.pane(rect, title: title, note: notes, isFocused: isFocused, isFramed: true)
            page.draw(in: inner, scroll: scroll, into: &buffer)
        }
        let suggestion = suggestion(width: panes.suggestion.inset.width)
        let inner = buffer.pane(
            panes.suggestion, title: "a funnel for this data", note: parts.sample, isFocused: true, isFramed: true)
        suggestion.draw(in: inner, scroll: scroll, into: &buffer)
        let reading = parts.reading(width: panes.reading.inset.width, isShort: false)
        let readingRoom = buffer.pane(panes.reading, title: title, note: "", isFocused: false, isFramed: true)
        ScrolledPage(parts: [reading]).draw(in: readingRoom, scroll: 0, into: &buffer)
        draw(lists(width: panes.events.inset.width), "events and pages", parts.listNote, panes.events)
        let count = model.profile?.fields.count ?? 0
        draw(
            fields(width: panes.fields.inset.width), "fields", count > 0 ? model.format.count(count) : "", panes.fields)
    }
}
