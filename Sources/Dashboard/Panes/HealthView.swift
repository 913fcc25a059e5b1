import Analytics
import TerminalUI

/// View 9: what became of every line that was read.
struct HealthView {
    var model: DashboardModel

    /// A row of fields at fixed places.
    struct Line {
        struct Field {
            var text: String
            var x: Int
            var width: Int
            var role: Role = .text
            var isNumber = false
        }

        var fields: [Field] = []

        static func text(_ text: String, _ role: Role = .text, x: Int = 1) -> Line {
            Line(fields: [Field(text: text, x: x, width: 4000, role: role)])
        }
    }

    static func isFramed(_ rect: Rect) -> Bool { rect.width >= 60 && rect.height >= 12 }

    /// How far one can scroll before the last row is at the bottom.
    static func lastScroll(_ model: DashboardModel) -> Int {
        let rows = model.body.height - (isFramed(model.body) ? 2 : 1)
        let lines = HealthView(model: model).lines(width: model.body.width - (isFramed(model.body) ? 2 : 0))
        return max(0, lines.count - max(1, rows))
    }

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        let isFramed = HealthView.isFramed(rect)
        let lines = lines(width: rect.width - (isFramed ? 2 : 0))
        let inner = buffer.pane(
            rect, title: "health", note: summary, isFocused: true, isFramed: isFramed)
        let first = min(model.healthScroll, max(0, lines.count - max(1, inner.height)))
        for (row, line) in lines.dropFirst(first).prefix(inner.height).enumerated() {
            for field in line.fields {
                let room = min(field.width, inner.width - field.x - 1)
                guard room > 0 else { continue }
                buffer.put(
                    field.text, x: inner.x + field.x, y: inner.y + row, role: field.role, width: room,
                    alignment: field.isNumber ? .trailing : .leading)
            }
        }
    }

    private var format: Formatting { model.format }
    private var source: SourceSnapshot { model.shown.source }
    private var rejectedTotal: Int { source.rejected.values.reduce(0, &+) }

    private var summary: String {
        let troubles =
            rejectedTotal > 0 || source.late > 0 || source.duplicates > 0 || source.bots > 0
            || source.inputs.contains { $0.lostBytes + $0.cutOffLines > 0 }
            || !model.shown.warnings.isEmpty
        return troubles ? "something was left out, see below" : "everything read was counted"
    }

    func lines(width: Int) -> [Line] {
        inputs(width: width) + warnings(width: width) + [Line()] + flow + [Line()] + rejects(width: width)
            + [Line()] + promise(width: width)
    }

    private struct Column {
        var title: String
        var value: (SourceSnapshot.Input) -> Int
    }

    /// Given up from the end when room is short.
    private var columns: [Column] {
        [
            Column(title: "events", value: \.events), Column(title: "rejected", value: \.rejected),
            Column(title: "lines", value: \.lines), Column(title: "bytes", value: \.bytes),
            Column(title: "rotated", value: \.rotations), Column(title: "truncated", value: \.truncations),
        ]
    }

    private func inputs(width: Int) -> [Line] {
        let stateWidth = width >= 70 ? 16 : 0
        let numberWidth = 11
        let fitting = min(columns.count, max(1, (width - stateWidth - 18) / numberWidth))
        let shown = columns.prefix(fitting)
        let nameWidth = max(8, width - 3 - stateWidth - fitting * numberWidth)
        func line(_ name: String, _ state: String, _ values: [(String, Role)], role: Role, stateRole: Role) -> Line {
            var fields = [Line.Field(text: name, x: 1, width: nameWidth, role: role)]
            if stateWidth > 0 {
                fields.append(Line.Field(text: state, x: nameWidth + 2, width: stateWidth - 1, role: stateRole))
            }
            for (index, value) in values.enumerated() {
                fields.append(
                    Line.Field(
                        text: value.0, x: nameWidth + 2 + stateWidth + index * numberWidth, width: numberWidth - 1,
                        role: value.1, isNumber: true))
            }
            return Line(fields: fields)
        }
        var lines = [
            line("input", "state", shown.map { ($0.title, Role.heading) }, role: .heading, stateRole: .heading)
        ]
        for input in source.inputs {
            let state = HealthView.words(input.state)
            let name = input.path == "-" ? "standard input" : input.path
            lines.append(
                line(
                    "\(name) (\(input.format))", state.text,
                    shown.map { column in
                        let value = column.value(input)
                        let text = column.title == "bytes" ? format.bytes(value) : format.count(value, fitting: 10)
                        return (text, column.title == "rejected" && value > 0 ? .warning : .number)
                    }, role: .text, stateRole: state.role))
            if let words = HealthView.notes(input) { lines.append(.text(words, .dim, x: 3)) }
            if input.lostBytes + input.cutOffLines > 0 {
                let text =
                    "! lost: \(format.bytes(input.lostBytes)) that went away unread, \(input.cutOffLines) half lines"
                lines.append(.text(text, .warning, x: 3))
            }
            if case .failed(let reason) = input.state { lines.append(.text("! \(reason)", .error, x: 3)) }
        }
        if source.inputs.isEmpty { lines.append(.text("no input", .dim)) }
        return lines
    }

    static func words(_ state: SourceSnapshot.State) -> (text: String, role: Role) {
        switch state {
        case .waiting: ("waiting", .warning)
        case .reading(let fraction?): ("reading \(Header.progress(fraction)) %", .text)
        case .reading(nil): ("reading", .text)
        case .following: ("following", .text)
        case .ended: ("ended", .dim)
        case .failed: ("failed", .error)
        }
    }

    /// Why the lag is not a number.
    private var unknownLag: String {
        if model.isInLineOrder { return "none: the data has no time" }
        return source.state == .following ? "none: the newest event is not of today" : "not measured while reading"
    }

    private var flow: [Line] {
        let snapshot = model.shown
        var rows: [(String, String, Role)] = [
            ("events", format.count(source.events), .number),
            ("users", format.count(snapshot.users), .number),
            ("per second", format.rate(source.eventsPerSecond), .number),
            ("lag", source.lagSeconds.map { format.duration($0) } ?? unknownLag, .number),
            (
                "late",
                source.late == 0
                    ? "0"
                    : "\(format.count(source.late))  in no funnel (count them with --lateness 1h)",
                source.late > 0 ? .warning : .number
            ),
            ("memory", "\(format.bytes(snapshot.memoryBytes)) of counts", .number),
        ]
        rows += leftOut + people
        if !model.filterText.isEmpty { rows.append(("filter", model.filterText, .warning)) }
        if let first = source.firstEvent, let last = source.lastEvent, !model.isInLineOrder {
            rows.append(("first event", first.iso8601, .number))
            rows.append(("last event", last.iso8601, .number))
        }
        return rows.map { name, value, role in
            Line(fields: [
                Line.Field(text: name, x: 1, width: 12, role: .dim),
                Line.Field(text: value, x: 14, width: 4000, role: role),
            ])
        }
    }

    /// Events that were read and are in no number, on purpose.
    private var leftOut: [(String, String, Role)] {
        var rows: [(String, String, Role)] = []
        if source.duplicates > 0 {
            rows.append(
                ("duplicates", "\(format.count(source.duplicates))  left out: their id had come before", .number))
        }
        if source.bots > 0 {
            rows.append(("bots", "\(format.count(source.bots))  left out: known by their agent", .number))
        }
        return rows
    }

    /// What became of ids that belong to one person.
    private var people: [(String, String, Role)] {
        let identity = source.identity
        var rows: [(String, String, Role)] = []
        if identity.stitched > 0 {
            rows.append(
                ("stitched", "\(format.count(identity.stitched))  anonymous ids found to be a known person", .number))
        }
        if identity.refusedAliases > 0 {
            let text = "\(format.count(identity.refusedAliases))  aliases between two known users: refused"
            rows.append(("aliases", text, .number))
        }
        if identity.approximate > 0 {
            let text = "\(format.count(identity.approximate))  ids joined too late to count all anew: counts are near"
            rows.append(("\(format.glyphs.approximate) near", text, .warning))
        }
        return rows
    }

    /// What was undone before reading an input, and what it lacks; nil where there is nothing to say.
    static func notes(_ input: SourceSnapshot.Input) -> String? {
        var parts: [String] = []
        if !input.encodings.isEmpty { parts.append("read through \(input.encodings.joined(separator: ", "))") }
        if input.isInLineOrder { parts.append("in line order: the data has no time") }
        if input.repairedLines > 0 {
            parts.append("\(input.repairedLines) lines with broken characters: � stands for them")
        }
        if input.holeBytes > 0 { parts.append("\(input.holeBytes) NUL bytes left out") }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }

    private func rejects(width: Int) -> [Line] {
        guard rejectedTotal > 0 else { return [.text("rejected lines: none", .dim)] }
        var lines: [Line] = [.text("rejected lines: \(format.count(rejectedTotal))", .heading)]
        let sorted = source.rejected.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        for (reason, count) in sorted where count > 0 {
            lines.append(
                Line(fields: [
                    Line.Field(text: format.count(count, fitting: 10), x: 1, width: 11, role: .warning, isNumber: true),
                    Line.Field(text: reason.rawValue + (reason.advice.map { "  (\($0))" } ?? ""), x: 14, width: 4000),
                ]))
            for example in source.rejectedExamples.filter({ $0.line.reason == reason }).prefix(3) {
                let place = "\(Header.base(example.path)):\(example.line.line)"
                lines.append(
                    Line(fields: [
                        Line.Field(text: place, x: 16, width: 24, role: .dim),
                        Line.Field(text: example.line.text, x: 41, width: 4000, role: .dim),
                    ]))
            }
        }
        return lines
    }

    private func warnings(width: Int) -> [Line] {
        guard !model.shown.warnings.isEmpty else { return [] }
        return [Line(), .text("warnings", .heading)]
            + model.shown.warnings.flatMap { wrapped(SafeText.make($0), width: width - 5, .warning, x: 3) }
    }

    private func promise(width: Int) -> [Line] {
        let text =
            "Files, compressed ones too: every complete line is counted once, across rotation and truncation, and with "
            + "--state across crash and restart. Standard input: at most once for what was under way at a crash. Every "
            + "line read is an event or is counted here with its reason: rejected, late, duplicate, lost with a file, "
            + "given up for want of memory. Numbers shown before their time is up are said to be open or not final."
        return wrapped(text, width: min(width - 2, 100), .dim)
    }

    /// As many rows as the words need.
    private func wrapped(_ text: String, width: Int, _ role: Role, x: Int = 1) -> [Line] {
        var lines: [Line] = []
        var row = ""
        for word in text.split(separator: " ") {
            if !row.isEmpty, row.count + 1 + word.count > width {
                lines.append(.text(row, role, x: x))
                row = ""
            }
            row += row.isEmpty ? String(word) : " \(word)"
        }
        return lines + [.text(row, role, x: x)]
    }
}

extension Header {
    /// The last part of a path.
    static func base(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
