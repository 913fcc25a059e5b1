import Analytics
import TerminalUI

extension TextReport {
    var words: ExperimentText {
        let glyphs = glyphs
        return ExperimentText(numbers: numbers, times: glyphs.times) { glyphs.adapt(SafeText.make($0)) }
    }

    /// One experiment with all that is known of it; what keeps it from being judged stands before its numbers.
    mutating func write(_ experiment: ExperimentSnapshot) {
        let exact = numbers
        numbers = near(experiment.isApproximate)
        defer { numbers = exact }
        let kind = experiment.isMultivariate ? "multivariate" : "experiment"
        let state = words.state(experiment)
        let title = safe(experiment.name)
        let remark = "\(kind) \(glyphs.bullet) \(state)"
        // What is called is never cut: a line of its own where the heading has no room for it.
        let room = TextReport.width - min(CharacterWidth.ofText(title), 20) - 5
        if CharacterWidth.ofText(remark) <= room {
            addHeading(title, remark)
        } else {
            addHeading(title, kind)
            addWrapped(state, mark: " ")
            add("")
        }
        let problems = experiment.notes.filter(\.isProblem)
        for note in problems { addWrapped(safe(note.description), mark: glyphs.worst) }
        if !problems.isEmpty { add("") }
        writeArms(experiment.arms, indent: 2)
        if let phases = words.phases(experiment) { addWrapped(phases, mark: " ") }
        if !experiment.arms.isEmpty { add("") }
        let isUneven = experiment.split.verdict == .red || experiment.split.verdict == .amber
        addWrapped(words.split(experiment), mark: isUneven ? glyphs.worst : " ")
        if let change = words.change(experiment) { addWrapped(change, mark: " ") }
        for goal in experiment.goals { write(goal, of: experiment) }
        add("")
        for note in experiment.notes where !note.isProblem { addWrapped(safe(note.description), mark: glyphs.bullet) }
        writeCircumstances(experiment)
        addWrapped(ExperimentText.guarantee(experiment), mark: " ")
        for segment in experiment.segments { write(segment, of: experiment) }
    }

    private mutating func writeCircumstances(_ experiment: ExperimentSnapshot) {
        var parts: [String] = []
        if let start = experiment.start { parts.append("since \(ExperimentText.minute(start)) UTC") }
        if let window = experiment.window {
            parts.append("goals within \(numbers.span(microseconds: window.microseconds))")
        }
        if let target = experiment.targetLift { parts.append("made to find a lift of \(near(false).percent(target))") }
        if !parts.isEmpty { addWrapped(parts.joined(separator: ", "), mark: " ") }
    }

    /// ```
    /// arm   users   share  expected  conversions    revenue  orders
    /// ```
    private mutating func writeArms(_ arms: [ExperimentSnapshot.Arm], indent: Int) {
        guard !arms.isEmpty else { return }
        let hasConversions = arms.contains { $0.conversions != nil }
        let hasRevenue = arms.contains { $0.revenue != nil || $0.orders != nil }
        var columns: [(title: String, alignment: TextTable.Alignment)] = [
            ("arm", .left), ("users", .right), ("share", .right), ("expected", .right),
        ]
        if hasConversions { columns.append(("conversions", .right)) }
        if hasRevenue { columns += [("orders", .right), ("revenue", .right)] }
        var table = TextTable(columns)
        for arm in arms {
            var row = [
                safe(arm.variant), numbers.count(arm.exposed), numbers.percent(arm.share),
                near(false).percent(arm.expectedShare),
            ]
            if hasConversions { row.append(arm.conversions.map(numbers.count) ?? "") }
            if hasRevenue { row += [arm.orders.map(numbers.count) ?? "", numbers.money(arm.revenue)] }
            table.add(row)
        }
        add(table, indent: indent)
    }

    /// Seen through a segment: numbers alone, no word that sounds like a call.
    private mutating func write(_ segment: ExperimentSnapshot.Segment, of experiment: ExperimentSnapshot) {
        add("")
        let name = FixedWidth.cut(safe(segment.name), 30, ellipsis: glyphs.ellipsis)
        add("  segment \(name): exploratory, nothing is called here")
        if segment.goals.isEmpty { writeArms(segment.arms, indent: 4) }
        for goal in segment.goals {
            add("    \(safe(goal.name)), \(goal.kind.word)")
            add(line("arm", ["users", "value", "lift", "95 % at all times"], indent: 6))
            for arm in goal.arms { add(line(safe(arm.variant), cells(arm, of: goal), indent: 6)) }
        }
    }
}

