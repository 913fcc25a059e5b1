/// A table with what its cells came to.
package struct TrialResults: Sendable {
    package let table: TrialTable
    /// By trial, then by question.
    package let summaries: [[RuleSummary]]

    /// - Parameter outcomes: by trial, then by run, then by question.
    package init(_ table: TrialTable, outcomes: [[[Outcome]]]) {
        self.table = table
        summaries = zip(table.trials, outcomes).map { trial, runs in
            trial.questions.indices.map { question in RuleSummary(runs.map { $0[question] }) }
        }
    }

    /// Every question of every trial with its summary.
    package var rows: [(trial: Trial, question: Question, summary: RuleSummary)] {
        zip(table.trials, summaries).flatMap { trial, summaries in
            zip(trial.questions, summaries).map { (trial, $0, $1) }
        }
    }
}
