import TerminalUI

/// View 7 while no signal is defined: what one is, and the line that turns a ready-made set on.
struct NoSignals {
    var width: Int

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        let isFramed = SignalsView.isFramed(rect)
        let inner = buffer.pane(rect, title: "no signal yet", note: "", isFocused: false, isFramed: isFramed)
        let margin = isFramed ? 3 : 1
        let isShort = inner.height < 14
        var y = inner.y + (isFramed && inner.height > 16 ? 2 : isFramed && !isShort ? 1 : 0)
        for phrase in isShort ? NoSignals.short : NoSignals.text {
            let lines = phrase.text.isEmpty ? [[phrase]] : lines(phrase, width: inner.width - margin - 1)
            for line in lines {
                guard y < inner.maxY else { return }
                buffer.put(line, x: inner.x + margin, y: y, width: inner.width - margin - 1)
                y += 1
            }
        }
    }

    /// What is to be typed stays as it is; sentences flow.
    private func lines(_ phrase: Phrase, width: Int) -> [[Phrase]] {
        phrase.text.hasPrefix(" ") ? [[phrase]] : Phrase.flow([phrase], width: width)
    }

    private static let short = [
        Phrase(text: "Micro-conversions: pages, events, times."),
        Phrase(text: "In funneltop.yaml, a ready-made set:"),
        Phrase(text: "  signals: shop", role: .strong),
        Phrase(text: "  signals: saas", role: .strong),
        Phrase(text: "or your own:"),
        Phrase(text: "  signals:", role: .strong),
        Phrase(text: "    engaged: {session_length: \">= 2m\"}", role: .strong),
    ]

    private static let text = [
        Phrase(text: "A signal is a micro-conversion: a page, an event or a length of time that shows progress."),
        Phrase(text: "It is told how many users do it, and how much likelier they are to convert afterwards."),
        Phrase(text: ""),
        Phrase(text: "One line of funneltop.yaml turns on a ready-made set:"),
        Phrase(text: "  signals: shop", role: .strong),
        Phrase(text: "  signals: saas", role: .strong),
        Phrase(text: ""),
        Phrase(text: "or name your own there:"),
        Phrase(text: "  signals:", role: .strong),
        Phrase(text: "    product seen:   {page: \"/product/*\", role: milestone}", role: .strong),
        Phrase(text: "    engaged:        {session_length: \">= 2m\"}", role: .strong),
        Phrase(text: "    read the guide: {dwell: \"/guide/*\", at_least: 45s}", role: .strong),
        Phrase(text: "    newsletter:     {event: newsletter_signup}", role: .strong),
    ]
}
