import Analytics
import TerminalUI

/// One signal: what it is, all its numbers, and how often it happened over time.
struct SignalDetail {
    var model: DashboardModel
    var signal: SignalSnapshot

    private var format: Formatting { model.format.near(signal.isApproximate) }
    private var words: SignalWords { SignalWords(format: model.format) }

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        let isFramed = SignalsView.isFramed(rect)
        let count = model.shown.signals.count
        let place = model.signalIndex.map { "\($0 + 1) of \(count) ◂ ▸" } ?? ""
        let inner = buffer.pane(
            rect, title: signal.definition.name, note: count > 1 ? place : "", isFocused: true, isFramed: isFramed)
        guard !inner.isEmpty else { return }
        let isShort = inner.height < 12
        var y = inner.y
        let top = Phrase.flow(
            [Phrase(text: "\(kind): \(words.definition(signal.definition))", role: isShort ? .dim : .text)],
            width: inner.width - 2)
        // Ready-made signals know many names: the first of them tell enough.
        for line in top.prefix(isShort ? 2 : 4) + (isShort ? [] : [[]]) {
            guard y < inner.maxY else { return }
            buffer.put(line, x: inner.x + 1, y: y, width: inner.width - 2)
            y += 1
        }
        for row in rows(isShort: isShort) {
            guard y < inner.maxY else { return }
            drawRow(row, x: inner.x + 1, y: y, width: inner.width - 2, into: &buffer)
            y += 1
        }
        if !isShort, y + 4 < inner.maxY {
            if let ends = SignalsView.ends(signal) {
                buffer.putInterval(
                    ends, scale: SignalsView.scale([signal]), x: inner.x + 25, y: y, width: min(46, inner.width - 27),
                    role: SignalWords.verdict(signal) == .more ? .winner : .bar)
                y += 1
            }
            let goal = SignalWords.goal(model.shown.funnels.first)
            for line in Phrase.flow(
                [Phrase(text: words.meaning(signal, goal: goal), role: .dim)], width: inner.width - 26)
            {
                buffer.put(line, x: inner.x + 25, y: y, width: inner.width - 26)
                y += 1
            }
        }
        drawTrend(
            in: Rect(x: inner.x + 1, y: y + 1, width: inner.width - 2, height: min(16, inner.maxY - y - 1)),
            into: &buffer)
    }

    private var kind: String {
        "\(SignalWords.role(signal.definition.role)), \(signal.definition.kindName)"
    }

    private struct Row {
        var name: String
        var value: String
        var note: String
        var role = Role.number
    }

    private func rows(isShort: Bool) -> [Row] {
        let verdict = SignalWords.verdict(signal)
        let isKnown = verdict == .more || verdict == .less
        let users = Row(
            name: "users", value: format.count(signal.users), note: "\(format.percent(signal.rate)) of all")
        let lift = Row(
            name: "lift", value: words.signed(signal), note: interval(verdict, isShort: isShort),
            role: isKnown ? .strong : .dim)
        let converted = Row(
            name: "converted", value: format.count(signal.conversionsWith),
            note: "\(format.count(signal.conversionsWithout)) without it")
        let rest = [
            Row(name: "sessions", value: format.percent(signal.sessionRate), note: "of all sessions"),
            Row(name: "events", value: format.count(signal.events), note: "since the start"),
            Row(
                name: "revenue", value: format.amount(signal.revenuePerUser),
                note: signal.revenuePerUser == nil ? "none with it" : "a user with it"),
        ]
        // The answer first where not all can be seen.
        return isShort ? [users, lift, converted] + rest : [users] + rest + [converted, lift]
    }

    private func interval(_ verdict: SignalWords.Verdict, isShort: Bool) -> String {
        switch verdict {
        case .unknown: ""
        case .collecting: "no interval yet"
        case .more, .less, .open: (isShort ? "" : "95 %: ") + words.interval(signal)
        }
    }

    private func drawRow(_ row: Row, x: Int, y: Int, width: Int, into buffer: inout CellBuffer) {
        buffer.put(row.name, x: x, y: y, role: .dim, width: min(10, width))
        buffer.putNumber(row.value, end: x + 22, y: y, width: 12, role: row.role)
        let at = 24
        guard width > at else { return }
        buffer.put(row.note, x: x + at, y: y, role: row.role == .strong ? .strong : .dim, width: width - at)
    }

    private func drawTrend(in rect: Rect, into buffer: inout CellBuffer) {
        guard rect.height >= 4 else { return }
        EventChart(
            title: "events", buckets: signal.trend, length: model.shown.traffic.bucket, format: format,
            isInLineOrder: model.isInLineOrder
        ).draw(in: rect, into: &buffer)
    }
}
