import Analytics
import TerminalUI

extension MarkdownReport {
    var words: ExperimentText {
        let numbers = numbers
        return ExperimentText(numbers: numbers) { MarkdownReport.escaped($0) }
    }

    mutating func write(_ experiment: ExperimentSnapshot) {
        let kind = experiment.isMultivariate ? "Multivariate test" : "Experiment"
        add("\n## \(kind): \(escaped(experiment.name))\n\n**\(words.state(experiment))**\n\n")
        for note in experiment.orderedNotes {
            add("- \(note.isProblem ? "**problem:** " : "")\(escaped(note.description))\n")
        }
        add("- \(words.split(experiment))\n")
        if let change = words.change(experiment) { add("- \(change)\n") }
        if let start = experiment.start { add("- since \(start.iso8601)\n") }
        if let target = experiment.targetLift { add("- made to find a lift of \(near(false).percent(target))\n") }
        add("- \(ExperimentText.guarantee(experiment))\n")
        if !experiment.arms.isEmpty {
            add("\n")
            writeArms(experiment.arms)
            if let phases = words.phases(experiment) { add("\n\(phases)\n") }
        }
        for goal in experiment.goals { write(goal, of: experiment) }
        for segment in experiment.segments {
            add("\n### Segment \(escaped(segment.name)): exploratory, nothing is called here\n")
            for goal in segment.goals {
                add("\n\(escaped(goal.name)), \(goal.kind.word)\n\n")
                addTable(
                    ["arm", "users", "reached", "value", "lift", "95 % at all times"], rightFrom: 1,
                    goal.arms.map { cells($0, of: goal) })
            }
        }
    }

    private mutating func writeArms(_ arms: [ExperimentSnapshot.Arm]) {
        addTable(
            ["arm", "users", "share", "expected", "conversions", "orders", "revenue"], rightFrom: 1,
            arms.map { arm in
                [
                    escaped(arm.variant), numbers.count(arm.exposed), numbers.percent(arm.share),
                    near(false).percent(arm.expectedShare), arm.conversions.map(numbers.count) ?? "",
                    arm.orders.map(numbers.count) ?? "", numbers.money(arm.revenue),
                ]
            })
    }

    private mutating func write(_ goal: GoalSnapshot, of experiment: ExperimentSnapshot) {
        let lower = goal.better == .lower ? ", lower is better" : ""
        add("\n### \(escaped(goal.name)), \(goal.kind.word)\(lower)\n\n")
        add(words.sentence(goal, of: experiment) + ".\n\n")
        var titles = ["arm", "users", "reached", "value", goal.comparesDifferences ? "difference" : "lift"]
        titles += ["95 % at all times"]
        // Combinations have neither evidence nor a verdict of their own.
        let isJudged = !experiment.isMultivariate
        if isJudged { titles += ["evidence", "e"] }
        let standings = goal.arms.map { words.standing($0, of: goal, in: experiment) }
        let hasStandings = isJudged || standings.contains { !$0.isEmpty }
        if hasStandings { titles.append("verdict") }
        let isCompared = experiment.peer != nil
        addTable(
            titles + (isCompared ? ["compare with"] : []), rightFrom: 1,
            zip(goal.arms, standings).map { arm, standing in
                let evidence = words.evidence(arm, in: experiment)
                return cells(arm, of: goal)
                    + (isJudged ? [words.evidence(evidence.log), words.e(evidence.e)] : [])
                    + (hasStandings ? [standing] : [])
                    + (isCompared ? [words.peer(arm, experiment.peer) ?? ""] : [])
            })
        if !isJudged, goal.isPrimary { add("\n\(ExperimentText.combinations)\n") }
        if let cap = words.cap(goal) { add("\n\(cap)\n") }
        guard !goal.contrasts.isEmpty else { return }
        add("\n")
        addTable(
            ["effect", "lift", "95 % at all times", "evidence", "e", "verdict"], rightFrom: 1,
            goal.contrasts.map { contrast in
                let evidence = words.evidence(contrast, in: experiment)
                return [
                    words.name(contrast), words.effect(contrast),
                    words.interval(contrast.liftLow, contrast.liftHigh), words.evidence(evidence.log),
                    words.e(evidence.e), words.standing(contrast, of: goal, in: experiment),
                ]
            })
    }

    private func cells(_ arm: GoalSnapshot.Arm, of goal: GoalSnapshot) -> [String] {
        [
            escaped(arm.variant), numbers.count(arm.users), numbers.count(arm.reached),
            words.value(arm.value, goal.kind), words.effect(arm, of: goal), words.interval(arm, of: goal),
        ]
    }
}
