import Analytics
import TerminalUI

/// How long users took from the first to the last step.
///
///      p50 4 m 10 s   p90 18 m 00 s
///       < 1 m  ▍                  31
///       1–2 m  ███▌              212
struct TimePane {
    var model: DashboardModel
    var isFramed: Bool

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        guard let funnel = model.funnel else { return }
        let format = model.format.near(model.funnel?.isApproximate == true)
        let last = funnel.steps.last
        let inner = buffer.pane(
            rect, title: "time to \(last?.name ?? "convert")", note: "",
            isFocused: model.focus == .time, isFramed: isFramed)
        guard !inner.isEmpty else { return }
        guard !model.isInLineOrder else {
            let words = Phrase(text: "line order: the data has no time, only which line came first", role: .dim)
            for (index, line) in Phrase.flow([words], width: inner.width - 2).enumerated() where index < inner.height {
                buffer.put(line, x: inner.x + 1, y: inner.y + index, width: inner.width - 2)
            }
            return
        }
        guard let time = last?.fromFirst, time.count > 0 else {
            buffer.put("nobody has converted yet", x: inner.x + 1, y: inner.y, role: .dim, width: inner.width - 2)
            return
        }
        var x = inner.x + 1
        for (label, seconds) in [("p50 ", time.median), ("p90 ", time.p90), ("mean ", time.average)] {
            let value = format.estimate(
                format.duration(seconds), isApproximate: time.isApproximate && label != "mean ")
            guard x + label.count + value.count <= inner.maxX else { break }
            x += buffer.put(label, x: x, y: inner.y, role: .dim)
            x += buffer.put(value, x: x, y: inner.y, role: .strong) + 3
        }
        drawBins(
            funnel.histogram, in: inner.splitTop(inner.height > funnel.histogram.count + 1 ? 2 : 1).rest, into: &buffer)
    }

    private func drawBins(_ bins: [HistogramBin], in rect: Rect, into buffer: inout CellBuffer) {
        let format = model.format.near(model.funnel?.isApproximate == true)
        let shown = merged(bins, into: rect.height)
        let largest = shown.map(\.users).max() ?? 0
        let labels = shown.map { format.bin($0) }
        let labelWidth = max(7, labels.map(CharacterWidth.ofText).max() ?? 0)
        let countWidth = 9
        let barWidth = rect.width - labelWidth - countWidth - 4
        for (index, bin) in shown.enumerated() {
            let y = rect.y + index
            buffer.put(labels[index], x: rect.x + 1, y: y, role: .dim, width: labelWidth, alignment: .trailing)
            if barWidth > 3, largest > 0 {
                let bar = buffer.glyphs.bar(fraction: Double(bin.users) / Double(largest), width: barWidth)
                buffer.put(bar, x: rect.x + labelWidth + 3, y: y, role: .bar)
            }
            buffer.putNumber(
                format.count(bin.users, fitting: countWidth), end: rect.maxX - 1, y: y, width: countWidth)
        }
    }

    /// Neighbouring bins together where there are more than rows.
    private func merged(_ bins: [HistogramBin], into rows: Int) -> [HistogramBin] {
        guard rows > 0 else { return [] }
        guard bins.count > rows else { return bins }
        return (0..<rows).compactMap { row in
            let part = bins[(row * bins.count / rows)..<((row + 1) * bins.count / rows)]
            guard let first = part.first, let last = part.last else { return nil }
            return HistogramBin(from: first.from, to: last.to, users: part.reduce(0) { $0 &+ $1.users })
        }
    }
}
