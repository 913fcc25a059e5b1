extension TrialGoal {
    /// Every promise that the results say something about, in order.
    package static func all(_ results: [TrialResults]) -> [TrialGoal] {
        falseAlarms(results) + decisions(results) + coverage(results) + others(results)
    }

    /// Rules whose promises these are.
    private static func isOwn(_ rule: Rule) -> Bool { rule == .product || rule == .normal || rule == .labels }

    private static func falseAlarms(_ results: [TrialResults]) -> [TrialGoal] {
        let kinds: [TrialTable.Kind] = [.nothingShares, .nothingUneven, .nothingAmounts]
        let cells = rows(results, kinds).filter { isOwn($0.question.rule) }
        let bound = worst(
            "G1", "no effect: upper 95% bound of the share ever called", cells, limit: 0.055
        ) { $0.bounds.upperBound }
        let even = rows(results, [.nothingShares, .nothingAmounts]).filter { isOwn($0.question.rule) }
        var sides: [(place: String, ratio: Double)] = []
        for question in unique(even.map(\.question)) {
            let same = even.filter { $0.question == question }.map(\.summary)
            let wins = same.reduce(0) { $0 + $1.wins }
            let losses = same.reduce(0) { $0 + $1.losses }
            // Fewer than fifty calls say nothing of a factor of two.
            guard wins + losses >= 50 else { continue }
            sides.append((question.label, Double(max(wins, losses)) / Double(max(1, min(wins, losses)))))
        }
        let side = sides.max { $0.ratio < $1.ratio }.map {
            TrialGoal(
                id: "G1", claim: "no effect: false wins and losses at 50/50, larger over smaller", place: $0.place,
                measured: $0.ratio, limit: 2, isShare: false)
        }
        return [bound, side].compactMap { $0 }
    }

    private static func decisions(_ results: [TrialResults]) -> [TrialGoal] {
        let limits: [(trial: String, question: Question, limit: Int)] = [
            ("p=5% +10%", Question(.product), 62_000), ("p=5% +10%", Question(.normal), 57_000),
            ("p=1% +20%", Question(.product), 92_000), ("p=1% +20%", Question(.normal), 92_000),
            ("through conversion", Question(.product, .revenue), 175_000),
            ("through order value", Question(.product, .revenue), 175_000),
        ]
        let cells = rows(results, [.speedShares, .speedAmounts])
        return limits.flatMap { wanted -> [TrialGoal] in
            guard let cell = cells.first(where: { $0.trial.name == wanted.trial && $0.question == wanted.question })
            else { return [] }
            let median = cell.summary.visitors(atShare: 0.5)
            let place = "\(wanted.trial), \(wanted.question.label)"
            let peer = cells.first {
                $0.trial.name == wanted.trial
                    && $0.question == Question(.growthbook, wanted.question.metric)
            }
            // A peer that never gets there is taken at the end of the run, which is to its favour.
            let theirs = peer.map { $0.summary.visitors(atShare: 0.5) ?? $0.trial.scenario.visitors }
            let ours = Double(median ?? .max)
            return [
                TrialGoal(
                    id: "G2", claim: "median visitors to the decision", place: place, measured: ours,
                    limit: Double(wanted.limit), isShare: false)
            ]
                + (theirs.map {
                    [
                        TrialGoal(
                            id: "G2", claim: "median as a share of GrowthBook's on the same visitors", place: place,
                            measured: ours / Double($0), limit: 0.8, isShare: true)
                    ]
                } ?? [])
        }
    }

    private static func coverage(_ results: [TrialResults]) -> [TrialGoal] {
        let cells = rows(results, [.coverage]).filter { isOwn($0.question.rule) }
        return [worst("G3", "true lift ever outside the interval", cells, limit: 0.05) { $0.callShare }].compactMap {
            $0
        }
    }

    private static func others(_ results: [TrialResults]) -> [TrialGoal] {
        let ramp = rows(results, [.nothingRamp]).filter { isOwn($0.question.rule) }
        let split = rows(results, [.soundSplit]).filter { $0.question.rule == .splitRed }
        let broken = rows(results, [.speedSplit]).filter {
            $0.trial.name == "49/51" && $0.question.rule == .splitRed
        }
        let arms = rows(results, [.nothingArms]).filter { $0.question.rule == .closed }
        return [
            worst("G4", "no effect under a ramp: share ever called", ramp, limit: 0.05) { $0.callShare },
            worst("G5", "sound split: share with a red alarm", split, limit: 0.01) { $0.callShare },
            worst("G5", "51/49: median visitors to the red alarm", broken, limit: 31_000, isShare: false) {
                Double($0.visitors(atShare: 0.5) ?? .max)
            },
            worst("G6", "four arms without effect: share with any call", arms, limit: 0.05) { $0.callShare },
        ].compactMap { $0 }
    }

    private typealias Row = (trial: Trial, question: Question, summary: RuleSummary)

    private static func rows(_ results: [TrialResults], _ kinds: [TrialTable.Kind]) -> [Row] {
        results.filter { kinds.contains($0.table.kind) }.flatMap(\.rows)
    }

    private static func worst(
        _ id: String, _ claim: String, _ rows: [Row], limit: Double, isShare: Bool = true,
        _ measure: (RuleSummary) -> Double
    ) -> TrialGoal? {
        rows.map { ($0, measure($0.summary)) }.max { $0.1 < $1.1 }.map { row, value in
            TrialGoal(
                id: id, claim: claim, place: "\(row.trial.name), \(row.question.label)", measured: value, limit: limit,
                isShare: isShare)
        }
    }

    private static func unique(_ questions: [Question]) -> [Question] {
        var seen: Set<Question> = []
        return questions.filter { seen.insert($0).inserted }
    }
}
