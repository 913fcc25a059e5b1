@testable import Trials

/// Runs a trial some hundred times with a fixed seed.
struct Simulation {
    static let seed: UInt64 = 20_260_101
    let trial: Trial
    private let summaries: [RuleSummary]

    init(_ name: String, _ scenario: Scenario, runs: Int = 300, _ questions: [Question]) {
        let trial = Trial(name, scenario, questions)
        self.trial = trial
        let outcomes = (0..<runs).map { trial.outcomes(seed: Self.seed, run: $0) }
        summaries =
            TrialResults(
                TrialTable(kind: .nothingShares, title: name, trials: [trial]), outcomes: [outcomes]
            ).summaries[0]
    }

    /// What the first question with the rule came to.
    subscript(rule: Rule, metric: Metric = .conversion) -> RuleSummary {
        let index = trial.questions.firstIndex { $0.rule == rule && $0.metric == metric }
        return index.map { summaries[$0] } ?? RuleSummary([])
    }
}
