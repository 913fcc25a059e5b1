import Analytics
import TerminalUI

/// View 8: every event that passes the filter as it comes, and the whole of the one that is chosen.
struct EventsView {
    var model: DashboardModel

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        let isFramed = rect.width >= 60 && rect.height >= 12
        let inner = buffer.pane(rect, title: "events", note: note, isFocused: true, isFramed: isFramed)
        guard inner.height > 1 else { return }
        var list = inner
        if isFramed {
            buffer.put(model.isInLineOrder ? "" : "time", x: inner.x + 1, y: inner.y, role: .heading)
            let width = inner.width - 2
            let userWidth = min(16, max(6, width / 5))
            buffer.put("user", x: inner.x + 10, y: inner.y, role: .heading)
            buffer.put("event", x: inner.x + 11 + userWidth, y: inner.y, role: .heading)
            if width >= 70 {
                buffer.put("line", x: inner.x + 12 + userWidth + min(26, width / 4), y: inner.y, role: .heading)
            }
            list = inner.splitTop(1).rest
        }
        if let selected = model.selectedEvent, list.height >= 12 {
            let parts = list.splitTop(list.height - 6)
            drawWhole(model.recent[selected], in: parts.rest, into: &buffer)
            list = parts.top
        }
        drawList(in: list, into: &buffer)
    }

    private var note: String {
        let format = model.format
        var parts: [String] = []
        if !model.searchText.isEmpty {
            let found = model.recent.lazy.filter { model.matches($0) }.count
            parts.append("/\(SafeText.make(String(model.searchText.prefix(24)))): \(format.count(found))")
        }
        parts.append(
            model.filterText.isEmpty ? "no filter" : "filter \(SafeText.make(String(model.filterText.prefix(48))))")
        parts.append(model.heldEvents == nil ? "follows" : "held · G follows")
        return parts.joined(separator: " · ")
    }

    private func drawList(in rect: Rect, into buffer: inout CellBuffer) {
        let events = model.visibleEvents(rows: rect.height)
        guard !events.isEmpty else {
            let text = model.filterText.isEmpty ? "no events yet" : "no event passes the filter yet: f changes it"
            buffer.put(text, x: rect.x + 1, y: rect.y, role: .dim, width: rect.width - 2)
            return
        }
        let row = EventRow(model: model)
        for (position, index) in events.indices.enumerated() {
            row.draw(
                events[index], x: rect.x + 1, y: rect.y + position, width: rect.width - 2,
                isSelected: index == model.selectedEvent, into: &buffer)
        }
    }

    /// The line as it came, over several rows.
    private func drawWhole(_ event: RecentEvent, in rect: Rect, into buffer: inout CellBuffer) {
        buffer.fill(
            Rect(x: rect.x, y: rect.y, width: rect.width, height: 1), character: buffer.glyphs.horizontal, role: .border
        )
        let title = buffer.glyphs.adapt(SafeText.make(" \(event.time.iso8601)  \(event.user)  \(event.event) "))
        buffer.put(
            title, x: rect.x + 1, y: rect.y, role: .heading,
            width: max(1, min(rect.width - 2, CharacterWidth.ofText(title))))
        let text = buffer.glyphs.adapt(SafeText.make(event.line))
        var rows: [String] = []
        var row = ""
        var used = 0
        for character in text {
            let width = CharacterWidth.ofText(String(character))
            if used + width > rect.width - 2 {
                rows.append(row)
                row = ""
                used = 0
                if rows.count == rect.height - 1 { break }
            }
            row.append(character)
            used += width
        }
        if !row.isEmpty { rows.append(row) }
        for (index, row) in rows.prefix(rect.height - 1).enumerated() {
            buffer.put(row, x: rect.x + 1, y: rect.y + 1 + index, width: rect.width - 2)
        }
    }
}
