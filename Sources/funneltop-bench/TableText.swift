import Foundation
import Trials

/// Results as plain text.
enum TableText {
    static func text(of results: TrialResults, visitors: Int) -> String {
        results.table.isSpeed ? speed(results, visitors: visitors) : falseAlarms(results)
    }

    /// One row a rule, one column a cell: share ever called, its upper 95 % bound, the part of it that is "lose".
    ///
    ///     No effect, conversion, 50/50
    ///     rule                       p=1%                  p=5%
    ///     N                          1.1% <1.5 lose 52%    2.7% <3.3 lose 50%
    private static func falseAlarms(_ results: TrialResults) -> String {
        var labels: [String] = []
        for row in results.rows where !labels.contains(row.question.label) { labels.append(row.question.label) }
        let trials = results.table.trials
        var lines = [["share ever called, <upper 95% bound, part that is \"lose\""] + trials.map(\.name)]
        for label in labels {
            lines.append(
                [label]
                    + zip(trials, results.summaries).map { trial, summaries in
                        guard let index = trial.questions.firstIndex(where: { $0.label == label }) else { return "-" }
                        return alarm(summaries[index])
                    })
        }
        return results.table.title + "\n" + columns(lines)
    }

    private static func alarm(_ summary: RuleSummary) -> String {
        let lose = summary.calls > 0 ? Double(summary.losses) / Double(summary.calls) : 0
        return percent(summary.callShare) + " <" + percent(summary.bounds.upperBound).dropLast() + " lose "
            + number(100 * lose, digits: 0) + "%"
    }

    private static func speed(_ results: TrialResults, visitors: Int) -> String {
        var lines = [["effect", "rule", "median", "80% by", "called by \(visitors)", "wrong sign"]]
        for (trial, question, summary) in results.rows {
            let wrong = trial.scenario.arms[1].rate < trial.scenario.arms[0].rate ? summary.winShare : summary.lossShare
            let never = ">\(trial.scenario.visitors)"
            lines.append([
                trial.name, question.label, summary.visitors(atShare: 0.5).map(String.init) ?? never,
                summary.visitors(atShare: 0.8).map(String.init) ?? never, percent(summary.power(at: visitors)),
                results.table.kind == .speedSplit ? "-" : percent(wrong, digits: 2),
            ])
        }
        return results.table.title + "\n" + columns(lines)
    }

    static func text(of goals: [TrialGoal]) -> String {
        let lines = goals.map { goal in
            [
                goal.isMet ? "PASS" : "FAIL", goal.id, goal.claim, value(goal.measured, goal),
                "<= " + value(goal.limit, goal),
                goal.place,
            ]
        }
        return "Goals\n" + columns([["", "", "", "worst", "limit", "where"]] + lines)
    }

    private static func value(_ value: Double, _ goal: TrialGoal) -> String {
        if goal.isShare { return percent(value, digits: 2) }
        return value >= 1e9 ? "never" : number(value, digits: value < 100 ? 2 : 0)
    }

    private static func percent(_ share: Double, digits: Int = 1) -> String {
        number(100 * share, digits: digits) + "%"
    }

    private static func number(_ value: Double, digits: Int) -> String {
        String(format: "%.\(digits)f", locale: Locale(identifier: "en_US_POSIX"), value)
    }

    private static func columns(_ lines: [[String]]) -> String {
        let count = lines.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            lines.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        return lines.map { line in
            var cells = zip(line, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            if let last = line.last { cells[line.count - 1] = last }
            return "  " + cells.joined(separator: "  ")
        }.joined(separator: "\n") + "\n"
    }
}
