import Analytics
import TerminalUI

/// Below 40×10: one line that says what matters most, as far as it fits.
struct TinyScreen {
    var model: DashboardModel

    func draw(into buffer: inout CellBuffer) {
        guard buffer.width > 0, buffer.height > 0 else { return }
        var text = ""
        for part in parts(width: buffer.width) {
            let longer = text.isEmpty ? part : text + "  " + part
            if CharacterWidth.ofText(longer) <= buffer.width { text = longer }
        }
        if text.isEmpty { text = parts(width: buffer.width).first ?? "" }
        buffer.put(text, x: 0, y: 0, role: .strong, width: buffer.width)
        if buffer.height > 1 {
            buffer.put("larger: 40×10", x: 0, y: buffer.height - 1, role: .dim, width: buffer.width)
        }
    }

    private func parts(width: Int) -> [String] {
        let format = model.format.near(model.funnel?.isApproximate == true)
        guard let funnel = model.funnel, let last = funnel.steps.last, let first = funnel.steps.first else {
            return [format.exact.count(model.shown.source.events) + " events", Header.state(model).text]
        }
        return [
            format.percent(funnel.conversion), "\(format.count(last.count))/\(format.count(first.count))",
            Header.state(model).text, funnel.name,
        ] + (model.experimentLine(width: width).map { [$0.text] } ?? [])
    }
}
