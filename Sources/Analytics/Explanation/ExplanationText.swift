import Expressions

/// An explanation as lines for a terminal, without colour.
///
///     user u83121 · 4 events, 13:58:12 to 15:02:52
///     checkout: reached 2 of 4, "added_to_cart"
///       ✓ 1 product_viewed    13:58:12
///       ✓ 2 added_to_cart     13:59:40, 1 m 28 s after step 1
///       ✗ 3 checkout_started  seen at 15:02:52, 4 m 40 s too late (within 1 h of step 1)
///       · 4 purchased         needs step 3
///
/// Names and ids stand in it as they came: whoever prints them makes them safe.
package struct ExplanationText {
    /// The signs before steps and between facts.
    package struct Signs: Sendable, Hashable {
        package var reached: String
        package var missing: String
        package var pending: String
        package var separator: String

        package init(reached: String, missing: String, pending: String, separator: String) {
            self.reached = reached
            self.missing = missing
            self.pending = pending
            self.separator = separator
        }

        package static let unicode = Signs(reached: "✓", missing: "✗", pending: "·", separator: "·")
        package static let ascii = Signs(reached: "ok", missing: "no", pending: "- ", separator: "-")
    }

    private let explanation: Explanation
    private let signs: Signs
    private let eventLimit: Int
    private let times: ExplanationTimes

    /// - Parameters:
    ///   - offsetSeconds: shift of the clock shown against UTC.
    ///   - eventLimit: the most of the user's last events listed.
    package init(_ explanation: Explanation, signs: Signs, offsetSeconds: Int = 0, eventLimit: Int = 50) {
        self.explanation = explanation
        self.signs = signs
        self.eventLimit = eventLimit
        // A day is not told where all is of one; what may still happen counts too.
        let windows = explanation.funnels.compactMap(\.definition.window).map(\.microseconds).max() ?? 0
        let horizon = explanation.now.map {
            Timestamp(microseconds: $0.microseconds.addingReportingOverflow(windows).partialValue)
        }
        let bounds = [explanation.events.first?.time, explanation.events.last?.time, explanation.now, horizon]
        times = ExplanationTimes(spanning: bounds.compactMap { $0 }, offsetSeconds: offsetSeconds)
    }

    /// Without line ends.
    package var lines: [String] {
        guard let first = explanation.events.first, let last = explanation.events.last else {
            return ["no event of user \(explanation.user) in \(times.plural(explanation.eventsRead, "event"))"]
        }
        let count = times.plural(explanation.events.count + explanation.omitted, "event")
        var lines = ["user \(explanation.user) \(signs.separator) \(count), \(times.range(first.time, last.time))"]
        if explanation.omitted > 0 {
            lines.append("only the first \(explanation.events.count) of them are looked at")
        }
        for funnel in explanation.funnels { lines += self.lines(of: funnel) }
        return lines + eventLines
    }

    // MARK: Funnels

    private func lines(of funnel: Explanation.Funnel) -> [String] {
        let width = min(32, funnel.steps.map(\.name.count).max() ?? 0)
        let digits = String(funnel.steps.count).count
        let reasons = ReasonText(funnel: funnel, times: times)
        return [heading(funnel)]
            + funnel.steps.enumerated().map { index, step in
                let number = String(index + 1)
                let sign =
                    switch step.status {
                    case .reached: signs.reached
                    case .missing: signs.missing
                    case .skipped, .pending: signs.pending
                    }
                return "  \(sign) " + String(repeating: " ", count: digits - number.count) + number + " "
                    + times.padded(step.name, width) + "  " + reasons.text(of: index)
            }
    }

    private func heading(_ funnel: Explanation.Funnel) -> String {
        let definition = funnel.definition
        var text = "\(definition.name): reached "
        if funnel.level == 0 {
            text += "none of \(funnel.steps.count) steps"
        } else if definition.order == .any {
            text += "\(funnel.level) of \(funnel.steps.count) steps, in any order"
        } else {
            text += "\(funnel.level) of \(funnel.steps.count), \"\(funnel.steps[funnel.level - 1].name)\""
        }
        if let units = funnel.units, units > 1 || definition.unitField != nil {
            text +=
                definition.counting == .session
                ? ", in the best of \(times.plural(units, "session"))"
                : ", in the best of \(times.plural(units, "value")) of \(definition.unitField ?? "")"
        }
        if definition.unitField != nil { text += " (by this user's events alone)" }
        if definition.counting == .total { text += ", in his best attempt" }
        return text
    }

    // MARK: Events

    private var eventLines: [String] {
        let shown = explanation.events.suffix(eventLimit)
        let isWhole = shown.count == explanation.events.count
        let width = min(32, shown.map(\.name.count).max() ?? 0)
        return [isWhole ? "events:" : "events (the last \(shown.count) of \(explanation.events.count)):"]
            + shown.map { event in
                let marks = marks(event)
                let name = marks.isEmpty ? event.name : times.padded(event.name, width)
                return "  \(times.text(event.time))  \(name)" + (marks.isEmpty ? "" : "  " + marks)
            }
    }

    private func marks(_ event: Explanation.Event) -> String {
        switch event.standing {
        case .late(let span): return "late by \(times.duration(span)), not counted"
        case .leftOut: return "left out by the filter"
        case .copy, .outsideTimes, .ahead, .untracked: return event.standing.words ?? ""
        case .counted: break
        }
        var texts: [String] = []
        for (funnel, mark) in zip(explanation.funnels, event.marks) {
            var words: [String] = []
            if let filled = mark.filled {
                words.append("step \(filled)")
            } else if !mark.steps.isEmpty {
                words.append("(step \(mark.steps.map(String.init).joined(separator: ", ")), not used)")
            }
            if mark.excludes { words.append("excluded event") }
            guard !words.isEmpty else { continue }
            let name = explanation.funnels.count > 1 ? funnel.definition.name + " " : ""
            texts.append(name + words.joined(separator: ", "))
        }
        return texts.joined(separator: "; ")
    }
}

extension Explanation.Standing {
    /// Why an event does not count, where that takes no more than its standing to say.
    var words: String? {
        switch self {
        case .counted, .late, .leftOut: nil
        case .copy: "a copy of an event that came before"
        case .outsideTimes: "outside --since and --until"
        case .ahead: "ahead of the clock, not counted"
        case .untracked: "not counted: no memory for more users"
        }
    }
}
