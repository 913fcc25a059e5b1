import Analytics
import TerminalUI

/// View 3: one experiment, the answer first.
struct ExperimentView {
    var model: DashboardModel
    var shown: ShownExperiment

    static func isFramed(_ rect: Rect) -> Bool { rect.width >= 60 && rect.height >= 12 }

    /// How far one can scroll before the last row is at the bottom.
    static func lastScroll(_ model: DashboardModel) -> Int {
        guard let shown = model.shownExperiment else { return 0 }
        let body = model.body
        let inner = isFramed(body) ? body.inset : body.splitTop(1).rest
        let page = ExperimentView(model: model, shown: shown).page(width: inner.width, room: inner.height)
        return max(0, page.height - max(1, inner.height))
    }

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        let isFramed = ExperimentView.isFramed(rect)
        let room = isFramed ? rect.inset : rect.splitTop(1).rest
        let page = page(width: room.width, room: room.height)
        let first = min(max(0, model.experimentScroll), max(0, page.height - max(1, room.height)))
        let isLong = page.height > room.height
        let scrolled = isLong ? "\(first + 1)–\(min(page.height, first + room.height)) of \(page.height) PgDn" : ""
        let position = shown.count > 1 && !(isLong && rect.width < 70) ? "\(shown.position) of \(shown.count)" : ""
        let note = [scrolled, position].filter { !$0.isEmpty }.joined(separator: " · ")
        let inner = buffer.pane(
            rect, title: title(isShort: !isFramed, room: rect.width - 9 - CharacterWidth.ofText(note)), note: note,
            isFocused: true,
            isFramed: isFramed)
        for y in 0..<min(inner.height, page.height - first) {
            for x in 0..<min(inner.width, page.width) where buffer.contains(x: inner.x + x, y: inner.y + y) {
                buffer[inner.x + x, inner.y + y] = page[x, first + y]
            }
        }
    }

    /// All there is to show, in as many rows as that takes.
    private func page(width: Int, room: Int) -> CellBuffer {
        let parts = ExperimentParts(model: model, shown: shown, width: width).fitted(to: room)
        let height = parts.reduce(0) { $0 + $1.height }
        var page = CellBuffer(width: width, height: height, glyphs: model.glyphs)
        var y = 0
        for part in parts {
            part.draw(Rect(x: 0, y: y, width: width, height: part.height), &page)
            y += part.height
        }
        return page
    }

    /// As much as fits beside the note; that no week is full stays longer than for how long it runs.
    private func title(isShort: Bool, room: Int) -> String {
        let experiment = shown.experiment
        guard !isShort else { return experiment.name }
        var running: [String] = []
        if let start = experiment.start, let now = experiment.now ?? model.shown.now {
            let (length, overflow) = now.microseconds.subtractingReportingOverflow(start.microseconds)
            if !overflow, length >= 0 {
                let ended = model.shown.source.state == .ended
                running.append("\(ended ? "ran" : "running") \(model.format.duration(Double(length) / 1e6))")
            }
        }
        let rest =
            (ExperimentParts.hasNoFullWeek(experiment) ? ["no full week yet"] : [])
            + (!experiment.isMultivariate ? [] : model.seesEffects ? ["effects"] : ["combinations"])
        let forms = [["experiment \(experiment.name)"] + running + rest, [experiment.name] + rest].map {
            $0.joined(separator: " · ")
        }
        if let form = forms.first(where: { CharacterWidth.ofText(SafeText.make($0)) <= room }) { return form }
        let tail = rest.map { " · \($0)" }.joined()
        return SafeText.make(experiment.name).prefix(max(4, room - tail.count - 1)) + "…" + tail
    }
}
