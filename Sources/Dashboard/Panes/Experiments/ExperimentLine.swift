import Analytics
import TerminalUI

/// One experiment in one line: `checkout_cta: ★ B +14.6 %`.
struct ExperimentLine {
    var name: String
    /// The later ones can be left out.
    var parts: [String]
    var role: Role

    init(_ shown: ShownExperiment, _ words: VerdictWords) {
        name = shown.experiment.name
        guard !shown.experiment.isBroken else {
            (parts, role) = (["! split BROKEN"], .error)
            return
        }
        guard !shown.isEmpty, let goal = shown.goal, let arm = shown.leading else {
            let isWatched = shown.goal.map { !$0.isPrimary } ?? false
            (parts, role) = ([isWatched ? VerdictWords.watched : "no data yet"], .dim)
            return
        }
        let lift = "\(arm.variant) \(words.format.near(shown.experiment.isApproximate).comparison(arm, of: goal))"
        role = words.role(arm.verdict)
        guard goal.isPrimary else {
            (parts, role) = ([VerdictWords.watched, lift], .text)
            return
        }
        switch arm.verdict {
        case .collecting, .noData, .splitBroken, nil: parts = [words.signed(arm)]
        case .winner: parts = ["\(words.sign(arm)) \(lift)\(arm.isFading ? " fading" : "")"]
        case .loser, .noDifference, .leaning, .undecided: parts = [words.signed(arm), lift]
        }
    }

    /// In at most `width` cells: without the later parts, then without the name, where all of it does not fit.
    func text(before: String = "", width: Int) -> String {
        let whole = "\(before)\(name): "
        let forms = stride(from: parts.count, to: 0, by: -1).map { whole + parts.prefix($0).joined(separator: " · ") }
        let short = "\(before)\(parts.first ?? "")"
        return (forms + [short]).first { CharacterWidth.ofText(SafeText.make($0)) <= width } ?? whole
            + (parts.first ?? "")
    }
}

extension DashboardModel {
    /// The chosen experiment as view 1 shows it: of everyone, on its first goal that can be called.
    var paneExperiment: ShownExperiment? {
        let all = shown.experiments
        guard !all.isEmpty else { return nil }
        let experiment = all[shownExperimentIndex]
        var made = ShownExperiment(experiment, goal: experiment.headGoal)
        made.position = shownExperimentIndex + 1
        made.count = all.count
        return made
    }

    /// `A/B checkout_cta: ★ B +14.6 %`, where there is no room for the pane.
    func experimentLine(width: Int) -> (text: String, role: Role)? {
        guard let shown = paneExperiment else { return nil }
        let line = ExperimentLine(shown, words)
        return (line.text(before: "A/B ", width: width), line.role)
    }
}
