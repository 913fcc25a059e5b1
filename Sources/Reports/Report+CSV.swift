import Analytics
import TerminalUI

extension Report {
    /// One tidy table: one row per funnel, breakdown value and step; the funnel as a whole has an empty
    /// `breakdown`, segments stand under `segment`. Signals, sessions, pages and channels follow, with an empty `funnel`.
    /// Experiments are not in it: their arms, intervals and calls fit no
    /// row of steps, and whoever sums `count` over a funnel must not meet them. `--output json` has them.
    var csv: String {
        var table = CSVText(columns: [
            "funnel", "breakdown", "value", "step_index", "step", "count", "of_first", "of_previous", "dropped",
            "open", "lost", "excluded", "average_seconds_from_previous", "median_seconds_from_previous",
            "p90_seconds_from_previous", "average_seconds_from_first", "median_seconds_from_first",
            "p90_seconds_from_first", "revenue", "approximate",
        ])
        for funnel in snapshot.funnels {
            for (index, step) in funnel.steps.enumerated() { table.add(step, at: index, of: funnel) }
            for breakdown in funnel.breakdowns {
                for value in breakdown.values {
                    table.add(
                        value.counts, under: breakdown.field, value: value.label.text, of: funnel,
                        medianSeconds: value.medianSeconds, isApproximate: funnel.isApproximate)
                }
            }
            for segment in funnel.segments {
                table.add(
                    segment.counts, under: "segment", value: segment.name, of: funnel, medianSeconds: nil,
                    isApproximate: segment.isApproximate)
            }
        }
        table.addTraffic(of: snapshot)
        return table.text
    }

    /// What the table has no rows for, as a sentence without its full stop; nil where it has all.
    package var csvLeavesOut: String? {
        switch snapshot.experiments.count {
        case 0: nil
        case 1: "CSV has no rows for experiments: 1 is left out; --output json, markdown and text have it"
        case let count:
            "CSV has no rows for experiments: \(count) are left out; --output json, markdown and text have them"
        }
    }
}

/// Rows of comma-separated values as RFC 4180 has them, safe to open in a spreadsheet.
struct CSVText: Sendable {
    private(set) var text = ""
    let width: Int

    init(columns: [String]) {
        width = columns.count
        addRow(columns)
    }

    fileprivate mutating func add(_ step: StepSnapshot, at index: Int, of funnel: FunnelSnapshot) {
        addRow([
            CSVText.cell(funnel.name), "", "", String(index + 1), CSVText.cell(step.name), String(step.count),
            CSVText.cell(step.ofFirst), CSVText.cell(step.ofPrevious), String(step.dropped), String(step.open),
            String(step.lost), String(step.excluded),
            CSVText.cell(step.fromPrevious?.average), CSVText.cell(step.fromPrevious?.median),
            CSVText.cell(step.fromPrevious?.p90), CSVText.cell(step.fromFirst?.average),
            CSVText.cell(step.fromFirst?.median), CSVText.cell(step.fromFirst?.p90), CSVText.cell(step.revenue),
            CSVText.cell(funnel.isApproximate),
        ])
    }

    /// The median is that of the whole way and stands at the last step.
    fileprivate mutating func add(
        _ counts: [Int], under breakdown: String, value: String, of funnel: FunnelSnapshot, medianSeconds: Double?,
        isApproximate: Bool
    ) {
        for (index, count) in counts.enumerated() {
            let first = counts[0]
            let previous = index > 0 ? counts[index - 1] : 0
            let isLast = index == counts.count - 1
            let ofPrevious = index > 0 ? Fraction.of(count, previous) : nil
            var row = [
                CSVText.cell(funnel.name), CSVText.cell(breakdown), CSVText.cell(value), String(index + 1),
                index < funnel.steps.count ? CSVText.cell(funnel.steps[index].name) : "", String(count),
                CSVText.cell(Fraction.of(count, first)), CSVText.cell(ofPrevious),
                isLast ? "0" : String(count - counts[index + 1]),
            ]
            row += Array(repeating: "", count: width - row.count)
            if isLast { row[16] = CSVText.cell(medianSeconds) }
            row[width - 1] = CSVText.cell(isApproximate)
            addRow(row)
        }
    }

    mutating func addRow(_ cells: [String]) {
        text += cells.joined(separator: ",") + "\r\n"
    }

    /// Whether the numbers of a row are near, not exact.
    static func cell(_ isTrue: Bool) -> String { isTrue ? "true" : "false" }

    static func cell(_ number: Double?) -> String {
        guard let number, number.isFinite else { return "" }
        return number.description
    }

    /// Quoted where RFC 4180 asks for it, control characters as pictures (the table may be shown on a terminal), and
    /// with an apostrophe where a spreadsheet would take the text for a formula.
    static func cell(_ string: String) -> String {
        var safe = SafeText.make(string)
        if let first = string.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) { safe = "'" + safe }
        guard safe.contains("\"") || safe.contains(",") || safe.first == " " || safe.last == " " else { return safe }
        var quoted = "\""
        for character in safe {
            if character == "\"" { quoted += "\"" }
            quoted.append(character)
        }
        return quoted + "\""
    }
}
