import Statistics

/// How all that can be called shares the 5 %.
extension ExperimentJudge {
    /// Everything that can be called shares the 5 %: the arms, or where factors are crossed the effects, of all primary
    /// goals. What still lacks data takes part with an e-value of at most 1.
    func adjust(_ judgement: inout Judgement) {
        guard comparesArms else { return }
        let primary = goals.indices.filter { plan.goals.goals[goals[$0]].definition.isPrimary }
        if plan.definition.factors.count > 1 {
            let members = primary.flatMap { goal in judgement.effects[goal].indices.map { (goal, $0) } }
            let adjusted = merge(
                members.map { goal, index in
                    let effect = judgement.effects[goal][index]
                    return effect.gate == .open ? effect.logEvidence : min(0, effect.logEvidence)
                })
            for ((goal, index), value) in zip(members, adjusted) { judgement.effects[goal][index].adjusted = value }
        } else {
            let members = primary.flatMap { goal in arms.arms.indices.dropFirst().map { (goal, $0) } }
            let adjusted = merge(
                members.map { goal, arm in
                    let one = judgement.arms[goal][arm]
                    let logE = one.comparison?.logEvidence ?? 0
                    return one.gate == .open ? logE : min(0, logE)
                })
            for ((goal, arm), value) in zip(members, adjusted) { judgement.arms[goal][arm].adjusted = value }
        }
    }

    private func merge(_ logE: [Double]) -> [Double] {
        switch plan.definition.multiplicity {
        case .closed: EvidenceMerging.closed(logE)
        case .fdr: EvidenceMerging.discoveryEvidence(logE)
        }
    }
}
