import TerminalUI

/// The columns of the breakdown for which there is room, and where they end.
struct BreakdownColumns {
    struct Column {
        var column: BreakdownColumn
        var title: String
        var width: Int
        /// Counted from the left edge of the pane.
        var end: Int
    }

    var shown: [Column]
    var labelWidth: Int
    /// What is left on the right, for bars of the conversion.
    var barStart: Int
    var barWidth: Int

    static let leastLabelWidth = 12

    /// Users and conversion always; then the change, the time, and of the steps those around the worst.
    init(_ table: BreakdownTable, width: Int, worst: Int?) {
        let steps = table.columns.compactMap { column -> Int? in
            if case .step(let step) = column { step } else { nil }
        }
        var room = width - 1 - BreakdownColumns.leastLabelWidth - 10 - 9
        var picked: Set<BreakdownColumn> = [.users, .conversion]
        for (column, needed) in [(BreakdownColumn.change, 9), (.median, 11)] where room >= needed {
            room -= needed
            picked.insert(column)
        }
        let fitting = min(steps.count, max(0, room / 8))
        let first = min(max(0, max(1, worst ?? 1) - 1 - fitting / 2), steps.count - fitting)
        for step in steps[first..<(first + fitting)] { picked.insert(.step(step)) }

        let columns = table.columns.filter { picked.contains($0) }
        let widths = columns.map { BreakdownColumns.width(of: $0) }
        let total = widths.reduce(0, +)
        labelWidth = max(4, min(32, width - 1 - total))
        var end = labelWidth
        shown = zip(columns, widths).map { column, width in
            end += width
            return Column(column: column, title: BreakdownColumns.title(of: column), width: width, end: end)
        }
        barStart = end + 3
        barWidth = max(0, width - 1 - barStart)
    }

    private static func width(of column: BreakdownColumn) -> Int {
        switch column {
        case .users: 10
        case .step: 8
        case .conversion: 9
        case .change: 9
        case .median: 11
        }
    }

    private static func title(of column: BreakdownColumn) -> String {
        switch column {
        case .users: "users"
        case .step(let step): "\(step)→\(step + 1)"
        case .conversion: "convert"
        case .change: "change"
        case .median: "median"
        }
    }
}
