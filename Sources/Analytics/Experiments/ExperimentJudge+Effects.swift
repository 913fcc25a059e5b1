import Statistics

/// Effects of crossed factors.
extension ExperimentJudge {
    /// What an effect is known by.
    func names(of contrast: FactorialContrast) -> [String] {
        contrast.factors.map { plan.definition.factors[$0] }
            + zip(contrast.factors, contrast.levels).map { arms.levels[$0][$1] }
    }

    /// In the order of `FactorialEffects.contrasts`.
    func effects(_ goal: ExperimentGoals.Goal, _ place: Int, _ sums: ArmSums) -> [Judgement.Effect] {
        guard goal.definition.unit == nil else { return [] }
        let gate = gate(goal, Array(arms.arms.indices), sums)
        let byPhase = (0..<sums.phaseCount).map { phase in
            FactorialEffects.contrasts(levelCounts: arms.levels.map(\.count), cells: cellEffects(goal, phase, sums))
        }
        return (byPhase.first ?? []).indices.map { index in
            var judgement = Judgement.Effect(gate: gate)
            guard gate != .noData, let effect = Effect.pooled(byPhase.compactMap { $0[index].effect }) else {
                return judgement
            }
            judgement.effect = effect
            judgement.logEvidence = prior(place).logEvidence(effect)
            judgement.interval = prior(place).interval(effect)
            return judgement
        }
    }

    /// ln of each arm's value in a phase, with its variance.
    func cellEffects(_ goal: ExperimentGoals.Goal, _ phase: Int, _ sums: ArmSums) -> [Statistics.Effect?] {
        arms.arms.indices.map { arm in
            switch goal.source {
            case .share(let share): Effect.cellEffect(sums.share(phase, arm, share))
            case .amounts(let ledger, perOrder: true): Effect.cellEffect(sums.amountsPerOrder(phase, arm, ledger))
            case .amounts(let ledger, perOrder: false): Effect.cellEffect(sums.amounts(phase, arm, ledger))
            }
        }
    }
}
