import Analytics
import TerminalUI

/// One event of a live list: its time, its user, its name, and with room the line it came from.
///
///      14:02:31 u83121   product_viewed   {"ts":"2026-11-21T14:02:31Z","user":"u83121",…
struct EventRow {
    var model: DashboardModel

    func draw(_ event: RecentEvent, x: Int, y: Int, width: Int, isSelected: Bool = false, into buffer: inout CellBuffer)
    {
        let base: Role = isSelected ? .selection : .text
        let dim: Role = isSelected ? .selection : .dim
        let showsLine = width >= 70
        let userWidth = min(16, max(6, width / 5))
        let eventWidth = showsLine ? min(26, width / 4) : max(0, width - 9 - userWidth - 1)
        if isSelected { buffer.fill(Rect(x: x, y: y, width: width, height: 1), role: .selection) }
        let time = model.isInLineOrder ? "" : model.format.clock(event.time)
        buffer.put(time, x: x, y: y, role: dim, width: min(8, width))
        var at = x + 9
        buffer.put(event.user, x: at, y: y, role: base, width: min(userWidth, x + width - at))
        if !isSelected { highlight(event.user, x: at, y: y, width: userWidth, into: &buffer) }
        at += userWidth + 1
        let name: Role = isSelected ? .selection : stepEvents.contains(event.event) ? .strong : .text
        let nameWidth = min(eventWidth, x + width - at)
        buffer.put(event.event, x: at, y: y, role: name, width: nameWidth)
        if !isSelected { highlight(event.event, x: at, y: y, width: nameWidth, into: &buffer) }
        at += eventWidth + 1
        guard showsLine, at < x + width else { return }
        buffer.put(event.line, x: at, y: y, role: dim, width: x + width - at)
        if !isSelected { highlight(event.line, x: at, y: y, width: x + width - at, into: &buffer) }
    }

    /// Marks the searched text where it stands in a field, if that is plain ASCII, one cell a character.
    private func highlight(_ text: String, x: Int, y: Int, width: Int, into buffer: inout CellBuffer) {
        guard !model.searchText.isEmpty, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return }
        let text = Array(text.lowercased().utf8)
        let wanted = Array(model.searchText.lowercased().utf8)
        guard wanted.count <= text.count, !wanted.isEmpty else { return }
        for start in 0...(text.count - wanted.count) where text[start] == wanted[0] {
            guard start < width - 1 else { return }
            if text[start..<(start + wanted.count)].elementsEqual(wanted) {
                buffer.paint(
                    Rect(x: x + start, y: y, width: min(wanted.count, width - 1 - start), height: 1), role: .selection)
            }
        }
    }

    /// Events that fill a step of the funnel shown, named outright.
    private var stepEvents: Set<String> {
        var names: Set<String> = []
        for step in model.funnel?.definition.steps ?? [] {
            for alternative in step.alternatives {
                if case .event(let name) = alternative.subject { names.insert(name) }
            }
        }
        return names
    }
}

extension DashboardModel {
    /// The rows of the live list that end `eventsBack` before the newest.
    func visibleEvents(rows: Int) -> ArraySlice<RecentEvent> {
        let events = recent
        // Held back, the chosen event is the last row; at the start of the list it moves up the page.
        let end = max(min(events.count, max(0, rows)), events.count - eventsBack)
        return events[max(0, end - max(0, rows))..<end]
    }

    /// Position in `recent` of the event the arrows stand on; nil while the list follows.
    var selectedEvent: Int? {
        guard heldEvents != nil, eventsBack < recent.count else { return nil }
        return recent.count - 1 - eventsBack
    }
}
