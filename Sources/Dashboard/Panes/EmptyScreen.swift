import Analytics
import TerminalUI

/// Views 0 and 1 while there is nothing to show in them: what is going on, and what to do about it.
struct EmptyScreen {
    struct Line {
        var text: String
        var role: Role = .text
    }

    var title: String
    var lines: [Line]
    var format: Formatting

    /// nil when there are numbers to show, or what was found in the data.
    init?(_ model: DashboardModel) {
        let snapshot = model.shown
        let source = snapshot.source
        format = model.format
        let lineCount = source.inputs.reduce(0) { $0 &+ $1.lines }
        let rejected = source.rejected.values.reduce(0, &+)
        switch source.state {
        case .waiting where EmptyScreen.isForetold(model), .reading where EmptyScreen.isForetold(model),
            .following where EmptyScreen.isForetold(model):
            return nil
        case .failed(let reason) where source.events == 0:
            title = "cannot read \(Header.name(source, limit: 40))"
            lines = EmptyScreen.failure(reason)
        case .waiting where source.inputs.isEmpty:
            title = "starting"
            lines = [Line(text: "Opening the source."), Line(text: "q quits.", role: .dim)]
        case .waiting where source.events == 0:
            title = "waiting for \(Header.name(source, limit: 40))"
            lines = EmptyScreen.waiting(source, model.shown.warnings)
        default:
            if source.events == 0, rejected > 0 {
                title = "nothing usable yet"
                lines = EmptyScreen.unusable(
                    source, lines: lineCount, rejected: rejected, model.profile, format)
            } else if source.events == 0 {
                title = "no events yet"
                lines = EmptyScreen.silent(source, model.filterText)
            } else {
                return nil
            }
        }
    }

    /// Nothing has been counted yet, but it is known what is in the data.
    private static func isForetold(_ model: DashboardModel) -> Bool {
        model.shown.source.events == 0 && model.shown.source.rejected.isEmpty && model.filterText.isEmpty
            && model.profile != nil && (model.hasNoFunnel || model.view == .discovery)
    }

    private static func failure(_ reason: String) -> [Line] {
        [
            Line(text: reason, role: .error), Line(text: ""),
            Line(text: "Start again with another file, or with - for standard input."),
            Line(text: "9 shows every input and its state.", role: .dim),
        ]
    }

    private static func waiting(_ source: SourceSnapshot, _ warnings: [String]) -> [Line] {
        // A folder or a pattern without a file says so itself.
        if let reason = warnings.first, source.inputs.allSatisfy(\.format.isEmpty), source.inputs.count == 1 {
            return [Line(text: reason, role: .warning), Line(text: ""), Line(text: "q quits.", role: .dim)]
        }
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

    private static func unusable(
        _ source: SourceSnapshot, lines: Int, rejected: Int, _ profile: DataProfile?, _ format: Formatting
    ) -> [Line] {
        var result = [
            Line(
                text: "\(format.count(max(lines, rejected))) lines read, none of them an event.", role: .warning),
            Line(text: ""),
        ]
        if let profile {
            let certainty = DiscoveryWords.certainty(profile.certainty, format)
            result.append(Line(text: "It was taken for \(profile.format): \(certainty)"))
            if let others = DiscoveryWords.alternatives(profile, format) { result.append(Line(text: others)) }
            result.append(Line(text: ""))
        }
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

    /// Sentences go on below; what stands indented is text of the data, or to be typed.
    private static func wrapped(_ line: Line, width: Int) -> [Line] {
        guard !line.text.hasPrefix("  "), !line.text.isEmpty else { return [line] }
        return Phrase.flow([Phrase(text: line.text)], width: width).map { phrases in
            Line(text: phrases.map(\.text).joined(separator: " "), role: line.role)
        }
    }

    func draw(in body: Rect, into buffer: inout CellBuffer) {
        let isFramed = body.width >= 60 && body.height >= 12
        let inner = buffer.pane(
            body, title: title, note: "", isFocused: false, isFramed: isFramed)
        let margin = isFramed ? 3 : 1
        let lines = lines.flatMap { EmptyScreen.wrapped($0, width: inner.width - margin - 1) }
        let top = inner.y + (inner.height > lines.count + 4 ? 2 : inner.height > lines.count + 2 ? 1 : 0)
        var y = top
        for line in lines {
            guard y < inner.maxY else { return }
            buffer.put(line.text, x: inner.x + margin, y: y, role: line.role, width: inner.width - margin - 1)
            y += 1
        }
    }
}
