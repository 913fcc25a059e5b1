import Analytics
import TerminalUI

/// The parts of view 3 from top to bottom, and which of them are given up when there is little room.
struct ExperimentParts {
    struct Part {
        var height: Int
        var kind = Kind.needed
        var draw: (Rect, inout CellBuffer) -> Void

        /// In the order in which they are given up, the last first.
        enum Kind { case needed, spare, air, charts }

        static func lines(_ lines: [[Phrase]], kind: Kind = .needed) -> Part {
            Part(height: lines.count, kind: kind) { rect, buffer in
                for (index, line) in lines.enumerated() {
                    buffer.put(line, x: rect.x + 1, y: rect.y + index, width: rect.width - 2)
                }
            }
        }

        static var air: Part { Part(height: 1, kind: .air) { _, _ in } }
    }

    var model: DashboardModel
    var shown: ShownExperiment
    var width: Int

    private var words: VerdictWords { model.words }
    private var format: Formatting { model.format(shown.experiment) }
    private var split: SplitWords {
        SplitWords(
            shown: shown, words: words, declared: model.declaredPhases[shown.experiment.name], isShort: width < 58)
    }

    /// The parts for `room` rows: without what is given up, and with charts as tall as the rest leaves them.
    func fitted(to room: Int) -> [Part] {
        var parts = all.filter { $0.height > 0 }
        func height() -> Int { parts.reduce(0) { $0 + ($1.kind == .charts ? 0 : $1.height) } }
        let left = room - height()
        if let charts = parts.firstIndex(where: { $0.kind == .charts }) {
            if left >= EvidenceCharts.leastHeight {
                parts[charts].height = min(left, EvidenceCharts.mostHeight)
                return parts
            }
            parts.remove(at: charts)
            // The air around the charts goes with them.
            if parts.indices.contains(charts), parts[charts].kind == .air { parts.remove(at: charts) }
        }
        for kind in [Part.Kind.air, .spare] {
            while height() > room, let last = parts.lastIndex(where: { $0.kind == kind }) { parts.remove(at: last) }
        }
        return parts
    }

    private var all: [Part] {
        let titleSaysWeek = ExperimentParts.hasNoFullWeek(shown.experiment) && width >= 58
        let notes = split.others(titleSaysWeek: titleSaysWeek)
        let problems = Part.lines(split.problems.flatMap { flow([$0]) })
        guard !shown.isEmpty, let goal = shown.goal else {
            return [.lines(nothing), problems, .air, .lines(flow(notes))]
        }
        let top = [segmentLines, answer(goal), problems, .lines(goalLines(goal)), guarantee, Part.air]
        let middle = model.seesEffects ? effects(goal) : arms(goal)
        let bottom = [Part.air, .lines(flow(split.check)), .lines(flow(notes), kind: .spare)]
        return top + middle + bottom
    }

    private func flow(_ phrases: [Phrase]) -> [[Phrase]] { Phrase.flow(phrases, width: width - 2) }

    /// Why there is nothing to compare, and what will change that.
    private var nothing: [[Phrase]] {
        if shown.isEmpty {
            return flow([Phrase(text: "nobody has been exposed yet", role: .strong)])
                + flow([
                    Phrase(
                        text: "An arm counts from the first event of a user that carries "
                            + "\(shown.experiment.factors.joined(separator: " and ")).", role: .dim)
                ]) + flow([Phrase(text: "x chooses another field.", role: .dim)])
        }
        let exposed = shown.arms.map { "\($0.variant): \(format.users($0.exposed))" }
        return flow([Phrase(text: "no goal to judge by yet", role: .strong)]) + flow(exposed.map { Phrase(text: $0) })
            + flow([
                Phrase(
                    text: "Conversion is judged on the last step of the funnel, revenue where events carry it.",
                    role: .dim)
            ])
    }

    private var segmentLines: Part {
        guard let segment = shown.segment else { return .lines([]) }
        return .lines(
            flow([
                Phrase(text: "segment \(segment)", role: .strong),
                Phrase(text: "exploratory: never calls a winner", role: .warning),
            ]))
    }

    /// The verdict in a sentence.
    private func answer(_ goal: GoalSnapshot) -> Part {
        if shown.experiment.split.verdict == .red {
            let text =
                width < 58
                ? "split BROKEN: nothing is called"
                : "split broken: users are not split as they should be; nothing is called until that is mended"
            return .lines(flow([Phrase(text: "! \(text)", role: .error)]))
        }
        if shown.experiment.isMultivariate, shown.experiment.control != nil {
            let opposite = goal.calledEffects.first.map { words.opposite(goal.arm(of: $0), shown) } ?? []
            return .lines(flow(words.effects(goal, most: width < 58 ? 1 : 3) + opposite))
        }
        guard let arm = shown.arm else {
            let reason =
                shown.experiment.control == nil
                ? "there is no control to compare with" : "there is nothing to compare yet"
            return .lines(flow([Phrase(text: reason, role: .strong)]))
        }
        let role: Role =
            switch arm.verdict {
            case .winner: .winner
            case .splitBroken: .error
            default: .strong
            }
        return .lines(flow([Phrase(text: words.sentence(arm, of: goal), role: role)] + words.opposite(arm, shown)))
    }

