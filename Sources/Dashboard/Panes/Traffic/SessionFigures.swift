import Analytics
import TerminalUI

/// What sessions of the range were like, in one figure each.
///
///      sessions 12,304   length 4 m 10 s, half of them 1 m 52 s   events 6.1   pages 3.4   bounce 41.2 %
struct SessionFigures {
    var model: DashboardModel

    private var format: Formatting { model.format.near(summary.isApproximate) }
    private var summary: SessionSummary { model.shown.traffic.sessions }

    func draw(in rect: Rect, isFramed: Bool, into buffer: inout CellBuffer) {
        guard !rect.isEmpty else { return }
        guard isFramed else { return drawLines(in: rect, into: &buffer) }
        let inner = buffer.pane(rect, title: "sessions", note: range, isFocused: false, isFramed: true)
        guard summary.count > 0 else {
            buffer.put(
                "no session \(model.range == nil ? "yet" : "in this range")", x: inner.x + 1, y: inner.y, role: .dim,
                width: inner.width - 2)
            return
        }
        guard inner.height >= figures.count else { return drawLines(in: inner, into: &buffer) }
        for (index, figure) in figures.enumerated() {
            let y = inner.y + index
            buffer.put(figure.name, x: inner.x + 1, y: y, role: .dim, width: min(22, inner.width - 2))
            buffer.putNumber(figure.value, end: inner.x + 37, y: y, width: 13, role: .strong)
        }
    }

    private func drawLines(in rect: Rect, into buffer: inout CellBuffer) {
        let phrases =
            summary.count > 0
            ? figures.map { Phrase(text: "\($0.short) \($0.value)") }
            : [Phrase(text: "no session yet", role: .dim)]
        for (index, line) in Phrase.flow(phrases, width: rect.width - 2, gap: 2).enumerated() where index < rect.height
        {
            buffer.put(line, x: rect.x + 1, y: rect.y + index, width: rect.width - 2, gap: 2)
        }
    }

    private var range: String {
        if model.isInLineOrder { return "line order" }
        guard let range = model.shown.range else { return "since the start" }
        return range.isPast ? "of that range" : "begun in the last \(format.length(range.length))"
    }

    private var figures: [(name: String, short: String, value: String)] {
        func ratio(_ value: Double?) -> String {
            guard let value, value.isFinite, value >= 0 else { return format.nothing }
            return value < 99_999
                ? format.nearness + format.decimal(value) : format.count(format.whole(value), fitting: 9)
        }
        func near(_ length: String) -> String { format.estimate(length, isApproximate: false) }
        // Without a time sessions have no length.
        let hasTime = !model.isInLineOrder
        return [
            ("sessions", "sessions", format.count(summary.count)),
            ("average length", "length", hasTime ? near(format.duration(summary.averageSeconds)) : "line order"),
            ("median length", "median", hasTime ? near(format.duration(summary.medianSeconds)) : "line order"),
            ("events a session", "events", ratio(summary.eventsPerSession)),
            ("pages a session", "pages", ratio(summary.pagesPerSession)),
            ("bounce rate", "bounce", format.percent(summary.bounceRate)),
        ]
    }
}
