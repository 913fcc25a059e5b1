import Analytics
import Expressions
import TerminalUI

extension Report {
    var markdown: String {
        var report = MarkdownReport()
        report.write(self)
        return report.text
    }
}

/// The report as GitHub-flavoured Markdown.
struct MarkdownReport: Sendable {
    private(set) var text = ""
    /// The sign before a number that is an estimate.
    static let approximate = "≈"
    /// Near while something that is not exact is written.
    private(set) var numbers = NumberText(minus: "−")

    mutating func write(_ report: Report) {
        let snapshot = report.snapshot
        text += "# funneltop report\n\n"
        text += "- made: \(report.generated.iso8601)\n"
        for input in snapshot.source.inputs {
            text += "- source: \(escaped(input.path)) (\(escaped(input.format))), "
            text += "\(numbers.count(input.lines)) lines, \(numbers.count(input.events)) events\n"
        }
        if let encodings = traffic.encodings(snapshot.source.inputs) { text += "- encoding: \(encodings)\n" }
        if let order = traffic.order(snapshot.source.inputs) { text += "- order: \(order)\n" }
        text += "- events: \(numbers.count(snapshot.source.events))"
        if let first = snapshot.source.firstEvent, let last = snapshot.source.lastEvent {
            text += ", \(first.iso8601) to \(last.iso8601)"
        }
        let isNear = snapshot.isApproximateThroughout
        text += "\n- users: \(traffic.count(snapshot.users, isApproximate: isNear))\n"
        for sentence in traffic.people(snapshot.source.identity) { text += "- \(sentence)\n" }
        if snapshot.source.late > 0 { text += "- late, in no funnel: \(numbers.count(snapshot.source.late))\n" }
        if let leftOut = traffic.leftOut(snapshot.source) { text += "- left out: \(leftOut)\n" }
        if let lost = traffic.lost(snapshot.source.inputs) { text += "- lost: \(lost)\n" }
        if let repaired = traffic.repaired(snapshot.source.inputs) { text += "- repaired: \(repaired)\n" }
        if let range = snapshot.range { text += "- range: \(range.length.label) from \(range.start.iso8601)\n" }
        for funnel in snapshot.funnels { writeNear(funnel.isApproximate) { $0.write(funnel) } }
        for experiment in snapshot.experiments { writeNear(experiment.isApproximate) { $0.write(experiment) } }
        writeSignals(snapshot.signals, areSessionsNear: snapshot.traffic.sessions.isApproximate)
        writeTraffic(snapshot.traffic)
        writeEvents(snapshot)
        writeRejects(snapshot.source)
        if !snapshot.warnings.isEmpty {
            text += "\n## Warnings\n\n"
            for warning in snapshot.warnings { text += "- \(escaped(warning))\n" }
        }
    }

    private mutating func write(_ funnel: FunnelSnapshot) {
        text += "\n## \(escaped(funnel.name))\n\n"
        text += escaped(funnel.expression) + "\n\n"
        addTable(
            [
                "#", "step", "users", "of first", "of previous", "dropped", "lost", "open", "excluded", "median",
                "revenue",
            ],
            rightFrom: 2,
            funnel.steps.enumerated().map { index, step in
                [
                    String(index + 1), escaped(step.name) + (step.isOptional ? " (optional)" : ""),
                    numbers.count(step.count), numbers.percent(step.ofFirst),
                    index == 0 ? "" : numbers.percent(step.ofPrevious), numbers.count(step.dropped),
                    numbers.count(step.lost), numbers.count(step.open), numbers.count(step.excluded),
                    median(step.fromPrevious), numbers.money(step.revenue),
                ]
            })
        writeSummary(funnel)
        for breakdown in funnel.breakdowns {
            text += "\n### By \(escaped(breakdown.field))\n\n"
            addGroups(
                funnel, escaped(breakdown.field),
                breakdown.values.map {
                    (escaped($0.label.text), $0.counts, $0.conversion, $0.medianSeconds, funnel.isApproximate)
                })
        }
        if !funnel.segments.isEmpty {
            text += "\n### Segments\n\n"
            writeSegments(funnel)
        }
        writeNextActions(funnel)
    }

    private mutating func writeSummary(_ funnel: FunnelSnapshot) {
        guard let conversion = funnel.conversion else {
            text += "\nNobody has entered this funnel yet.\n"
            return
        }
        text += "\n**\(numbers.percent(conversion)) convert**"
        if let matured = funnel.maturedConversion { text += ", matured \(numbers.percent(matured))" }
        text += ".\n"
        if let worst = funnel.bottleneck, worst > 0, worst < funnel.steps.count {
            let before = funnel.steps[worst - 1]
            text += "Worst step: \(escaped(before.name)) → \(escaped(funnel.steps[worst].name)) "
            text += "loses \(numbers.count(before.dropped)).\n"
        }
        if let slowest = funnel.slowest, slowest > 0, slowest < funnel.steps.count {
            text += "Slowest step: \(escaped(funnel.steps[slowest].name)), "
            text += "median \(median(funnel.steps[slowest].fromPrevious)).\n"
        }
    }