    private func goalLines(_ goal: GoalSnapshot) -> [[Phrase]] {
        let number = shown.goals.count > 1 ? " \(shown.goalIndex + 1) of \(shown.goals.count)" : ""
        let name = [Phrase(text: "goal\(number): \(goal.name)", role: .strong)]
        var facts: [Phrase] = []
        if let window = shown.experiment.window { facts.append(Phrase(text: "within \(format.span(window))")) }
        if goal.better == .lower { facts.append(Phrase(text: "less is better")) }
        if !goal.isPrimary {
            facts.append(Phrase(text: "secondary: shown without adjustment, never called", role: .warning))
        }
        if width >= 110, isGuaranteed { facts.append(promise) }
        // What is measured the heading of the numbers says too.
        let full = flow(name + [Phrase(text: VerdictWords.meaning(goal.kind))] + facts)
        return full.count > 1 ? flow(name + facts) : full
    }

    /// Only what is called is guaranteed.
    private var isGuaranteed: Bool { shown.segment == nil && shown.goal?.isPrimary == true }

    private var promise: Phrase {
        Phrase(text: VerdictWords.guarantee(shown.experiment.multiplicity), role: .dim)
    }

    private var guarantee: Part {
        guard width < 110, width >= 58, isGuaranteed else { return .lines([]) }
        return .lines(flow([promise]), kind: .spare)
    }

    private func arms(_ goal: GoalSnapshot) -> [Part] {
        let table = ArmsTable(model: model, shown: shown, goal: goal, width: width)
        let goals = GoalsTable(model: model, shown: shown, width: width)
        var parts = [Part(height: table.height) { table.draw(in: $0, into: &$1) }]
        let isBroken = shown.experiment.isBroken
        let areCalled = !shown.experiment.isMultivariate
        if !table.columns.hasEvidence, width >= 58, let arm = shown.arm, arm.logEvidence != nil, !isBroken, areCalled {
            parts.append(evidenceLine(arm))
        }
        parts.append(.lines(flow(display), kind: .spare))
        if shown.goals.count > 1 || !shown.compared.isEmpty {
            parts += [.air, Part(height: goals.height) { goals.draw(in: $0, into: &$1) }]
        }
        if let arm = shown.arm, width >= EvidenceCharts.leastWidth, !isBroken, !arm.isNotCompared {
            let charts = EvidenceCharts(arm: arm, goal: goal, words: words, hasEvidence: areCalled)
            guard charts.hasCourse else {
                return parts + [.air, .lines(flow([Phrase(text: charts.beginning, role: .dim)]), kind: .spare)]
            }
            parts += [
                .air,
                Part(height: EvidenceCharts.leastHeight, kind: .charts) { charts.draw(in: $0, into: &$1) },
            ]
        }
        return parts
    }

    private func evidenceLine(_ arm: GoalSnapshot.Arm) -> Part {
        let name = "evidence \(arm.variant)"
        let text = "\(format.evidence(arm.logEvidence))   \(format.evidenceValue(arm.adjustedE))"
        return Part(height: 1) { rect, buffer in
            let used = min(CharacterWidth.ofText(name), 24)
            buffer.put(name, x: rect.x + 1, y: rect.y, role: .dim, width: used)
            buffer.putEvidence(arm, x: rect.x + used + 2, y: rect.y, width: 24)
            buffer.put(text, x: rect.x + used + 28, y: rect.y, role: .number)
        }
    }

    /// What decides nothing, small.
    private var display: [Phrase] {
        guard let arm = shown.arm, let goal = shown.goal else { return [] }
        var phrases = phases(goal)
        var said: [String] = []
        // Where arms are not split as they should be, or not meant to be compared, chances mean nothing.
        let isTrusted = !shown.experiment.isBroken && !arm.isNotCompared
        if isTrusted, let best = arm.probabilityBest { said.append("\(format.percent(best)) best") }
        if isTrusted, let loss = arm.expectedLoss { said.append("expected loss \(format.percent(max(0, loss)))") }
        if !said.isEmpty {
            phrases.append(Phrase(text: "for display (\(arm.variant)): \(said.joined(separator: ", "))", role: .dim))
        }
        if goal.kind.isShare || !goal.comparesDifferences, let target = shown.experiment.targetLift {
            phrases.append(Phrase(text: "looks for \(format.lift(target))", role: .dim))
        }
        if isTrusted, let peer = shown.experiment.peer, let opinion = arm.peer {
            phrases.append(Phrase(text: words.peer(opinion, peer), role: .dim))
        }
        return phrases
    }

    /// Values of different traffic can differ the other way than the lift says.
    private func phases(_ goal: GoalSnapshot) -> [Phrase] {
        guard shown.experiment.phaseCount > 1 else { return [] }
        let lift = goal.comparesDifferences ? "change" : "lift"
        let values = goal.kind.isShare ? "rates are" : "amounts are"
        return [Phrase(text: "\(lift) is within phases; \(values) of all users", role: .dim)]
    }

    private func effects(_ goal: GoalSnapshot) -> [Part] {
        let table = EffectsTable(
            words: words, goal: goal, width: width, isBroken: shown.experiment.isBroken,
            isNear: shown.experiment.isApproximate)
        let cells = CellsTable(shown: shown, goal: goal, format: format)
        return [
            Part(height: table.height) { table.draw(in: $0, into: &$1) },
            .lines(flow(phases(goal)), kind: .spare), .air,
            .lines(flow([Phrase(text: "\(VerdictWords.value(goal.kind)) of every combination", role: .dim)])),
            Part(height: cells.height) { cells.draw(in: $0, into: &$1) },
        ]
    }

    static func hasNoFullWeek(_ experiment: ExperimentSnapshot) -> Bool {
        experiment.notes.contains { if case .noFullWeek = $0 { true } else { false } }
    }
}
