import TerminalUI

/// View 3 while no experiment is defined: what one is, and how to begin.
struct NoExperiment {
    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        let isFramed = ExperimentView.isFramed(rect)
        let inner = buffer.pane(rect, title: "no experiment yet", note: "", isFocused: false, isFramed: isFramed)
        let margin = isFramed ? 3 : 1
        var y = inner.y + (isFramed && inner.height > 16 ? 2 : isFramed ? 1 : 0)
        for phrase in NoExperiment.text(isShort: inner.height < 12) {
            let lines = phrase.text.isEmpty ? [[phrase]] : Phrase.flow([phrase], width: inner.width - margin - 1)
            for line in lines {
                guard y < inner.maxY else { return }
                buffer.put(line, x: inner.x + margin, y: y, width: inner.width - margin - 1)
                y += 1
            }
        }
    }

    private static func text(isShort: Bool) -> [Phrase] {
        let how = [
            Phrase(text: "Press  x  and choose the field that carries the variant,", role: .strong),
            Phrase(text: "or type  :experiment FIELD  and Enter,", role: .strong),
            Phrase(text: "or start with  --experiment FIELD ."),
        ]
        guard !isShort else { return how }
        return [
            Phrase(text: "An experiment compares its arms: how many users convert, what they spend."),
            Phrase(text: ""),
        ] + how + [
            Phrase(text: ""),
            Phrase(text: "It is judged by the last funnel step, and by revenue where there is any."),
            Phrase(text: "Two fields are a multivariate test:  :experiment headline * button", role: .dim),
            Phrase(text: "A\(VerdictWords.guarantee(.closed).dropFirst())", role: .dim),
        ]
    }
}
