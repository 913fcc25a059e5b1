import Analytics
import Expressions

/// Signals in words: what they are, and what they go with.
struct SignalWords {
    var format: Formatting

    /// When it is true, in a sentence without its full stop.
    func definition(_ signal: SignalDefinition) -> String {
        switch signal.kind {
        case .destination(let page): "the page \(pattern(page)) was seen"
        case .action(let action):
            ReadyMadeWords(action)?.text ?? "\(FunnelPrinter.text(action)) happened"
        case .sessionLength(let least): "a session lasted at least \(format.span(least))"
        case .dwell(.page(let page), let least):
            "at least \(format.span(least)) on the page \(pattern(page)), up to the next event of the session"
        case .dwell(.action(let action), let least):
            "at least \(format.span(least)) after \(FunnelPrinter.text(action)), up to the next event of the session"
        case .pagesPerSession(let least): "at least \(format.count(least)) pages in one session"
        case .carried(let action, let field, _, let least):
            "\(FunnelPrinter.text(action)) with a \(field) of at least \(format.span(least))"
        }
    }

    private func pattern(_ page: PagePattern) -> String {
        let text =
            switch page.match {
            case .glob(let glob): glob
            case .regularExpression(let expression): "matching \(expression)"
            }
        return page.includesQuery ? "\(text) (with its query)" : text
    }

    /// The kind in a word of at most five letters.
    static func kind(_ signal: SignalDefinition) -> String {
        switch signal.kind {
        case .destination: "page"
        case .action: "event"
        case .sessionLength, .dwell, .carried: "time"
        case .pagesPerSession: "pages"
        }
    }

    static func role(_ role: SignalDefinition.Role) -> String {
        switch role {
        case .milestone: "milestone"
        case .secondary: "secondary"
        }
    }

    /// What is known of the lift: which way, still open, or too little to say.
    enum Verdict: Sendable, Hashable {
        case more, less, open, collecting, unknown
    }

    static func verdict(_ signal: SignalSnapshot) -> Verdict {
        guard let lift = signal.lift, !lift.isNaN else { return .unknown }
        guard let range = signal.liftRange, !range.lowerBound.isNaN, !range.upperBound.isNaN else { return .collecting }
        if range.lowerBound > 0 { return .more }
        return range.upperBound < 0 ? .less : .open
    }

    /// `▲` more likely, `▼` less likely, `~` not to be told apart.
    func sign(_ verdict: Verdict) -> String {
        switch verdict {
        case .more: format.glyphs.up
        case .less: format.glyphs.down
        case .open: "~"
        case .collecting, .unknown: " "
        }
    }

    /// `▲ +14.6 %`
    func signed(_ signal: SignalSnapshot) -> String {
        let sign = sign(SignalWords.verdict(signal))
        let lift = format.estimate(format.lift(signal.lift), isApproximate: signal.isApproximate)
        return (sign == " " ? "" : sign + " ") + lift
    }

    /// Where the lift is, as far as it is known: `+2.1 … +28.6`, `collecting`.
    func interval(_ signal: SignalSnapshot) -> String {
        switch SignalWords.verdict(signal) {
        case .unknown: "no comparison"
        case .collecting: "collecting"
        case .more, .less, .open: format.interval(signal.liftRange?.lowerBound, signal.liftRange?.upperBound)
        }
    }

    /// What is taken for a conversion: `purchased`, with the funnel's name where it has one of its own.
    static func goal(_ funnel: FunnelSnapshot?) -> String? {
        guard let funnel, let step = funnel.steps.last?.name else { return nil }
        let hasName = !funnel.name.isEmpty && funnel.name != FunnelDefinition.usualName(of: funnel.definition.steps)
        return hasName && funnel.name != step ? "\(funnel.name): \(step)" : step
    }

    /// The lift in a sentence.
    ///
    /// - Parameter goal: what is taken for a conversion.
    func meaning(_ signal: SignalSnapshot, goal: String?) -> String {
        let convert = goal.map { "convert (\($0))" } ?? "convert"
        return switch SignalWords.verdict(signal) {
        case .more: "those who did it are more likely to \(convert) afterwards: not by chance"
        case .less: "those who did it are less likely to \(convert) afterwards: not by chance"
        case .open: "whether those who did it convert more often cannot be told yet"
        case .collecting: "collecting: too few have done it or converted to say how sure the lift is"
        case .unknown: "nothing to compare yet: some must convert with it, some without"
        }
    }
}
