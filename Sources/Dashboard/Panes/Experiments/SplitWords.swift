import Analytics
import Expressions

/// What is said of the split, of users in two arms, of capped amounts, and of everything else worth a note.
struct SplitWords {
    var shown: ShownExperiment
    var words: VerdictWords
    /// A phase the owner has agreed to, not in a snapshot yet.
    var declared: Timestamp?
    /// Without what the shares were.
    var isShort = false

    private var format: Formatting { words.format }
    private var experiment: ExperimentSnapshot { shown.experiment }

    /// What keeps the experiment from being judged.
    var problems: [Phrase] {
        let phrases = experiment.notes.filter { $0.isProblem && !SplitWords.isAboutChange($0) }.map {
            Phrase(text: "! \($0.description)", role: .warning)
        }
        return phrases + (change.map { [$0] } ?? [])
    }

    private var change: Phrase? {
        guard let change = experiment.split.change else { return nil }
        let time = format.moment(change.time, now: words.now)
        if declared == change.time {
            return Phrase(text: "a phase from \(time) on is declared; the numbers follow", role: .warning)
        }
        if isShort { return Phrase(text: "! p declares a phase from \(time) on", role: .warning) }
        let shares = "\(list(change.before)) before, now \(list(change.after))"
        return Phrase(
            text: "! the split changed: \(shares); p declares a phase from \(time) on", role: .warning)
    }

    private static func isAboutChange(_ note: ExperimentNote) -> Bool {
        if case .splitChanged = note { return true }
        return false
    }

    /// The other notes but for what the title and the split line say anyway.
    func others(titleSaysWeek: Bool) -> [Phrase] {
        experiment.notes.compactMap { note in
            switch note {
            case .conflicting: return nil
            // The split line and the table say so.
            case .phases where experiment.phaseCount > 1: return nil
            case .noFullWeek where titleSaysWeek: return nil
            default: return note.isProblem ? nil : Phrase(text: note.description, role: .dim)
            }
        }
    }

    var check: [Phrase] {
        let split = experiment.split
        let state = VerdictWords.split(split.verdict)
        let value = format.evidenceValue(split.eValue)
        let whose = shown.segment == nil ? "" : "everyone: "
        var phrases = [Phrase(text: whose + state.text + (value.isEmpty ? "" : " (\(value))"), role: state.role)]
        let arms = experiment.arms
        let total = arms.reduce(0) { $0 &+ max(0, $1.exposed) }
        if arms.count > 1, total > 0 {
            let expected = expected(arms.map(\.expectedShare))
            phrases.append(
                Phrase(text: "\(list(arms.map { $0.share ?? 0 })) of \(format.users(total))\(expected)"))
        }
        if experiment.conflicting > 0 {
            let users = "in two arms: \(format.users(experiment.conflicting))"
            let rest = experiment.conflicts == .leaveOut ? "left out" : "counted in their first"
            phrases.append(Phrase(text: "\(users), \(rest)"))
        }
        if let cap = shown.goal?.cap {
            phrases.append(
                Phrase(
                    text: "capped at \(format.amount(cap.limit)): \(format.count(cap.cappedUsers)) of "
                        + "\(format.count(cap.buyers)) \(cap.buyers == 1 ? "buyer" : "buyers")"))
        }
        return phrases
    }

    /// `33.3 / 33.4 / 33.3 %`
    private func list(_ shares: [Double]) -> String {
        shares.map { share in share.isFinite ? format.decimal(max(0, share) * 100) : format.nothing }
            .joined(separator: " / ") + " %"
    }

    private func expected(_ shares: [Double?]) -> String {
        let known = shares.compactMap { $0 }.filter(\.isFinite)
        let phases = experiment.phaseCount
        guard known.count == shares.count, let first = known.first else {
            return phases > 1 ? ", \(format.count(phases)) phases" : ""
        }
        let over = phases > 1 ? " over \(format.count(phases)) phases" : ""
        guard known.allSatisfy({ ($0 - first).magnitude < 0.0005 }) else { return ", expected \(list(known))\(over)" }
        let names = [2: "halves", 3: "thirds", 4: "quarters"]
        return ", expected \(names[known.count] ?? "equal shares")\(over)"
    }
}
