import Analytics
import TerminalUI

/// Round times under a chart.
enum TimeTicks {
    /// About every fourteen columns, at the first value at or after a round time.
    static func of(_ starts: [Timestamp], columns: Int, format: Formatting) -> [ChartAxes.Tick] {
        guard let first = starts.first, let last = starts.last, columns > 0 else { return [] }
        let (span, overflow) = last.microseconds.subtractingReportingOverflow(first.microseconds)
        guard !overflow, span > 0 else { return [] }
        let minutes: [Int64] = [1, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 43_200, 525_600]
        let wanted = span / Int64(max(1, columns / 14))
        let step = (minutes.first { $0 * 60_000_000 >= wanted } ?? 5_256_000) * 60_000_000
        return starts.indices.compactMap { index in
            guard index > 0 else { return nil }
            let local = starts[index].microseconds &+ Int64(format.offsetSeconds) &* 1_000_000
            let before = starts[index - 1].microseconds &+ Int64(format.offsetSeconds) &* 1_000_000
            // Also where buckets do not begin at round times.
            guard floorDivide(local, step) != floorDivide(before, step) else { return nil }
            return ChartAxes.Tick(index: index, label: format.axis(starts[index], span: span))
        }
    }

    private static func floorDivide(_ a: Int64, _ b: Int64) -> Int64 { a >= 0 ? a / b : (a &- b &+ 1) / b }
}
