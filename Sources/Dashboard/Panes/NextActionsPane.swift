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
        let format = model.format
        let inner = buffer.pane(
            rect, title: "after \(step + 1) \(funnel.steps[step].name)", note: "",
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
        let nameWidth = max(8, min(18, inner.width - 22))
        let barWidth = inner.width - nameWidth - 21
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
}
