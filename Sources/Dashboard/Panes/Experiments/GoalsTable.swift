import Analytics
import TerminalUI

/// Every goal against every arm, and what each waits for.
///
///      goal           B lift                        C lift                       waits for
///     ▸conversion     +14.6 % [+2.1 … +28.6] ★      +2.2 % [−8.4 … +13.9] ~      C: about 62,000 more users
struct GoalsTable {
    var model: DashboardModel
    var shown: ShownExperiment
    var width: Int

    private var isNarrow: Bool { width < 66 }
    /// By the longest name of a goal, as far as the numbers leave room for it.
    private var nameWidth: Int {
        let longest = shown.goals.reduce(0) { max($0, CharacterWidth.ofText(SafeText.make($1.name))) }
        return isNarrow ? max(8, width - 27) : min(max(15, longest + 2), 22)
    }
    private static let cell = 28

    var height: Int { 1 + shown.goals.count }

    /// The arms for which there is room, the chosen one among them.
    private var variants: [String] {
        let all = shown.compared.map(\.variant)
        guard !all.isEmpty else { return [] }
        let fitting = isNarrow ? 1 : max(1, (width - 2 - nameWidth - 34) / GoalsTable.cell)
        let chosen = all.firstIndex { $0 == shown.variant } ?? 0
        let first = min(max(0, chosen - fitting / 2), max(0, all.count - fitting))
        return Array(all[first..<min(all.count, first + fitting)])
    }

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        let variants = variants
        drawHeading(variants, in: rect, into: &buffer)
        for (index, goal) in shown.goals.enumerated() {
            draw(goal, isChosen: index == shown.goalIndex, variants, x: rect.x, y: rect.y + 1 + index, into: &buffer)
        }
    }

    private func drawHeading(_ variants: [String], in rect: Rect, into buffer: inout CellBuffer) {
        buffer.put("goal", x: rect.x + 1, y: rect.y, role: .heading, width: nameWidth)
        var x = rect.x + 1 + nameWidth
        for variant in variants {
            buffer.put(
                "\(variant) against \(shown.experiment.control ?? "")", x: x + 2, y: rect.y, role: .heading,
                width: GoalsTable.cell - 3)
            x += GoalsTable.cell
        }
        guard !isNarrow else { return }
        guard !variants.isEmpty else { return }
        let hidden = shown.compared.count - variants.count
        let more = hidden > 0 ? " (\(hidden) more \(hidden == 1 ? "arm" : "arms") with ←→)" : ""
        buffer.put("waits for\(more)", x: x + 1, y: rect.y, role: .heading, width: rect.maxX - x - 2)
    }

    private func draw(
        _ goal: GoalSnapshot, isChosen: Bool, _ variants: [String], x left: Int, y: Int, into buffer: inout CellBuffer
    ) {
        if isChosen { buffer.put(buffer.glyphs.rightArrow, x: left, y: y, role: .selection) }
        buffer.put(goal.name, x: left + 1, y: y, role: isChosen ? .strong : .text, width: nameWidth - 1)
        var x = left + 1 + nameWidth
        for variant in variants {
            if let arm = goal.arms.first(where: { $0.variant == variant }) {
                draw(arm, of: goal, x: x, y: y, into: &buffer)
            }
            x += GoalsTable.cell
        }
        guard !isNarrow else { return }
        let room = buffer.width - x - 2
        let forms = [(false, true), (false, false), (true, true), (true, false)].map {
            missing(goal, variants, short: $0.0, withCalls: $0.1)
        }
        let text = forms.first { CharacterWidth.ofText(SafeText.make($0)) <= room } ?? forms[forms.count - 1]
        buffer.put(text, x: x + 1, y: y, role: .dim, width: room)
    }

    private func draw(_ arm: GoalSnapshot.Arm, of goal: GoalSnapshot, x: Int, y: Int, into buffer: inout CellBuffer) {
        let format = model.format(shown.experiment)
        let words = model.words
        let value = format.comparison(arm, of: goal)
        let isBroken = shown.experiment.isBroken
        let isCalled = !shown.experiment.isMultivariate
        let role: Role = isBroken ? .dim : arm.firstCalled == nil || !isCalled ? .number : .strong
        buffer.putNumber(value, end: x + 8, y: y, width: 8, role: role)
        let interval = format.interval(arm, of: goal)
        let room = isNarrow ? 16 : GoalsTable.cell - 9
        let isEarly = arm.verdict == .collecting || arm.verdict == .noData
        if isNarrow || isEarly || interval.isEmpty {
            let verdict = ArmsTable.verdict(arm, isCalled: isCalled, words)
            buffer.put(verdict.text, x: x + 9, y: y, role: verdict.role, width: room)
            return
        }
        let used = buffer.put("[\(interval)]", x: x + 9, y: y, role: isBroken ? .dim : .text)
        guard isCalled || isBroken else { return }
        buffer.put(words.sign(arm), x: x + 10 + used, y: y, role: words.role(arm.verdict), width: 1)
    }

    /// What the arms wait for; said once where all wait for the same.
    private func missing(_ goal: GoalSnapshot, _ variants: [String], short: Bool, withCalls: Bool) -> String {
        let words = model.words
        guard goal.isPrimary else {
            return short ? "unadjusted, never called" : "shown without adjustment, never called"
        }
        guard !shown.experiment.isMultivariate else { return VerdictWords.combinationsNeverCalled }
        var parts: [(arm: String, text: String)] = []
        for arm in shown.compared(goal) where variants.contains(arm.variant) {
            if let waiting = arm.waitsFor {
                parts.append((arm.variant, words.waits(waiting, short: short)))
            } else if let called = arm.firstCalled, arm.verdict != .splitBroken, withCalls || arm.isFading {
                let moment = withCalls ? "called \(model.format.moment(called, now: words.now))" : ""
                let fading = arm.isFading ? (withCalls ? ", fading" : "fading") : ""
                parts.append((arm.variant, moment + fading))
            }
        }
        if let first = parts.first,
            variants.count == 1 || parts.count > 1 && parts.allSatisfy({ $0.text == first.text })
        {
            return first.text
        }
        return parts.map { "\($0.arm): \($0.text)" }.joined(separator: " · ")
    }
}
