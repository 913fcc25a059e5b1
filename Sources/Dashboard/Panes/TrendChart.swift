import Analytics
import TerminalUI

/// Conversion of the whole funnel by the time at which users entered it.
///
///      of all  6 %┤▆▆▅▆▇▆▆▅▆▆▇▆▆▆▅▆▆▇▆▆▆▅▆▃▂▂▂▃▂▂▂▒▒▒▒▒▒ not final
///             0 %┴───────────┬──────────────┬───────
///                          12:30          13:00
struct TrendChart {
    var funnel: FunnelSnapshot
    var format: Formatting
    /// There is no time to write under the values.
    var isInLineOrder = false

    private var title: String { "of all" }

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        guard funnel.trend.buckets.count > 1 else {
            buffer.put(
                "the chart over time begins with the second \(format.span(funnel.trend.bucket))",
                x: rect.x + 1, y: rect.y, role: .dim, width: max(0, rect.width - 2))
            return
        }
        let values = funnel.trend.conversion(from: 0, to: max(0, funnel.steps.count - 1))
        let highest = values.shares.compactMap { $0 }.filter(\.isFinite).max() ?? 0
        let top = TrendChart.ceiling(highest)
        let label = padded(top >= 0.01 ? "\(format.whole(top * 100)) %" : format.percent(top))
        let note = values.provisionalFrom == nil ? "" : "not final"
        let columns = rect.width - 2 - title.count - 2 - label.count - 1 - (note.isEmpty ? 0 : note.count + 1)
        // Fewer buckets than columns are drawn wider, so that the chart takes the whole width.
        let count = values.shares.count
        let scale = columns > count ? (columns, count) : (1, 1)
        func column(_ index: Int) -> Int { (index * scale.0 + scale.1 - 1) / scale.1 }
        let drawn = columns > count ? (0..<columns).map { values.shares[$0 * count / columns] } : values.shares
        buffer.putChart(
            drawn, in: Rect(x: rect.x + 1, y: rect.y, width: rect.width - 2, height: rect.height),
            axes: ChartAxes(
                title: title, top: label, bottom: "0 %",
                ticks: ticks(columns: columns).map { .init(index: column($0.index), label: $0.label) }, note: note),
            provisionalFrom: values.provisionalFrom.map(column), maximum: top)
    }

    private func padded(_ label: String) -> String {
        String(repeating: " ", count: max(0, 5 - label.count)) + label
    }

    private func ticks(columns: Int) -> [ChartAxes.Tick] {
        guard !isInLineOrder else { return [] }
        return TimeTicks.of(funnel.trend.buckets.map(\.start), columns: columns, format: format)
    }

    /// The next round number above, so that the scale rarely changes.
    static func ceiling(_ share: Double) -> Double {
        let steps = [
            0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1,
        ]
        return steps.first { $0 >= share } ?? share
    }
}
