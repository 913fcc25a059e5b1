import Analytics
import TerminalUI

/// Points of a history, one for each column of a chart with time to the right.
struct Course {
    /// What was known at the time of the column.
    var points: [EvidencePoint?]
    var first: Timestamp
    var last: Timestamp

    init(_ history: [EvidencePoint], columns: Int) {
        first = history.first?.time ?? Timestamp(microseconds: 0)
        last = history.last?.time ?? first
        var index = 0
        let start = Double(first.microseconds)
        let span = Double(last.microseconds) - start
        points = (0..<max(0, columns)).map { column in
            let time = start + span * Double(column) / Double(max(1, columns - 1))
            while index + 1 < history.count, Double(history[index + 1].time.microseconds) <= time { index += 1 }
            return history.indices.contains(index) ? history[index] : nil
        }
    }

    /// nil outside the chart.
    func column(of time: Timestamp) -> Int? {
        let span = Double(last.microseconds) - Double(first.microseconds)
        let place = Double(time.microseconds) - Double(first.microseconds)
        guard span > 0, place >= 0, place <= span else { return nil }
        return min(points.count - 1, Int((place / span * Double(points.count - 1)).rounded(.up)))
    }

    /// Round times about every fourteen columns.
    func ticks(_ format: Formatting) -> [ChartAxes.Tick] {
        let (span, overflow) = last.microseconds.subtractingReportingOverflow(first.microseconds)
        guard !overflow, span > 0, points.count > 1 else { return [] }
        let minutes: [Int64] = [1, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 43_200, 525_600]
        let wanted = span / Int64(max(1, points.count / 14))
        let step = (minutes.first { $0 * 60_000_000 >= wanted } ?? 5_256_000) * 60_000_000
        let shift = Int64(format.offsetSeconds) &* 1_000_000
        func time(_ column: Int) -> Int64 {
            first.microseconds &+ Int64(Double(span) * Double(column) / Double(points.count - 1))
        }
        return (1..<points.count).compactMap { column in
            let here = divided(time(column) &+ shift, step)
            guard here != divided(time(column - 1) &+ shift, step) else { return nil }
            let (round, isBeyond) = here.multipliedReportingOverflow(by: step)
            guard !isBeyond else { return nil }
            return .init(index: column, label: format.axis(Timestamp(microseconds: round &- shift), span: span))
        }
    }

    private func divided(_ a: Int64, _ b: Int64) -> Int64 { a >= 0 ? a / b : (a &- b &+ 1) / b }
}
