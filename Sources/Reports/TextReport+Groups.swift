import Analytics
import TerminalUI

extension TextReport {
    /// Middle steps there is room for beside the name, the users, the conversion and the median.
    private static let middleColumns = 3

    mutating func write(_ breakdown: BreakdownSnapshot, of funnel: FunnelSnapshot) {
        add("")
        let attribution = breakdown.attribution == .first ? "" : " (value at: \(breakdown.attribution.word))"
        let more = breakdown.distinctValues > 0 ? "  \(near(false).count(breakdown.distinctValues)) values" : ""
        add("  by \(safe(breakdown.field))\(attribution)\(more)")
        if breakdown.values.isEmpty {
            add("    nobody yet")
            return
        }
        var table = groupTable(funnel, title: safe(breakdown.field), hasMedian: true)
        for value in breakdown.values {
            let conversion =
                value.conversion
                ?? value.counts.first.flatMap { first in
                    value.counts.last.flatMap { Fraction.of($0, first) }
                }
            table.add(
                groupRow(safe(value.label.text), value.counts, conversion) + [duration(value.medianSeconds)])
        }
        add(table, indent: 4)
    }

    mutating func writeSegments(_ funnel: FunnelSnapshot) {
        guard !funnel.segments.isEmpty else { return }
        add("")
        add("  segments")
        var table = groupTable(funnel, title: "segment", hasMedian: false)
        let whole = numbers
        for segment in funnel.segments {
            numbers = near(segment.isApproximate)
            let conversion = Fraction.of(segment.counts.last ?? 0, segment.counts.first ?? 0)
            table.add(groupRow(safe(segment.name), segment.counts, conversion))
        }
        numbers = whole
        add(table, indent: 4)
    }

    mutating func writeNextActions(_ funnel: FunnelSnapshot) {
        guard !funnel.nextActions.isEmpty else { return }
        add("")
        add("  what users did next")
        var table = TextTable([("after", .left), ("then", .left), ("users", .right), ("of step", .right)])
        for (index, step) in funnel.steps.enumerated() {
            let actions = funnel.nextActions.filter { $0.afterStep == index + 1 }.sorted { $0.users > $1.users }
            for (rank, action) in actions.prefix(3).enumerated() {
                table.add([
                    rank == 0 ? "\(index + 1) \(safe(step.name))" : "",
                    action.event.map(safe) ?? "(nothing since)", numbers.count(action.users),
                    numbers.percent(Fraction.of(action.users, step.count)),
                ])
            }
        }
        add(table, indent: 4)
    }

    private func groupTable(_ funnel: FunnelSnapshot, title: String, hasMedian: Bool) -> TextTable {
        var columns: [(title: String, alignment: TextTable.Alignment)] = [(title, .left), (counted(funnel), .right)]
        let middle = middleSteps(funnel.steps)
        let width = middle.count < TextReport.middleColumns ? 16 : 10
        for step in middle {
            columns.append((FixedWidth.cut(safe(step.name), width, ellipsis: glyphs.ellipsis), .right))
        }
        columns.append(("convert", .right))
        if hasMedian { columns.append(("median", .right)) }
        return TextTable(columns)
    }

    private func groupRow(_ name: String, _ counts: [Int], _ conversion: Double?) -> [String] {
        let first = counts.first ?? 0
        return [name, numbers.count(first)]
            + middleSteps(counts).map { numbers.percent(Fraction.of($0, first)) } + [numbers.percent(conversion)]
    }

    private func middleSteps<Element>(_ steps: [Element]) -> ArraySlice<Element> {
        steps.dropFirst().dropLast().prefix(TextReport.middleColumns)
    }
}
