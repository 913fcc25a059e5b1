import Analytics
import TerminalUI

/// View 7: the micro-conversions, how many users did them, and how much likelier those are to convert.
///
///       signal          role       kind   users    rate  session  trend  revenue        lift  95 % interval
///     ▸ product seen    milestone  page   1,204  61.2 %   48.0 %  ▁▃▅▇      4.10  ▲ +14.6 %   +2.1 … +28.6
struct SignalsView {
    var model: DashboardModel

    static func isFramed(_ rect: Rect) -> Bool { rect.width >= 60 && rect.height >= 12 }

    private static let columns: [(column: SignalColumn?, shown: ListTable.Column)] = [
        (nil, .init(title: "role", width: 11, rank: 5, isLeading: true)),
        (nil, .init(title: "kind", width: 7, rank: 7, isLeading: true)),
        (.users, .init(title: "users", width: 10, rank: 0)),
        (.rate, .init(title: "rate", width: 8, rank: 1)),
        (.sessionRate, .init(title: "session", width: 9, rank: 3)),
        (nil, .init(title: "trend", width: 10, rank: 6, isLeading: true)),
        (.revenue, .init(title: "revenue", width: 10, rank: 4)),
        (.lift, .init(title: "lift", width: 12, rank: 0)),
        (nil, .init(title: "", width: 10, rank: 8, isFlexible: true)),
        (nil, .init(title: "95 % interval", width: 15, rank: 2)),
    ]

    private static func innerWidth(_ body: Rect) -> Int { isFramed(body) ? body.inset.width : body.width }

    /// Columns on the screen that can sort, the names first.
    static func sortable(_ model: DashboardModel) -> [SignalColumn] {
        let fitted = ListTable.fitted(columns.map(\.shown), width: innerWidth(model.body))
        return [.name] + fitted.compactMap { columns[$0].column }
    }

    private var format: Formatting { model.format }
    private var words: SignalWords { SignalWords(format: format) }

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        if model.shown.signals.isEmpty {
            NoSignals(width: rect.width).draw(in: rect, into: &buffer)
        } else if let signal = model.detailedSignal {
            SignalDetail(model: model, signal: signal).draw(in: rect, into: &buffer)
        } else {
            drawTable(in: rect, into: &buffer)
        }
    }

    private func drawTable(in rect: Rect, into buffer: inout CellBuffer) {
        let isFramed = SignalsView.isFramed(rect)
        let count = model.shown.signals.count
        let goal = SignalWords.goal(model.shown.funnels.first).map { "lift on \($0) · " } ?? ""
        let inner = buffer.pane(
            rect, title: "signals", note: "\(rect.width >= 70 ? goal : "")\(format.count(count))", isFocused: true,
            isFramed: isFramed)
        var room = inner
        if isFramed, inner.height >= count + 5 {
            room = inner.splitTop(inner.height - 2).top
            buffer.put(
                SignalsView.legend(width: inner.width - 3), x: inner.x + 2, y: inner.maxY - 1, role: .dim,
                width: inner.width - 3)
        }
        let signals = model.sortedSignals
        let scale = SignalsView.scale(signals)
        let place = SignalsView.columns.firstIndex { $0.column == model.signalSort }
        ListTable(
            labelTitle: "signal", columns: SignalsView.columns.map(\.shown),
            rows: signals.map { row($0, scale: scale) }, selected: model.signalIndex,
            sorted: model.signalSort == .name ? -1 : place, ascending: model.signalsAscending, isFocused: true,
            marks: model.contains
        ).draw(in: room, into: &buffer)
    }

    private static func legend(width: Int) -> String {
        width < 100
            ? "rate: of all users   lift: how much likelier to convert after it"
            : "rate: of all users   session: of all sessions   revenue: a user   lift: how much likelier to convert after it"
    }

    private func row(_ signal: SignalSnapshot, scale: ClosedRange<Double>) -> ListTable.Row {
        let sessionFormat = format.near(signal.isApproximate || model.shown.traffic.sessions.isApproximate)
        let format = format.near(signal.isApproximate)
        let verdict = SignalWords.verdict(signal)
        let isKnown = verdict == .more || verdict == .less
        let old = model.before?.signals.first { $0.definition == signal.definition }
        let isNarrow = !ListTable.fitted(
            SignalsView.columns.map(\.shown), width: SignalsView.innerWidth(model.body)
        ).contains(SignalsView.columns.count - 1)
        // Where the interval has no room its state stands in place of the number.
        let lift =
            isNarrow && verdict == .collecting ? "collecting" : words.signed(signal)
        let interval: ListTable.Content =
            if let ends = SignalsView.ends(signal) {
                .interval(ends, scale: scale, verdict == .more ? .winner : .bar)
            } else {
                .text("", .dim)
            }
        return ListTable.Row(
            label: signal.definition.name.isEmpty ? "(no name)" : signal.definition.name,
            role: signal.definition.role == .milestone ? .strong : .text,
            cells: [
                .text(SignalWords.role(signal.definition.role), .dim), .text(SignalWords.kind(signal.definition), .dim),
                .text(format.count(signal.users, fitting: 8), model.role(signal.users, before: old?.users)),
                .text(format.percent(signal.rate), .number), .text(sessionFormat.percent(signal.sessionRate), .number),
                .spark(signal.trend.map(\.events)), .text(format.amount(signal.revenuePerUser), .number),
                .text(lift, isKnown ? .strong : .dim), interval,
                .text(words.interval(signal), isKnown ? .number : .dim),
            ])
    }

    /// The interval as it can be drawn.
    static func ends(_ signal: SignalSnapshot) -> ClosedRange<Double>? {
        guard let range = signal.liftRange, !range.lowerBound.isNaN, !range.upperBound.isNaN else { return nil }
        let low = max(-1e300, min(1e300, range.lowerBound))
        return low...max(low, min(1e300, range.upperBound))
    }

    /// One scale for all intervals: around zero, and no wider than makes the narrow ones readable.
    static func scale(_ signals: [SignalSnapshot]) -> ClosedRange<Double> {
        let all = signals.compactMap { ends($0) }
        guard let narrowest = all.map({ max($0.upperBound.magnitude, $0.lowerBound.magnitude) }).min(), narrowest > 0
        else { return -1...1 }
        let bound = min(narrowest * 3, 1e300)
        let low = max(-bound, min(0, all.map(\.lowerBound).min() ?? 0))
        let high = min(bound, max(0, all.map(\.upperBound).max() ?? 0))
        let air = (high - low) * 0.08
        return (low - air)...(high + air)
    }
}