extension TextReport {
    /// ```
    ///   conversion, share of users
    ///     arm                        users       value       lift  95 % at all times
    ///     A                         10,012      5.04 %
    ///     B                         10,001      6.51 %    +29.2 %   +12.1 to +48.3 %
    ///       ████████ 100 % e 1,204  winner, called 2026-11-21 13:41
    /// ```
    private mutating func write(_ goal: GoalSnapshot, of experiment: ExperimentSnapshot) {
        add("")
        let lower = goal.better == .lower ? ", lower is better" : ""
        add("  \(safe(goal.name)), \(goal.kind.word)\(lower)")
        add(line("arm", ["users", "value", goal.comparesDifferences ? "difference" : "lift", "95 % at all times"]))
        for arm in goal.arms {
            add(line(safe(arm.variant), cells(arm, of: goal)))
            let standing = words.standing(arm, of: goal, in: experiment)
            if !standing.isEmpty { writeEvidence(words.evidence(arm, in: experiment), standing) }
            if let opinion = words.peer(arm, experiment.peer) { add("      " + opinion) }
        }
        if experiment.isMultivariate, goal.isPrimary { add("    " + ExperimentText.combinations) }
        if let omnibus = goal.omnibusE, experiment.split.verdict != .red {
            add("    any arm differs: e \(words.e(omnibus))")
        }
        writeContrasts(goal, of: experiment)
        let mark = words.hasWinner(goal, of: experiment) ? glyphs.winner : " "
        addWrapped(words.sentence(goal, of: experiment) + ".", mark: mark)
        if let cap = words.cap(goal) { addWrapped(cap, mark: " ") }
    }

    /// Main effects, then interactions; an interaction says how much more levels do together than by themselves.
    private mutating func writeContrasts(_ goal: GoalSnapshot, of experiment: ExperimentSnapshot) {
        for (isInteraction, title) in [(false, "each factor"), (true, "together, beyond each")] {
            let contrasts = goal.contrasts.filter { $0.isInteraction == isInteraction }
            guard !contrasts.isEmpty else { continue }
            add(line(title, ["lift", "95 % at all times"]))
            for contrast in contrasts {
                let lift = [words.effect(contrast), words.interval(contrast.liftLow, contrast.liftHigh)]
                add(line(words.name(contrast), lift))
                writeEvidence(
                    words.evidence(contrast, in: experiment), words.standing(contrast, of: goal, in: experiment))
            }
        }
    }

    /// How far a comparison is from a call, and what it waits for.
    private mutating func writeEvidence(_ evidence: (log: Double?, e: Double?), _ standing: String) {
        let share = ExperimentText.share(evidence.log)
        let bar = FixedWidth.fit(
            share.map { glyphs.bar(fraction: $0, width: 8) } ?? "", 8, .left, ellipsis: glyphs.ellipsis)
        let percent = FixedWidth.fit(words.evidence(evidence.log), 5, .right, ellipsis: glyphs.ellipsis)
        let e = evidence.e.map { "e " + words.e($0) } ?? ""
        add("      \(bar) \(percent) \(FixedWidth.fit(e, 8, .left, ellipsis: glyphs.ellipsis)) \(standing)")
    }

    private func cells(_ arm: GoalSnapshot.Arm, of goal: GoalSnapshot) -> [String] {
        [
            numbers.count(arm.users), words.value(arm.value, goal.kind), words.effect(arm, of: goal),
            words.interval(arm, of: goal),
        ]
    }

    /// A name of the width that is left, and the last of four cells of fixed width; wider cells take from the name.
    private func line(_ name: String, _ cells: [String], indent: Int = 4) -> String {
        var right = ""
        for (cell, width) in zip(cells, [10, 11, 11, 20].suffix(cells.count)) {
            right += FixedWidth.fit(
                cell, max(width, CharacterWidth.ofText(cell) + 2), .right, ellipsis: glyphs.ellipsis)
        }
        let room = max(8, TextReport.width - indent - CharacterWidth.ofText(right))
        return String(repeating: " ", count: indent)
            + FixedWidth.fit(name, room, .left, ellipsis: glyphs.ellipsis) + right
    }

    /// A sentence over as many lines as it takes, the mark before the first.
    mutating func addWrapped(_ sentence: String, mark: String) {
        let room = TextReport.width - 4
        var current = ""
        var isFirst = true
        func prefix() -> String { isFirst ? "  " + FixedWidth.fit(mark, 1, .left, ellipsis: "") + " " : "    " }
        for word in ExperimentText.pieces(sentence) {
            if !current.isEmpty, CharacterWidth.ofText(current) + 1 + CharacterWidth.ofText(word) > room {
                add(prefix() + current)
                isFirst = false
                current = ""
            }
            current += current.isEmpty ? word : " " + word
        }
        add(prefix() + current)
    }
}
