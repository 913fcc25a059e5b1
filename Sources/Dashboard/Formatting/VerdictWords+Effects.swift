import Analytics
import TerminalUI

/// What is said of the effects of a multivariate test; its arms are never called.
extension VerdictWords {
    static let combinationsNeverCalled = "never called: effects are"

    /// How one effect stands on one goal, in a sentence.
    func sentence(_ contrast: Contrast, of goal: GoalSnapshot) -> String {
        let arm = goal.arm(of: contrast)
        let subject = "\(sign(arm)) \(arm.variant)"
        let called = contrast.firstCalled.map { ", called \(format.moment($0, now: now))" } ?? ""
        let fading = arm.isFading ? ", fading: the interval covers no effect again" : ""
        let overshadowed = contrast.isOvershadowed ? ", to be read with the interaction" : ""
        let later = called + fading + overshadowed
        let missing = goal.isPrimary ? ", not called" : ": \(VerdictWords.watched)"
        switch contrast.verdict {
        case .winner where contrast.isInteraction, .loser where contrast.isInteraction:
            return "\(subject) do \(isUp(arm) ? "more" : "less") together than apart on \(goal.name)\(later)"
        case .winner: return "\(subject) wins on \(goal.name)\(later)"
        case .loser: return "\(subject) loses on \(goal.name)\(later)"
        case .noDifference: return "\(subject) makes no difference to \(goal.name)\(later)"
        case .leaning: return "\(subject) leans \(isUp(arm) ? "up" : "down") on \(goal.name)\(missing)\(overshadowed)"
        case .undecided: return "\(subject) is undecided on \(goal.name)\(missing)"
        case .collecting: return "\(sign(arm)) collecting on \(goal.name)"
        case .noData: return "\(sign(arm)) no data for the effects on \(goal.name) yet"
        case .splitBroken: return "\(sign(arm)) split broken: nothing is called on \(goal.name)"
        }
    }

    /// The same where the goal is named beside it and there is little room.
    func brief(_ contrast: Contrast, of goal: GoalSnapshot) -> String {
        let arm = goal.arm(of: contrast)
        let isCalled = contrast.verdict == .winner || contrast.verdict == .loser
        guard contrast.isInteraction, isCalled else { return brief(arm, of: goal) }
        let levels = contrast.levels.joined(separator: " × ")
        return "\(sign(arm)) \(levels): \(isUp(arm) ? "more" : "less") together\(arm.isFading ? ", fading" : "")"
    }

    /// What is called, or else what leans, and whether the arms differ at all; at most so many sentences on effects.
    func effects(_ goal: GoalSnapshot, most: Int) -> [Phrase] {
        let called = goal.calledEffects
        if !called.isEmpty {
            let rest = called.count - most
            return called.prefix(most).map {
                Phrase(text: sentence($0, of: goal), role: $0.verdict == .winner ? .winner : .strong)
            } + (rest > 0 ? [Phrase(text: "\(rest) more \(rest == 1 ? "is" : "are") called")] : [])
                + omnibus(goal, isCalled: true)
        }
        guard let leading = goal.leadingEffect else { return [Phrase(text: noEffects(goal), role: .strong)] }
        let omnibus = omnibus(goal, isCalled: false)
        let isSaid = goal.leaningEffect != nil || omnibus.isEmpty || leading.verdict != .undecided
        return (isSaid ? [Phrase(text: sentence(leading, of: goal), role: .strong)] : []) + omnibus
    }

    /// Why there is no effect to show.
    func noEffects(_ goal: GoalSnapshot) -> String {
        goal.comparesDifferences
            ? "amounts compared by difference have no effects to call" : "no effects yet: every arm needs users"
    }

    /// Whether anything at all differs between the arms: beside a call no more than a fact.
    private func omnibus(_ goal: GoalSnapshot, isCalled: Bool) -> [Phrase] {
        guard let value = goal.omnibusE, !value.isNaN else { return [] }
        let shown = format.evidenceValue(value)
        if isCalled { return [Phrase(text: "all arms together: \(shown)", role: .dim)] }
        return [
            value >= 20
                ? Phrase(text: "some arm differs (\(shown)), no effect is called yet", role: .strong)
                : Phrase(text: "not shown yet that any arm differs (\(shown), called at 20)", role: .dim)
        ]
    }

    /// `B wins on purchased · loses on revenue per user`, longest form first; empty where the calls agree.
    func mixed(_ shown: ShownExperiment) -> [String] {
        let all = shown.goals.filter(\.isPrimary).flatMap { shown.callable($0).map(\.variant) }
        for name in [shown.leading?.variant].compactMap({ $0 }) + all {
            let wins = shown.calls(of: name, .winner)
            let losses = shown.calls(of: name, .loser)
            guard !wins.isEmpty, !losses.isEmpty else { continue }
            let most = max(wins.count, losses.count)
            return [most, 1].map { count in
                func list(_ calls: [(goal: String, isFading: Bool)]) -> String {
                    calls.prefix(count).map { "\($0.goal)\($0.isFading ? " (fading)" : "")" }.joined(separator: ", ")
                }
                return "\(sign(.winner)) \(name) wins on \(list(wins)) · loses on \(list(losses))"
            }
        }
        return []
    }

    /// What the same arm or effect is called elsewhere, where that is the opposite.
    func opposite(_ arm: GoalSnapshot.Arm, _ shown: ShownExperiment) -> [Phrase] {
        let isWinner = arm.verdict == .winner
        guard isWinner || arm.verdict == .loser else { return [] }
        return shown.calls(of: arm.variant, isWinner ? .loser : .winner).map { call in
            Phrase(
                text: "but \(isWinner ? "loses" : "wins") on \(call.goal)\(call.isFading ? ", fading" : "")",
                role: .strong)
        }
    }
}
