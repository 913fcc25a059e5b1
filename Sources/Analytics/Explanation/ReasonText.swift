import Expressions

/// What is said of one step of a funnel.
struct ReasonText {
    let funnel: Explanation.Funnel
    let times: ExplanationTimes

    func text(of step: Int) -> String {
        switch funnel.steps[step].status {
        case .reached(let time?, let since):
            return times.text(time) + (since.map { ", \(sincePrevious($0, step))" } ?? "")
        case .reached(nil, _): return "reached" + seen(step)
        case .skipped: return "skipped" + seen(step)
        case .pending: return "waits for the step before" + seen(step)
        case .missing(let reason, let outlook): return missing(reason, outlook, step)
        }
    }

    private func seen(_ step: Int) -> String {
        guard let seen = funnel.steps[step].seen else { return "" }
        if seen.count == 1 { return ", seen at \(times.text(seen.first))" }
        return ", seen \(seen.count) times, \(times.range(seen.first, seen.last))"
    }

    private func sincePrevious(_ span: TimeSpan, _ step: Int) -> String {
        if span.microseconds == 0 { return "at the same time" }
        // In any order the step that came before need not be the one before.
        let before = funnel.steps[..<step].lastIndex { if case .reached = $0.status { true } else { false } }
        guard funnel.definition.order != .any, let before else { return "\(times.duration(span)) after the one before" }
        return "\(times.duration(span)) after step \(before + 1)"
    }

    private func missing(_ reason: Explanation.Reason, _ outlook: Explanation.Outlook, _ step: Int) -> String {
        let text = text(reason, step)
        switch outlook {
        case .open(let until):
            let limit = until.map { " until \(times.text($0))" } ?? ""
            return reason == .notSeen ? "\(text) yet; still possible\(limit)" : "\(text); still possible\(limit)"
        case .closed(let because):
            guard case .notSeen = reason else { return text }
            return text + (because.map { "; " + closing($0) } ?? "")
        }
    }

    private func text(_ reason: Explanation.Reason, _ step: Int) -> String {
        switch reason {
        case .notSeen: "not seen"
        case .filteredOut(let count, let last, let filters):
            "\(seen(count, last)), but not with \(filters.map { FilterPrinter.text($0) }.joined(separator: " or "))"
        case .leftOut(let count, let last, let filter):
            "\(seen(count, last)), left out by the filter \(FilterPrinter.text(filter))"
        case .late(let count, let last, let by): late(count, last, by)
        case .uncounted(let count, let last, let standing):
            seen(count, last) + (standing.words.map { ", but \($0)" } ?? "")
        case .beforePredecessor(let time, let predecessor):
            "seen at \(times.text(time)), before step \(funnel.level) at \(times.text(predecessor))"
        case .outsideWindow(let window, let limit, let passed): outside(window, limit, passed)
        case .excluded(let event): interruption("excluded by", event) ?? "excluded by an event in between"
        case .broken(let event): interruption("broken by", event) ?? "broken by an event in between"
        case .repeated: "a step done before was repeated, which ends the attempts"
        case .notFirstTime(let first):
            first.map { "not the first time: that was at \(times.text($0))" } ?? "not the first time"
        case .laterEntry(let first): "only the first entry counts, at \(times.text(first))"
        case .otherHeldValue(let field): "seen with another \(field) than the steps before"
        case .sameTime: "seen, but not after the step before by the rule for equal times"
        case .usedUp: "its event has filled another step already"
        case .otherUnit(let field?): "seen with another \(field) than the steps before"
        case .otherUnit(nil): "seen in another session than the steps before"
        case .noUnit(let field): "seen without \(field)"
        case .several: "seen\(lastSeen(step)), but not in one attempt with the steps before"
        }
    }

    private func lastSeen(_ step: Int) -> String {
        funnel.steps[step].seen.map { " at \(times.text($0.last))" } ?? ""
    }

    private func seen(_ count: Int, _ last: Timestamp) -> String {
        count == 1 ? "seen at \(times.text(last))" : "seen \(count) times, last at \(times.text(last))"
    }

    private func late(_ count: Int, _ last: Timestamp?, _ span: TimeSpan?) -> String {
        guard let last, let span else { return "\(times.plural(count, "event")) came too late to count" }
        return "\(seen(count, last)), but arrived \(times.duration(span)) late"
    }

    private func limit(_ window: Explanation.Window, _ limit: TimeSpan) -> String {
        if funnel.definition.order == .any { return "within \(times.limit(limit)) of each other" }
        return "within \(times.limit(limit)) of \(window == .fromFirst ? "step 1" : "the step before")"
    }

    private func outside(
        _ window: Explanation.Window, _ limit: TimeSpan, _ passed: Explanation.Passing?
    ) -> String {
        guard let passed else { return "seen, but outside the window (\(self.limit(window, limit)))" }
        return "seen at \(times.text(passed.time)), outside the window by \(times.duration(passed.excess))"
            + " (\(self.limit(window, limit)))"
    }

    private func interruption(_ verb: String, _ event: Explanation.Interruption?) -> String? {
        event.map { "\(verb) \($0.event) at \(times.text($0.time)), between steps \($0.after) and \($0.before)" }
    }

    /// Why the step could not be filled by an event that came now.
    private func closing(_ reason: Explanation.Reason) -> String {
        switch reason {
        case .outsideWindow(let window, let limit, let passed):
            guard let passed else { return "the window is over (\(self.limit(window, limit)))" }
            let end = Timestamp(microseconds: passed.time.microseconds - passed.excess.microseconds)
            return "the window ended at \(times.text(end)) (\(self.limit(window, limit)))"
        case .otherUnit(nil): return "the session is over"
        case .otherUnit, .otherHeldValue, .usedUp, .sameTime, .several, .noUnit, .notSeen, .late, .leftOut,
            .uncounted, .filteredOut, .beforePredecessor:
            return "no longer possible"
        case .excluded, .broken, .repeated, .notFirstTime, .laterEntry: return text(reason, funnel.level)
        }
    }
}
