import Analytics
import TerminalUI

/// The first row: where the events come from, how the reading goes, which range, what time it is.
///
///      funneltop  shop.jsonl  ● following   2,413 ev/s   lag 0.4 s   184,302 users       last 1 h ◂ ▸   14:02:31
struct Header {
    var model: DashboardModel

    private struct Part {
        var text: String
        var role: Role = .header
        /// Parts with the highest number go first when room is short.
        var dispensability: Int
        var isRight = false
    }

    func draw(into buffer: inout CellBuffer) {
        let width = buffer.width
        buffer.fill(Rect(x: 0, y: 0, width: width, height: 1), role: .header)
        let isShort = width < 64
        var parts = isShort ? shortParts : longParts
        let gap = isShort ? 2 : 3
        func total() -> Int { parts.reduce(2) { $0 + CharacterWidth.ofText($1.text) + gap } - gap }
        while total() > width,
            let least = parts.indices.max(by: { parts[$0].dispensability < parts[$1].dispensability }),
            parts[least].dispensability > 0
        {
            parts.remove(at: least)
        }
        var x = 1
        for part in parts where !part.isRight {
            x += buffer.put(part.text, x: x, y: 0, role: part.role) + gap
        }
        var end = width - 1
        for part in parts.reversed() where part.isRight {
            let partWidth = CharacterWidth.ofText(part.text)
            buffer.put(part.text, x: max(end - partWidth, 0), y: 0, role: part.role)
            end -= partWidth + gap
        }
    }

    private var longParts: [Part] {
        let format = model.format
        let source = model.shown.source
        var parts = [
            Part(text: "funneltop", role: .headerStrong, dispensability: 9),
            Part(text: name(limit: model.width / 4), role: .headerStrong, dispensability: 1),
            statePart(short: false),
        ]
        if source.eventsPerSecond != nil {
            parts.append(Part(text: padded(format.rate(source.eventsPerSecond), 10), dispensability: 4))
        }
        if let lag = source.lagSeconds, !model.isInLineOrder {
            parts.append(Part(text: "lag " + padded(format.duration(lag), 6), dispensability: 7))
        }
        if source.events > 0 {
            let users = format.estimate(
                format.count(model.shown.users), isApproximate: model.shown.isApproximateThroughout)
            parts.append(Part(text: users + " users", dispensability: 6))
        }
        if model.isApproximate {
            parts.append(Part(text: "\(format.glyphs.approximate) near, not exact", role: .warning, dispensability: 4))
        }
        if source.late > 0 {
            parts.append(Part(text: format.count(source.late) + " late", role: .warning, dispensability: 3))
        }
        if unreadable > 0 {
            let text = "\(format.count(unreadable)) of \(format.count(source.inputs.count)) unreadable"
            parts.append(Part(text: text, role: .warning, dispensability: 2))
        }
        let moved = source.inputs.reduce(0) { $0 &+ $1.rotations &+ $1.truncations }
        if moved > 0 { parts.append(Part(text: "rotated ×\(format.count(moved))", dispensability: 8)) }
        if !model.filterText.isEmpty {
            parts.append(Part(text: filter(limit: max(16, model.width / 5)), role: .warning, dispensability: 2))
        }
        if source.events > 0 { parts.append(Part(text: rangeText, dispensability: 3, isRight: true)) }
        if let now = model.now {
            parts.append(Part(text: format.clock(now), role: .headerStrong, dispensability: 5, isRight: true))
        }
        return parts
    }

    /// Inputs that cannot be read, while others can.
    private var unreadable: Int {
        let inputs = model.shown.source.inputs
        let failed = inputs.count { if case .failed = $0.state { true } else { false } }
        return failed < inputs.count ? failed : 0
    }

    private var shortParts: [Part] {
        let format = model.format
        let source = model.shown.source
        var parts = [
            Part(text: name(limit: max(8, model.width / 3)), role: .headerStrong, dispensability: 1),
            statePart(short: true),
        ]
        let range = model.isInLineOrder ? "line order" : model.range.map { format.length($0) } ?? "all"
        if model.isApproximate {
            parts.append(Part(text: format.glyphs.approximate, role: .warning, dispensability: 2))
        }
        if unreadable > 0 {
            parts.append(Part(text: "!\(format.count(unreadable))", role: .warning, dispensability: 2))
        }
        if !model.filterText.isEmpty { parts.append(Part(text: "filtered", role: .warning, dispensability: 2)) }
        if source.events > 0 {
            parts.append(
                Part(
                    text: exposure ?? (model.stepsBack > 0 ? "\(range) back" : range), dispensability: 3, isRight: true)
            )
        }
        if let now = model.now { parts.append(Part(text: format.minute(now), dispensability: 4, isRight: true)) }
        return parts
    }

