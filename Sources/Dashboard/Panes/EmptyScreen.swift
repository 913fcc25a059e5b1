import Analytics
import TerminalUI

/// View 1 while there is no funnel to show: what is going on, and what to do about it.
struct EmptyScreen {
    struct Line {
        var text: String
        var role: Role = .text
    }

    var title: String
    var lines: [Line]
    var events: [NamedCount] = []
    var format: Formatting

    /// nil when there is a funnel with steps to draw.
    init?(_ model: DashboardModel) {
        let snapshot = model.shown
        let source = snapshot.source
        format = model.format
        let lineCount = source.inputs.reduce(0) { $0 &+ $1.lines }
        let rejected = source.rejected.values.reduce(0, &+)
        switch source.state {
        case .failed(let reason) where source.events == 0:
            title = "cannot read \(Header.name(source, limit: 40))"
            lines = EmptyScreen.failure(reason)
        case .waiting where source.inputs.isEmpty:
            title = "starting"
            lines = [Line(text: "Opening the source."), Line(text: "q quits.", role: .dim)]
        case .waiting where source.events == 0:
            title = "waiting for \(Header.name(source, limit: 40))"
            lines = EmptyScreen.waiting(source)
        default:
            if source.events == 0, rejected > 0 {
                title = "nothing usable yet"
                lines = EmptyScreen.unusable(source, lines: lineCount, rejected: rejected, format)
            } else if source.events == 0 {
                title = "no events yet"
                lines = EmptyScreen.silent(source, model.filterText)
            } else if let funnel = model.funnel, !funnel.steps.isEmpty {
                return nil
            } else {
                title = "no funnel yet"
                lines = EmptyScreen.undefined(snapshot)
                events = snapshot.eventCounts
            }
        }
    }

    private static func failure(_ reason: String) -> [Line] {
        [
            Line(text: reason, role: .error), Line(text: ""),
            Line(text: "Start again with another file, or with - for standard input."),
            Line(text: "9 shows every input and its state.", role: .dim),
        ]
    }

    private static func waiting(_ source: SourceSnapshot) -> [Line] {
        let paths = source.inputs.prefix(6).map { Line(text: "  \($0.path)", role: .strong) }
        return
            (source.inputs.count > 1
            ? [Line(text: "None of these files is there yet:")] : [Line(text: "The file is not there yet:")])
            + paths + [
                Line(text: ""), Line(text: "It is read from the moment it appears. Nothing need be pressed."),
                Line(text: "q quits.", role: .dim),
            ]
    }

    private static func silent(_ source: SourceSnapshot, _ filter: String) -> [Line] {
        var lines: [Line]
        switch source.state {
        case .reading: lines = [Line(text: "Reading; the first events will show at once.")]
        case .ended: lines = [Line(text: "The input has ended without a single event.", role: .warning)]
        default: lines = [Line(text: "The input is open and empty. What is written to it shows here at once.")]
        }
        if !filter.isEmpty {
            lines += [Line(text: "The filter is  \(filter)", role: .warning), Line(text: "f changes it.", role: .dim)]
        }
        return lines
    }

    private static func unusable(_ source: SourceSnapshot, lines: Int, rejected: Int, _ format: Formatting) -> [Line] {
        var result = [
            Line(
                text: "\(format.count(max(lines, rejected))) lines read, none of them an event.", role: .warning),
            Line(text: ""),
        ]
        for (reason, count) in source.rejected.sorted(by: { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) })
            .prefix(4)
        {
            result.append(Line(text: "\(format.count(count)) × \(reason.rawValue)"))
        }
        if let example = source.rejectedExamples.first {
            result += [
                Line(text: ""), Line(text: "line \(example.line.line) of \(Header.base(example.path)):", role: .dim),
                Line(text: "  \(example.line.text)", role: .dim),
            ]
        }
        return result + [
            Line(text: ""),
            Line(text: "Name what cannot be found when starting, as in", role: .strong),
            Line(text: "  --format csv --time-field ts --user-field user_id --event-field event"),
            Line(text: "9 shows more examples.", role: .dim),
        ]
    }

    private static func undefined(_ snapshot: Snapshot) -> [Line] {
        let names = snapshot.eventCounts.prefix(2).map(\.name)
        let example = names.count == 2 ? "\(names[0]) > \(names[1])" : "a > b"
        return [
            Line(text: "Type  :funnel \(example)  and Enter to define one,", role: .strong),
            Line(text: "or start with --funnel \"NAME: STEP > STEP within 1h\"."),
        ]
    }

    func draw(in body: Rect, into buffer: inout CellBuffer) {
        let isFramed = body.width >= 60 && body.height >= 12
        let inner = buffer.pane(
            body, title: title, note: events.isEmpty ? "" : "\(format.count(events.count)) kinds of events",
            isFocused: false, isFramed: isFramed)
        let margin = isFramed ? 3 : 1
        let top = inner.y + (inner.height > lines.count + events.count + 4 ? 2 : inner.height > lines.count + 4 ? 1 : 0)
        var y = top
        for line in lines {
            guard y < inner.maxY else { return }
            buffer.put(line.text, x: inner.x + margin, y: y, role: line.role, width: inner.width - margin - 1)
            y += 1
        }
        drawEvents(
            Rect(x: inner.x + margin, y: y + 1, width: inner.width - margin * 2, height: inner.maxY - y - 1),
            into: &buffer)
    }

    private func drawEvents(_ rect: Rect, into buffer: inout CellBuffer) {
        let largest = Double(events.map(\.count).max() ?? 0)
        let nameWidth = min(32, max(8, rect.width / 2 - 6))
        let barWidth = min(60, rect.width - nameWidth - 14)
        for (position, event) in events.prefix(rect.height).enumerated() {
            let y = rect.y + position
            buffer.put(event.name, x: rect.x, y: y, width: nameWidth)
            buffer.putNumber(format.count(event.count, fitting: 11), end: rect.x + nameWidth + 12, y: y, width: 11)
            if barWidth > 3, largest > 0 {
                buffer.put(
                    buffer.glyphs.bar(fraction: Double(event.count) / largest, width: barWidth),
                    x: rect.x + nameWidth + 14, y: y, role: .bar)
            }
        }
    }
}
