import Analytics
import Expressions
import TerminalUI

/// Events by time, with a clock under them.
///
///      events  240 ┤▆▆▅▆▇▆▆▅▆▆▇
///                0 ┴─────┬──────
///                     12:30
struct EventChart {
    var title: String
    var buckets: [TrafficBucket]
    /// Of a bucket.
    var length: TimeSpan
    var format: Formatting
    var isInLineOrder = false

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        guard rect.height >= 3 else { return }
        guard buckets.count > 1 else {
            buffer.put(
                "the chart over time begins with the second \(format.span(length))", x: rect.x, y: rect.y, role: .dim,
                width: rect.width)
            return
        }
        let top = EventChart.ceiling(buckets.map(\.events).max() ?? 0)
        let label = format.count(top, fitting: 7)
        let columns = rect.width - title.count - 2 - label.count - 1
        // Fewer buckets than columns are drawn wider, so that the chart takes the whole width.
        let count = buckets.count
        let isSparse = columns > count
        let drawn = isSparse ? (0..<columns).map { buckets[$0 * count / columns] } : buckets
        buffer.putChart(
            drawn.map { Double(max(0, $0.events)) }, in: rect,
            axes: ChartAxes(
                title: title, top: label, bottom: "0",
                ticks: isInLineOrder
                    ? []
                    : TimeTicks.of(buckets.map(\.start), columns: columns, format: format).map {
                        .init(
                            index: isSparse ? ($0.index * columns + count - 1) / count : $0.index, label: $0.label)
                    }), maximum: Double(top))
        if isInLineOrder {
            buffer.put(
                "in line order", x: rect.x, y: rect.maxY - 1, role: .dim, width: rect.width, alignment: .trailing)
        }
    }

    /// The next round number above, so that the scale rarely changes.
    static func ceiling(_ number: Int) -> Int {
        var unit = 1
        while unit <= 100_000_000_000_000_000 {
            for step in [1, 2, 4, 5, 6, 8] where unit * step >= number { return unit * step }
            unit *= 10
        }
        return number
    }
}
