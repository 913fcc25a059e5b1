import Analytics

/// What was called, as a headline and as a sentence for each goal.
extension ExperimentText {
    /// One thing that is called on one goal; its texts are safe.
    private struct Call {
        enum Way: CaseIterable {
            case wins
            /// The control, but not each of the others that do.
            case beats
            /// Levels of several factors, beyond what each does.
            case better, worse
            case loses
        }

        var subject: String
        var way: Way
        var goal: String
        /// `, called 2026-11-21 13:41, fading: its interval covers no effect again`
        var remark: String
    }

    static let watched = "watched, never called"

    /// The experiment in a few words: all that is called on primary goals, so that no win hides a loss; else how the
    /// first of them stands.
    func state(_ experiment: ExperimentSnapshot) -> String {
        if experiment.split.verdict == .red { return Verdict.splitBroken.word }
        let primary = experiment.goals.filter(\.isPrimary)
        guard let first = primary.first else {
            return experiment.goals.isEmpty ? Verdict.noData.word : ExperimentText.watched
        }
        let calls = primary.flatMap { self.calls($0, of: experiment) }
        guard calls.isEmpty else { return headline(calls, against: control(experiment)) }
        switch first.verdict {
        case .winner, .loser: return Verdict.undecided.word
        case .noData, .splitBroken, .collecting, .noDifference, .leaning, .undecided: return first.verdict.word
        }
    }

    /// What can be said of a goal over all arms, or over all effects of crossed factors, as a sentence without its full
    /// stop.
    func sentence(_ goal: GoalSnapshot, of experiment: ExperimentSnapshot) -> String {
        let name = safe(goal.name)
        if !goal.isPrimary { return "\(name) is watched and never called" }
        if goal.verdict == .noData { return missing(goal, of: experiment) }
        if experiment.split.verdict == .red || goal.verdict == .splitBroken {
            return "nothing is called on \(name): the split is broken"
        }
        let calls = calls(goal, of: experiment)
        let clauses = Call.Way.allCases.compactMap { way in
            clause(way, calls.filter { $0.way == way }, on: name, of: experiment)
        }
        guard clauses.isEmpty else { return clauses.joined(separator: "; ") }
        if experiment.isMultivariate, goal.contrasts.isEmpty, goal.comparesDifferences {
            return "nothing is called on \(name): effects of crossed factors are not compared by difference"
        }
        switch goal.verdict {
        case .noDifference:
            return experiment.isMultivariate
                ? "no factor changes \(name) by as much as counts"
                : "no arm differs from \(control(experiment)) on \(name) by as much as counts"
        case .leaning: return "\(name) is \(Verdict.leaning.word)"
        case .collecting: return "nothing is called on \(name) yet: too little is known"
        case .noData, .splitBroken, .winner, .loser, .undecided: return "nothing is called on \(name) yet"
        }
    }

    /// An arm, or a level, is called to win.
    func hasWinner(_ goal: GoalSnapshot, of experiment: ExperimentSnapshot) -> Bool {
        goal.isPrimary && experiment.split.verdict != .red
            && calls(goal, of: experiment).contains { $0.way == .wins }
    }

    private func control(_ experiment: ExperimentSnapshot) -> String { experiment.control.map(safe) ?? "the control" }

    // MARK: Calls

    /// Of crossed factors the effects are called, never the arms; one that depends on another says nothing by itself.
    private func calls(_ goal: GoalSnapshot, of experiment: ExperimentSnapshot) -> [Call] {
        guard !experiment.isMultivariate else {
            return goal.contrasts.compactMap { contrast in
                let way: Call.Way
                switch contrast.verdict {
                case .winner: way = contrast.isInteraction ? .better : .wins
                case .loser: way = contrast.isInteraction ? .worse : .loses
                case .noData, .splitBroken, .collecting, .noDifference, .leaning, .undecided: return nil
                }
                return contrast.isOvershadowed
                    ? nil
                    : Call(
                        subject: name(contrast), way: way, goal: safe(goal.name), remark: remark(contrast.firstCalled))
            }
        }
        func call(_ arm: GoalSnapshot.Arm, _ way: Call.Way) -> Call {
            Call(
                subject: safe(arm.variant), way: way, goal: safe(goal.name),
                remark: remark(arm.firstCalled)
                    + (arm.isFading ? ", fading: its interval covers no effect again" : ""))
        }
        let winners = goal.verdict == .winner ? goal.arms.filter { $0.verdict == .winner } : []
        let hasCalls = goal.verdict == .winner || goal.verdict == .loser
        let losers = hasCalls ? goal.arms.filter { $0.verdict == .loser } : []
        let winner = goal.calledWinner.flatMap { name in winners.first { $0.variant == name } }
        return (winner.map { [call($0, .wins)] } ?? winners.map { call($0, .beats) })
            + losers.map { call($0, .loses) }
    }

