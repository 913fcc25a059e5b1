import Analytics
import TerminalUI

/// The newest events, the newest last.
struct EventsPane {
    var model: DashboardModel
    var isFramed: Bool

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        let note = model.heldEvents == nil ? (model.filterText.isEmpty ? "" : "filtered") : "held · G follows"
        let inner = buffer.pane(
            rect, title: "events", note: note, isFocused: model.focus == .events, isFramed: isFramed)
        guard !inner.isEmpty else { return }
        let events = model.visibleEvents(rows: inner.height)
        guard !events.isEmpty else {
            buffer.put("none yet", x: inner.x + 1, y: inner.y, role: .dim, width: inner.width - 2)
            return
        }
        let row = EventRow(model: model)
        for (position, index) in events.indices.enumerated() {
            row.draw(
                events[index], x: inner.x + 1, y: inner.y + position, width: inner.width - 2,
                isSelected: index == model.selectedEvent, into: &buffer)
        }
    }
}
