import Analytics
import TerminalUI

/// In view 1: how the first experiment stands on its first goal, and a line on each of the others.
///
///      checkout_cta                 conversion
///       A control   3.21 %        24,101 users
///       B           3.68 %        24,109 users ★
///       lift +14.6 %          [+2.1 … +28.6]
///       ───────────────┼──▐█████▌───────────
///       evidence ██████████████████████ 100 %
///       ★ B wins on conversion, called 13:41
///       split ok · revenue: collecting
struct ExperimentsPane {
    var model: DashboardModel
    var isFramed: Bool

    /// Rows with border: for the counts and the verdict, and for everything about one experiment.
    static func heights(_ model: DashboardModel) -> (least: Int, wanted: Int) {
        guard let shown = model.paneExperiment else { return (0, 0) }
        let rows = ExperimentsPane.effects(shown)?.count ?? shown.arms.count
        let arms = min(max(2, rows), ExperimentsPane.mostArms)
        return (arms + 5, arms + 9 + (model.shown.experiments.count > 1 ? 1 : 0))
    }

    private static let mostArms = 5

    /// Where factors are crossed their effects stand in place of the arms, those to be told of first; nil without any.
    private static func effects(_ shown: ShownExperiment) -> [GoalSnapshot.Arm]? {
        guard shown.experiment.isMultivariate, let goal = shown.goal, !goal.contrasts.isEmpty else { return nil }
        let called = goal.calledEffects.isEmpty ? goal.leadingEffect.map { [$0] } ?? [] : goal.calledEffects
        return (called + goal.contrasts.filter { !called.contains($0) }).map(goal.arm)
    }

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        let inner = buffer.pane(
            rect, title: "experiments", note: "since first exposure",
            isFocused: model.focus == .experiments && isFramed,
            isFramed: isFramed)
        guard let shown = model.paneExperiment, inner.height > 0 else { return }
        var rows: [Row] = [.words(heading(shown, width: inner.width))]
        if shown.isEmpty || shown.goal == nil {
            let text = shown.isEmpty ? "nobody has been exposed yet" : "no goal to judge by yet"
            rows.append(.words([Phrase(text: text, role: .dim)]))
            let problems = shown.experiment.notes.filter(\.isProblem).map {
                Phrase(text: "! \($0.description)", role: .warning)
            }
            rows += problems.flatMap { Phrase.flow([$0], width: inner.width - 2) }.map { .words($0) }
        } else if let goal = shown.goal {
            rows += fitted(goal, shown, room: inner.height - 1, width: inner.width - 2)
        }
        rows += others(room: inner.height - rows.count)
        for (index, row) in rows.prefix(inner.height).enumerated() {
            draw(row, shown, x: inner.x + 1, y: inner.y + index, width: inner.width - 2, into: &buffer)
        }
    }

    private enum Row {
        case words([Phrase])
        /// As many as fit, with dots between.
        case parts([String], Role)
        case line(ExperimentLine)
        case arm(GoalSnapshot.Arm)
        case effect(GoalSnapshot.Arm)
        case lift(GoalSnapshot.Arm)
        case interval(GoalSnapshot.Arm)
        case evidence(GoalSnapshot.Arm)
    }

    private var words: VerdictWords { model.words }

    private func heading(_ shown: ShownExperiment, width: Int) -> [Phrase] {
        let position = shown.count > 1 ? "  \(shown.position) of \(shown.count)" : ""
        return [Phrase(text: shown.experiment.name + position, role: .title)]
    }

    /// Counts and the verdict always; bars where there is room for them.
    private func fitted(_ goal: GoalSnapshot, _ shown: ShownExperiment, room: Int, width: Int) -> [Row] {
        // The verdict may take two rows where the arms leave them.
        let effects = ExperimentsPane.effects(shown)
        let all = effects ?? goal.arms
        let arms = min(all.count, ExperimentsPane.mostArms)
        let verdict = verdict(goal, shown, width: width, rows: room >= arms + 3 ? 2 : 1)
        var rows: [Row] = all.prefix(max(0, min(room - 2, arms))).map { effects == nil ? .arm($0) : .effect($0) }
        let hidden = all.count - rows.count
        var left = room - rows.count - verdict.count - 1
        let compared = shown.experiment.isMultivariate ? shown.leading : shown.arm
        if let arm = compared, arm.verdict != .noData {
            for row in [Row.lift(arm), .interval(arm), .evidence(arm)] where left > 0 {
                rows.append(row)
                left -= 1
            }
        }
        return rows + verdict.map { .words($0) } + [state(shown, hidden: hidden)]
    }

    /// The whole sentence where it finds room, otherwise a shorter one: the goal stands above.
    private func verdict(_ goal: GoalSnapshot, _ shown: ShownExperiment, width: Int, rows: Int) -> [[Phrase]] {
        if shown.experiment.split.verdict == .red {
            return [[Phrase(text: "! split BROKEN: nothing is called", role: .error)]]
        }
        func lines(_ text: String, _ role: Role) -> [[Phrase]] {
            Phrase.flow([Phrase(text: text, role: role)], width: width)
        }
        // What wins on one goal and loses on another has no colour of its own.
        for text in words.mixed(shown) {
            let form = lines(text, .strong)
            if form.count <= rows { return form }
        }
        if shown.experiment.isMultivariate, shown.experiment.control != nil {
            guard let leading = goal.leadingEffect else {
                return Array(lines(words.noEffects(goal), .strong).prefix(rows))
            }
            let role: Role = leading.verdict == .winner ? .winner : .strong
            let full = lines(words.sentence(leading, of: goal), role)
            return full.count <= rows ? full : [[Phrase(text: words.brief(leading, of: goal), role: role)]]
        }
        guard let arm = shown.arm else {
            let problem = shown.experiment.notes.first { $0.isProblem }
            let text = problem?.description ?? "nothing to compare yet"
            return Array(lines(text, .warning).prefix(rows))
        }
        let role: Role = arm.verdict == .winner ? .winner : .strong
        let full = lines(words.sentence(arm, of: goal), role)
        return full.count <= rows ? full : [[Phrase(text: words.brief(arm, of: goal), role: role)]]
    }

    /// The split, and the other goals in a word.
    private func state(_ shown: ShownExperiment, hidden: Int) -> Row {
        let split = VerdictWords.split(shown.experiment.split.verdict)
        let goals = shown.goals.indices.filter { $0 != shown.goalIndex }.map { index in
            "\(shown.goals[index].name) \(words.word(shown.goals[index]))"
        }
        let hasEffects = ExperimentsPane.effects(shown) != nil
        let kind = hasEffects ? "effect" : "arm"
        // Effects leave no room for the counts of the combinations.
        let more =
            (hidden > 0 ? ["\(hidden) more \(hidden == 1 ? kind : kind + "s")"] : [])
            + (hasEffects ? [model.format(shown.experiment).users(shown.exposed)] : [])
        switch shown.experiment.split.verdict {
        case .red: return .parts(["view 3 shows what to do"] + more, .dim)
        case .amber: return .parts([split.text] + more + goals, .warning)
        case .ok, .unknown: return .parts([split.text] + more + goals, .dim)
        }
    }

    private func others(room: Int) -> [Row] {
        let all = model.shown.experiments
        return all.indices.filter { $0 != model.shownExperimentIndex }.prefix(max(0, room)).map { index in
            .line(ExperimentLine(ShownExperiment(all[index], goal: all[index].headGoal), words))
        }
    }

    private func draw(
        _ row: Row, _ shown: ShownExperiment, x: Int, y: Int, width: Int, into buffer: inout CellBuffer
    ) {
        let format = model.format(shown.experiment)
        let isBroken = shown.experiment.isBroken
        switch row {
        case .words(let phrases):
            buffer.put(phrases, x: x, y: y, width: width)
            guard phrases.first?.role == .title, let goal = shown.goal else { return }
            let used = phrases.reduce(0) { $0 + CharacterWidth.ofText(SafeText.make($1.text)) }
            let needed = CharacterWidth.ofText(buffer.glyphs.adapt(SafeText.make(goal.name)))
            if used + needed + 2 <= width {
                buffer.put(goal.name, x: x + width - needed, y: y, role: .dim, width: needed)
            }
        case .parts(let parts, let role):
            var text = parts.first ?? ""
            for part in parts.dropFirst() {
                guard CharacterWidth.ofText(SafeText.make("\(text) · \(part)")) <= width else { break }
                text += " · \(part)"
            }
            buffer.put(text, x: x, y: y, role: role, width: width)
        case .line(let line):
            let role: Role = line.role == .winner ? .winner : .text
            buffer.put(line.text(width: width), x: x, y: y, role: role, width: width)
        case .arm(let arm):
            drawArm(arm, shown, x: x, y: y, width: width, into: &buffer)
        case .effect(let effect):
            guard let goal = shown.goal else { return }
            buffer.put(effect.variant, x: x + 1, y: y, width: max(1, width - 12))
            buffer.putNumber(
                format.comparison(effect, of: goal), end: x + width - 2, y: y, width: 8,
                role: isBroken ? .dim : .strong)
            buffer.put(words.sign(effect), x: x + width - 1, y: y, role: words.role(effect.verdict), width: 1)
        case .lift(let arm):
            guard let goal = shown.goal else { return }
            let interval = format.interval(arm, of: goal)
            let comparison = format.comparison(arm, of: goal)
            // Otherwise rates of all users that say the opposite would puzzle.
            let labels = shown.experiment.phaseCount > 1 ? [" lift within phases ", " lift in phases "] : []
            let room = width - CharacterWidth.ofText(comparison) - CharacterWidth.ofText(interval) - 3
            let used = buffer.put(labels.first { $0.count <= room } ?? " lift ", x: x, y: y)
            buffer.put(comparison, x: x + used, y: y, role: isBroken ? .dim : .strong)
            if !interval.isEmpty {
                buffer.putNumber(
                    "[\(interval)]", end: x + width, y: y, width: CharacterWidth.ofText(interval) + 2,
                    role: isBroken ? .dim : .number)
            }
        case .interval(let arm):
            guard let goal = shown.goal, let ends = ArmsTable.ends(of: arm, goal) else { return }
            buffer.putInterval(
                ends, scale: ArmsTable.scale(of: shown.callable(goal), goal), x: x + 1, y: y, width: width - 1,
                role: isBroken ? .barTrack : arm.verdict == .winner ? .winner : .bar)
        case .evidence(let arm):
            let used = buffer.put(" evidence ", x: x, y: y)
            guard !isBroken else {
                buffer.put(format.nothing, x: x + used, y: y, role: .dim)
                return
            }
            buffer.putEvidence(arm, x: x + used, y: y, width: width - used - 6)
            buffer.putNumber(format.evidence(arm.logEvidence), end: x + width, y: y, width: 5)
        }
    }

    private func drawArm(
        _ arm: GoalSnapshot.Arm, _ shown: ShownExperiment, x: Int, y: Int, width: Int, into buffer: inout CellBuffer
    ) {
        guard let goal = shown.goal else { return }
        let format = model.format(shown.experiment)
        let isControl = arm.variant == shown.experiment.control
        let old = model.armBefore(arm.variant, goal, in: shown.experiment)
        let longest = goal.arms.reduce(0) { max($0, CharacterWidth.ofText(SafeText.make($1.variant))) }
        // Long names take the room of what the column says without the word.
        let isTight = longest > width - 29
        let users = format.count(arm.users, fitting: 8) + (isTight ? "" : arm.users == 1 ? " user" : " users")
        let nameWidth = max(6, width - (isTight ? 23 : 29))
        let cells = min(nameWidth, CharacterWidth.ofText(buffer.glyphs.adapt(SafeText.make(arm.variant))))
        let used = buffer.put(arm.variant, x: x + 1, y: y, width: max(1, cells))
        if isControl, used + 8 <= nameWidth, arm.variant.lowercased() != "control" {
            buffer.put("control", x: x + 2 + used, y: y, role: .dim)
        }
        buffer.putNumber(
            format.value(arm.value, of: goal.kind), end: x + 1 + nameWidth + 10, y: y, width: 10, role: .strong)
        buffer.putNumber(
            users, end: x + width - 2, y: y, width: isTight ? 9 : 15, role: model.role(arm.users, before: old?.users))
        // Combinations have no verdict of their own.
        guard !shown.experiment.isMultivariate else { return }
        buffer.put(words.sign(arm), x: x + width - 1, y: y, role: words.role(arm.verdict), width: 1)
    }
}
