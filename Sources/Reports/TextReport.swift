import Analytics
import Expressions
import TerminalUI

extension Report {
    var text: String {
        var report = TextReport(report: self)
        report.write()
        return report.lines.joined(separator: "\n") + "\n"
    }
}

/// The report for a terminal of 80 columns: no line is longer, and no text of the data is taken as it is.
struct TextReport: Sendable {
    static let width = 80

    let report: Report
    let glyphs: Glyphs
    /// Near while something that is not exact is written.
    var numbers: NumberText
    private(set) var lines: [String] = []

    init(report: Report) {
        self.report = report
        glyphs = report.glyphs
        numbers = NumberText(minus: report.glyphs.minus)
    }

    mutating func write() {
        writeHeader()
        for funnel in report.snapshot.funnels { write(funnel) }
        for experiment in report.snapshot.experiments { write(experiment) }
        if report.snapshot.funnels.isEmpty {
            add("")
            add("No funnel is defined: name one with --funnel \"name: step > step within 1h\".")
        }
        writeSignals(report.snapshot.signals, funnel: report.snapshot.funnels.first)
        writeTraffic(report.snapshot.traffic)
        writeEvents()
        writeRejects()
        writeWarnings()
    }

    /// Text of the data: harmless, and of characters the terminal has.
    func safe(_ text: String) -> String { glyphs.adapt(SafeText.make(text)) }

    func near(_ isNear: Bool) -> NumberText { numbers.near(isNear, sign: glyphs.approximate) }

    /// A length of time; near where what it is of is.
    func duration(_ seconds: Double?, isApproximate: Bool = false) -> String {
        let text = numbers.duration(seconds)
        return text.isEmpty ? "" : (isApproximate ? glyphs.approximate : numbers.nearness) + text
    }

    mutating func add(_ line: String) {
        lines.append(FixedWidth.trimmed(FixedWidth.cut(line, TextReport.width, ellipsis: glyphs.ellipsis)))
    }

    mutating func add(_ table: TextTable, indent: Int = 2) {
        lines += table.lines(width: TextReport.width, indent: indent, ellipsis: glyphs.ellipsis)
    }

    /// A title with a rule to the edge, and a remark at the right.
    mutating func addHeading(_ title: String, _ remark: String = "") {
        let right = remark.isEmpty ? "" : " " + remark
        let left = FixedWidth.cut(
            title, max(8, TextReport.width - CharacterWidth.ofText(right) - 4), ellipsis: glyphs.ellipsis)
        let rest = TextReport.width - CharacterWidth.ofText(left) - CharacterWidth.ofText(right) - 1
        add("")
        add(left + " " + String(repeating: glyphs.horizontal, count: max(0, rest)) + right)
    }

    /// `2026-11-21 14:02:31`
    static func time(_ time: Timestamp) -> String {
        let iso = time.iso8601
        let day = iso.prefix { $0 != "T" }
        let clock = iso.dropFirst(day.count + 1).prefix(8)
        return day + " " + clock
    }
}

extension TextReport {
    private mutating func writeHeader() {
        let made = TextReport.time(report.generated) + " UTC"
        let title = "funneltop report"
        add(title + String(repeating: " ", count: TextReport.width - title.count - made.count) + made)
        add("")
        writeSource(report.snapshot.source)
        let identity = report.snapshot.source.identity
        add("users     " + traffic.count(report.snapshot.users, isApproximate: report.snapshot.isApproximateThroughout))
        for sentence in traffic.people(identity) { add("          " + sentence) }
        if let range = report.snapshot.range {
            let past = range.isPast ? "  (past)" : ""
            add("range     \(range.label) from \(TextReport.time(range.start)) UTC\(past)")
        }
    }