    private func statePart(short: Bool) -> Part {
        let format = model.format
        let source = model.shown.source
        let state = Header.state(model)
        if short, state.isCalm, let rate = source.eventsPerSecond {
            return Part(text: "● \(format.rate(rate))", role: state.role, dispensability: 0)
        }
        return Part(text: state.text, role: state.role, dispensability: 0)
    }

    /// How the reading goes, in words.
    static func state(_ model: DashboardModel) -> (text: String, role: Role, isCalm: Bool) {
        if model.isPaused {
            return ("paused +\(model.format.count(model.eventsSincePause))", .warning, false)
        }
        switch model.shown.source.state {
        case .waiting where model.shown.source.inputs.isEmpty: return ("○ starting", .header, false)
        case .waiting: return ("○ waiting for file", .warning, false)
        case .reading(let fraction?): return ("reading \(progress(fraction)) %", .headerStrong, false)
        case .reading(nil): return ("reading", .headerStrong, false)
        case .following: return ("● following", .header, true)
        case .ended: return ("■ ended", .header, false)
        case .failed: return ("! cannot read", .error, false)
        }
    }

    /// Never 100 while there is something to read.
    static func progress(_ fraction: Double) -> Int {
        guard fraction.isFinite else { return 0 }
        return Int(min(max(fraction, 0), 0.99) * 100)
    }

    /// Experiments are judged over all since their first exposure, signals since the first event, whatever the range.
    private var exposure: String? {
        if model.view == .signals, let first = model.shown.source.firstEvent, !model.isInLineOrder {
            return "since \(model.format.moment(first, now: model.shown.now ?? model.now))"
        }
        guard model.view == .experiments, let start = model.shownExperiment?.experiment.start else { return nil }
        return "since \(model.format.moment(start, now: model.shown.now ?? model.now))"
    }

    private var rangeText: String {
        let format = model.format
        if let exposure { return exposure }
        if model.isInLineOrder { return "line order" }
        guard let range = model.range else { return "everything ◂" }
        guard model.stepsBack > 0 else { return "last \(format.length(range)) ◂ ▸" }
        guard let shown = model.shown.range, shown.isPast, shown.length == range else {
            return "\(model.stepsBack) × \(format.length(range)) back ◂ ▸"
        }
        let (end, overflow) = shown.start.microseconds.addingReportingOverflow(range.microseconds)
        let last = Timestamp(microseconds: overflow ? .max : end)
        let days = range.microseconds >= 86_400_000_000
        let from = days ? format.date(shown.start) : format.minute(shown.start)
        let to = days ? format.date(last) : format.minute(last)
        return "past: \(from)–\(to) ◂ ▸"
    }

    /// What is counted only, cut to `limit` cells.
    private func filter(limit: Int) -> String {
        let text = "filter " + SafeText.make(model.filterText)
        guard CharacterWidth.ofText(text) > limit else { return text }
        var cut = ""
        var used = 0
        for character in text {
            used += CharacterWidth.ofText(String(character))
            if used > limit - 1 { break }
            cut.append(character)
        }
        return cut + "…"
    }

    private func name(limit: Int) -> String {
        var source = model.shown.source
        // What is read was looked into before the reading began.
        if source.inputs.isEmpty, let profile = model.profile {
            source.inputs = [.init(path: profile.source, format: profile.format, state: .reading(nil))]
        }
        return Header.name(source, limit: limit)
    }

    /// The last part of the path; with several inputs, how many more.
    static func name(_ source: SourceSnapshot, limit: Int) -> String {
        guard let first = source.inputs.first else { return "no source yet" }
        let last = first.path.split(separator: "/").last.map(String.init) ?? first.path
        var name = SafeText.make(first.path == "-" ? "standard input" : last)
        if CharacterWidth.ofText(name) > limit { name = String(name.prefix(max(1, limit / 2 - 1))) + "…" }
        return source.inputs.count > 1 ? "\(name) +\(source.inputs.count - 1)" : name
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