    private func median(_ times: TimeSummary?) -> String {
        guard let times else { return "" }
        return duration(times.median, isApproximate: times.isApproximate)
    }

    private mutating func addGroups(
        _ funnel: FunnelSnapshot, _ title: String,
        _ groups: [(name: String, counts: [Int], conversion: Double?, median: Double?, isApproximate: Bool)]
    ) {
        addTable(
            [title] + funnel.steps.map { escaped($0.name) } + ["conversion", "median"], rightFrom: 1,
            groups.map { group in
                let numbers = near(group.isApproximate)
                let conversion = group.conversion ?? Fraction.of(group.counts.last ?? 0, group.counts.first ?? 0)
                let counts = funnel.steps.indices.map {
                    $0 < group.counts.count ? numbers.count(group.counts[$0]) : ""
                }
                return [group.name] + counts + [numbers.percent(conversion), duration(group.median)]
            })
    }

    private mutating func writeSegments(_ funnel: FunnelSnapshot) {
        addGroups(
            funnel, "segment", funnel.segments.map { (escaped($0.name), $0.counts, nil, nil, $0.isApproximate) })
    }

    private mutating func writeNextActions(_ funnel: FunnelSnapshot) {
        guard !funnel.nextActions.isEmpty else { return }
        text += "\n### What users did next\n\n"
        addTable(
            ["after", "then", "users"], rightFrom: 2,
            funnel.nextActions.map { action in
                let index = action.afterStep - 1
                let step = funnel.steps.indices.contains(index) ? escaped(funnel.steps[index].name) : ""
                return [step, action.event.map(escaped) ?? "(nothing since)", numbers.count(action.users)]
            })
    }

    private mutating func writeEvents(_ snapshot: Snapshot) {
        let counts = snapshot.eventCounts
        let events = near(snapshot.untracked > 0)
        let people = near(snapshot.isApproximateThroughout)
        guard !counts.isEmpty else { return }
        text += "\n## Events\n\n"
        guard counts.contains(where: { $0.users != nil }) else {
            addTable(["event", "events"], rightFrom: 1, counts.map { [escaped($0.name), events.count($0.count)] })
            return
        }
        addTable(
            ["event", "events", "users"], rightFrom: 1,
            counts.map { [escaped($0.name), events.count($0.count), $0.users.map(people.count) ?? ""] })
    }

    private mutating func writeRejects(_ source: SourceSnapshot) {
        let reasons = RejectReason.allCases.filter { source.rejected[$0, default: 0] > 0 }
        guard !reasons.isEmpty else { return }
        text += "\n## Rejected lines\n\n"
        addTable(
            ["reason", "lines"], rightFrom: 1,
            reasons.map { [$0.rawValue, numbers.count(source.rejected[$0, default: 0])] })
        guard !source.rejectedExamples.isEmpty else { return }
        text += "\n"
        addTable(
            ["where", "reason", "text"], rightFrom: 3,
            source.rejectedExamples.map {
                ["\(escaped($0.path)):\($0.line.line)", $0.line.reason.rawValue, escaped($0.line.text)]
            })
    }

    mutating func add(_ more: String) { text += more }

    func near(_ isNear: Bool) -> NumberText { numbers.near(isNear, sign: MarkdownReport.approximate) }

    private mutating func writeNear(_ isNear: Bool, _ write: (inout MarkdownReport) -> Void) {
        let exact = numbers
        numbers = near(isNear)
        write(&self)
        numbers = exact
    }

    /// A length of time; near where what it is of is.
    private func duration(_ seconds: Double?, isApproximate: Bool = false) -> String {
        let text = numbers.duration(seconds)
        return text.isEmpty ? "" : (isApproximate ? MarkdownReport.approximate : numbers.nearness) + text
    }

    /// Columns from `rightFrom` on are right-aligned.
    mutating func addTable(_ titles: [String], rightFrom: Int, _ rows: [[String]]) {
        addRow(titles)
        addRow(titles.indices.map { $0 >= rightFrom ? "---:" : "---" })
        for row in rows { addRow(row) }
    }

    private mutating func addRow(_ cells: [String]) { text += "| " + cells.joined(separator: " | ") + " |\n" }

    /// Text of the data: on one line, without control characters, and nothing in it is markup.
    static func escaped(_ string: String) -> String {
        var text = ""
        for character in SafeText.make(string) {
            switch character {
            case "\\", "|", "`", "*", "_", "[", "]", "#", "~", "!": text += "\\" + String(character)
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "&": text += "&amp;"
            default: text.append(character)
            }
        }
        return text
    }

    func escaped(_ string: String) -> String { MarkdownReport.escaped(string) }
}