    private mutating func writeSource(_ source: SourceSnapshot) {
        var table = TextTable([("", .left), ("", .left), ("", .right), ("", .right), ("", .left)])
        for (index, input) in source.inputs.enumerated() {
            let rejected = input.rejected > 0 ? "\(numbers.count(input.rejected)) rejected" : ""
            let state: String
            switch input.state {
            case .following, .ended, .reading: state = rejected
            case .waiting: state = "waiting"
            case .failed(let reason): state = safe("failed: \(reason)")
            }
            table.add([
                (index == 0 ? "source    " : "          ") + safe(input.path), safe(input.format),
                numbers.count(input.lines) + " lines", numbers.count(input.events) + " events", state,
            ])
        }
        add(table, indent: 0)
        if let encodings = traffic.encodings(source.inputs) { add("encoding  " + encodings) }
        let isWaiting = source.inputs.allSatisfy { $0.state == .waiting }
        let remark = source.events > 0 ? "" : isWaiting ? "  (nothing to read yet)" : "  (no line gave a usable event)"
        add("events    " + numbers.count(source.events) + remark)
        if let leftOut = traffic.leftOut(source) { add("left out  " + leftOut) }
        if let lost = traffic.lost(source.inputs) { add("lost      " + lost) }
        if let repaired = traffic.repaired(source.inputs) { add("repaired  " + repaired) }
        if let order = traffic.order(source.inputs) { add("order     " + order) }
        // The times of lines without a time are only their order.
        let hasTime = source.inputs.isEmpty || source.inputs.contains { !$0.isInLineOrder }
        if hasTime, let first = source.firstEvent, let last = source.lastEvent {
            let length = (Double(last.microseconds) - Double(first.microseconds)) / 1_000_000
            add(
                "time      \(TextReport.time(first)) to \(TextReport.time(last)) UTC"
                    + "  (\(numbers.duration(length)))")
        }
        if source.late > 0 {
            add("late      \(numbers.count(source.late)) events came too late and are in no funnel (see --lateness)")
        }
    }

    private mutating func writeEvents() {
        let counts = report.snapshot.eventCounts
        guard let largest = counts.map(\.count).max(), largest > 0 else { return }
        addHeading("events", "\(numbers.count(counts.count)) names")
        let hasUsers = counts.contains { $0.users != nil }
        var table = TextTable(
            hasUsers
                ? [("event", .left), ("events", .right), ("users", .right), ("", .left)]
                : [("", .left), ("", .right), ("", .left)])
        let events = numbers.near(report.snapshot.untracked > 0, sign: glyphs.approximate)
        let people = numbers.near(report.snapshot.isApproximateThroughout, sign: glyphs.approximate)
        for entry in counts.prefix(12) {
            let bar = glyphs.bar(fraction: Double(entry.count) / Double(largest), width: 30)
            let users = hasUsers ? [entry.users.map(people.count) ?? ""] : []
            table.add([safe(entry.name), events.count(entry.count)] + users + [bar])
        }
        add(table)
        if counts.count > 12 { add("  and \(numbers.count(counts.count - 12)) more") }
    }

    private mutating func writeRejects() {
        let source = report.snapshot.source
        let total = source.rejected.values.reduce(0, +)
        guard total > 0 else { return }
        addHeading("rejected lines", numbers.count(total))
        var table = TextTable([("", .left), ("", .right)])
        for reason in RejectReason.allCases {
            let count = source.rejected[reason, default: 0]
            if count > 0 { table.add([reason.rawValue, numbers.count(count)]) }
        }
        add(table)
        for reason in RejectReason.allCases where source.rejected[reason, default: 0] > 0 {
            if let advice = reason.advice { add("  \(reason.rawValue): \(advice)") }
        }
        for example in source.rejectedExamples {
            add("  \(safe(example.path)):\(example.line.line)  \(example.line.reason.rawValue)")
            add("    " + safe(example.line.text))
        }
    }

    private mutating func writeWarnings() {
        guard !report.snapshot.warnings.isEmpty else { return }
        addHeading("warnings")
        for warning in report.snapshot.warnings { add("  \(glyphs.worst) " + safe(warning)) }
    }
}

extension Snapshot.Range {
    /// `last 1h`
    fileprivate var label: String { isPast ? length.label : "last " + length.label }
}