    private func remark(_ called: Timestamp?) -> String {
        called.map { ", called \(ExperimentText.minute($0))" } ?? ""
    }

    /// `B wins on purchased, called 2026-11-21 13:41`; of several the table says when.
    private func clause(
        _ way: Call.Way, _ calls: [Call], on goal: String, of experiment: ExperimentSnapshot
    ) -> String? {
        guard let first = calls.first else { return nil }
        let subjects = calls.map(\.subject).joined(separator: ", ")
        let isPlural = calls.count > 1
        var clause = subjects + " " + (way == .better || way == .worse ? "are " : "")
        clause += verb(way, isPlural: isPlural, against: control(experiment))
        if way == .loses, !experiment.isMultivariate { clause += " against \(control(experiment))" }
        clause += " on \(goal)"
        if way == .beats, isPlural { return clause + "; none beats the others yet" }
        return clause + (isPlural ? "" : first.remark)
    }

    private func verb(_ way: Call.Way, isPlural: Bool, against control: String) -> String {
        switch way {
        case .wins: isPlural ? "win" : "wins"
        case .beats: (isPlural ? "beat " : "beats ") + control
        case .better: "better together"
        case .worse: "worse together"
        case .loses: isPlural ? "lose" : "loses"
        }
    }

    /// `B wins on errs, loses on revenue per user; C, D lose on errs`
    private func headline(_ calls: [Call], against control: String) -> String {
        var parts: [(subjects: [String], ways: [(way: Call.Way, goals: [String])])] = []
        var seen: Set<String> = []
        for subject in calls.map(\.subject) where seen.insert(subject).inserted {
            let own = calls.filter { $0.subject == subject }
            let ways = Call.Way.allCases.map { way in (way: way, goals: own.filter { $0.way == way }.map(\.goal)) }
                .filter { !$0.goals.isEmpty }
            // Those of which the same is said share a part.
            let same = parts.firstIndex { $0.ways.elementsEqual(ways) { $0.way == $1.way && $0.goals == $1.goals } }
            if let same { parts[same].subjects.append(subject) } else { parts.append(([subject], ways)) }
        }
        return parts.map { part in
            let isPlural = part.subjects.count > 1
            let isSeveral = isPlural && part.ways.allSatisfy { $0.way == .beats }
            let subjects = isSeveral ? "several" : part.subjects.joined(separator: ", ")
            return subjects + " "
                + part.ways.map { way, goals in
                    verb(way, isPlural: isPlural, against: control) + " on " + ExperimentText.list(goals)
                }.joined(separator: ", ")
        }.joined(separator: "; ")
    }

    /// `a`, `a and b`, `a and 2 more`
    private static func list(_ names: [String]) -> String {
        switch names.count {
        case 0...1: names.first ?? ""
        case 2: names[0] + " and " + names[1]
        default: "\(names[0]) and \(names.count - 1) more"
        }
    }

    // MARK: Nothing to call

    /// Why nothing is known: users who cannot be compared are not the same as none.
    private func missing(_ goal: GoalSnapshot, of experiment: ExperimentSnapshot) -> String {
        let name = safe(goal.name)
        guard let control = experiment.control else { return "there is nothing to compare \(name) with" }
        guard experiment.arms.count(where: { $0.exposed > 0 }) > 1 else { return "nothing is known of \(name) yet" }
        let why: String?
        if experiment.isMultivariate, experiment.arms.contains(where: { $0.exposed == 0 }) {
            why = "not every combination has users"
        } else if experiment.arms.first?.exposed == 0 {
            why = "\(safe(control)) has no users"
        } else {
            why = hasTooFewDeclared(experiment) ? "the declared split names fewer than two of the arms" : nil
        }
        return "nothing can be compared on \(name) yet" + (why.map { ": " + $0 } ?? "")
    }

    /// Two arms have users, and no two of them have a share in the split.
    func hasTooFewDeclared(_ experiment: ExperimentSnapshot) -> Bool {
        experiment.arms.count { $0.exposed > 0 } > 1 && experiment.arms.count { ($0.expectedShare ?? 0) > 0 } < 2
            && (experiment.phaseCount == 1 || experiment.hasUndeclaredArms)
    }
}

extension ExperimentSnapshot {
    fileprivate var hasUndeclaredArms: Bool {
        notes.contains { if case .undeclaredVariant = $0 { true } else { false } }
    }
}
