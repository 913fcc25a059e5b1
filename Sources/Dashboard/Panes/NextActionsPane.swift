import Analytics
import TerminalUI

/// What users did right after they reached the chosen step.
///
///      checkout_started  ████████████████     2,819   19.0 %
///      nothing since     ████████               639    4.3 %
struct NextActionsPane {
    var model: DashboardModel
    var isFramed: Bool

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        guard let funnel = model.funnel, let step = model.step else { return }
        let format = model.format.near(model.funnel?.isApproximate == true)
        let inner = buffer.pane(
            // What came next is kept in all, not by range: said where the other numbers are of a range.
            rect, title: "after \(step + 1) \(funnel.steps[step].name)",
            note: model.shown.range == nil ? "" : "since the start",
            isFocused: model.focus == .next && isFramed, isFramed: isFramed)
        guard !inner.isEmpty else { return }
        let actions = funnel.nextActions.filter { $0.afterStep == step + 1 }.sorted { $0.users > $1.users }
        guard !actions.isEmpty else {
            buffer.put(
                "nothing seen after this step yet", x: inner.x + 1, y: inner.y, role: .dim, width: inner.width - 2)
            return
        }
        let total = actions.reduce(0.0) { $0 + Double($1.users) }
        let largest = Double(actions.first?.users ?? 0)
        let nameWidth = max(8, min(20, inner.width - 22))
        let barWidth = inner.width - nameWidth - 21
        drawStep(funnel.steps[step], in: inner.splitTop(actions.count + 1).rest, into: &buffer)
        for (index, action) in actions.prefix(inner.height).enumerated() {
            let y = inner.y + index
            let isNothing = action.event == nil
            buffer.put(
                action.event ?? "nothing since", x: inner.x + 1, y: y, role: isNothing ? .dim : .text, width: nameWidth)
            if barWidth > 2, largest > 0 {
                let bar = buffer.glyphs.bar(fraction: Double(action.users) / largest, width: barWidth)
                buffer.put(bar, x: inner.x + nameWidth + 2, y: y, role: isNothing ? .barTrack : .barAlternate)
            }
            buffer.putNumber(format.count(action.users, fitting: 8), end: inner.maxX - 9, y: y, width: 8)
            buffer.putNumber(
                format.percent(total > 0 ? Double(action.users) / total : nil), end: inner.maxX - 1, y: y, width: 7)
        }
    }

    /// What became of those who reached the step, with room to spare under what they did.
    private func drawStep(_ step: StepSnapshot, in rect: Rect, into buffer: inout CellBuffer) {
        let format = model.format.near(model.funnel?.isApproximate == true)
        guard step.count > 0, step.dropped > 0 else { return }
        let wentOn = step.count.subtractingReportingOverflow(step.dropped)
        var rows: [(String, Int, Role)] = [
            ("went on", wentOn.overflow ? 0 : max(0, wentOn.partialValue), .text),
            ("lost", step.lost, .text),
            ("still open", step.open, .provisional),
        ]
        if step.excluded > 0 { rows.append(("excluded", step.excluded, .text)) }
        guard rect.height >= rows.count + 1 else { return }
        buffer.put(
            "of \(format.count(step.count, fitting: 12)) here", x: rect.x + 1, y: rect.y, role: .heading,
            width: rect.width - 2)
        for (index, row) in rows.enumerated() {
            let y = rect.y + 1 + index
            buffer.put(row.0, x: rect.x + 1, y: y, role: row.2 == .text ? .text : .dim, width: max(1, rect.width - 20))
            buffer.putNumber(format.count(row.1, fitting: 8), end: rect.maxX - 9, y: y, width: 8)
            buffer.putNumber(
                format.percent(Double(row.1) / Double(step.count)), end: rect.maxX - 1, y: y, width: 7)
        }
        guard let time = step.fromFirst, time.count > 0, rect.height >= rows.count + 3 else { return }
        let half = format.estimate(format.duration(time.median), isApproximate: time.isApproximate)
        let text = "came within \(half) of the start, half of them"
        buffer.put(text, x: rect.x + 1, y: rect.y + rows.count + 2, role: .dim, width: rect.width - 2)
    }
}
