import Statistics

/// Judges an experiment by its sums (guides §1, §2): the same at any time, for any number of looks.
struct ExperimentJudge {
    /// Users who must have reached a share in each arm.
    static let leastReached = 5
    /// Of revenue per user.
    static let leastBuyers = 25
    /// Of an average order value.
    static let leastOrders = 50
    /// Conversions that fix the automatic target lift.
    static let targetConversions = 100

    let plan: ExperimentPlan
    let arms: ArmList
    /// Places in the plan's goals that are shown.
    let goals: [Int]
    let target: Double
    /// nil when the target lift is not fixed yet: how many conversions there are.
    let missingTarget: Int?
    private let priors: [EffectPrior]
    /// By phase, then by arm; nil where nothing is expected of the arm.
    private let labels: [[LabelEvidence?]]
    private let declared: [[Double]?]
    /// What each effect of crossed factors is about; empty where none are crossed.
    let contrastShapes: [FactorialContrast]

    init(_ plan: ExperimentPlan, _ arms: ArmList, goals: [Int], target: Double, missingTarget: Int? = nil) {
        self.plan = plan
        self.arms = arms
        self.goals = goals
        self.target = target
        self.missingTarget = missingTarget
        priors = goals.map { EffectPrior(target: target, unit: plan.goals.goals[$0].definition.unit ?? 1) }
        let splits = [plan.definition.split] + plan.definition.phases.map(\.split)
        declared = splits.map { split in
            guard !split.isEmpty else { return nil }
            let shares = arms.arms.map { split[$0.variant] ?? 0 }
            let sum = shares.reduce(0, +)
            return sum > 0 ? shares.map { $0 / sum } : nil
        }
        contrastShapes =
            plan.definition.factors.count > 1
            ? FactorialEffects.contrasts(levelCounts: arms.levels.map(\.count), cells: arms.arms.map { _ in nil }) : []
        let prior = EffectPrior(target: target)
        labels = declared.map { shares in
            arms.arms.indices.map { arm in
                arm == 0 ? nil : ExperimentJudge.label(shares, control: 0, variant: arm, prior)
            }
        }
    }

    /// The prior of the evidence on a goal, by its place among those shown.
    func prior(_ place: Int) -> EffectPrior { priors[place] }

    var comparesArms: Bool { arms.hasControl && arms.arms.count > 1 }

    func judge(_ sums: ArmSums) -> Judgement {
        var judgement = Judgement(split: split(sums), arms: [], effects: [])
        for (place, goal) in goals.enumerated() {
            judgement.arms.append(
                arms.arms.indices.map { arm in
                    arm == 0 || !comparesArms ? Judgement.Arm() : self.arm(plan.goals.goals[goal], place, arm, sums)
                })
            judgement.effects.append(
                plan.definition.factors.count > 1 && comparesArms
                    ? effects(plan.goals.goals[goal], place, sums) : [])
        }
        adjust(&judgement)
        return judgement
    }

    // MARK: The split

    /// Expected shares by arm in a phase: as declared, or equal among those that have users in it.
    func shares(_ sums: ArmSums, _ phase: Int) -> [Double] {
        if let declared = declared[phase] { return declared }
        let present = arms.arms.indices.map { sums.users(phase, $0) > 0 ? 1.0 : 0 }
        let count = present.reduce(0, +)
        return count > 0 ? present.map { $0 / count } : present
    }

    /// Shares of all users, as the splits of their phases would have them.
    func expectedShares(_ sums: ArmSums) -> [Double] {
        let users = (0..<sums.phaseCount).map { phase in
            Double(arms.arms.indices.reduce(0) { $0 + sums.users(phase, $1) })
        }
        let all = users.reduce(0, +)
        return arms.arms.indices.map { arm in
            users.indices.reduce(0) { all > 0 ? $0 + shares(sums, $1)[arm] * users[$1] / all : 0 }
        }
    }

    private func split(_ sums: ArmSums) -> Double? {
        var logE: Double?
        for phase in 0..<sums.phaseCount {
            let shares = shares(sums, phase)
            // Arms that nobody expects are told of in a note.
            let expected = shares.indices.filter { shares[$0] > 0 }
            guard expected.count > 1 else { continue }
            let counts = expected.map { Double(sums.users(phase, $0)) }
            logE = (logE ?? 0) + SplitEvidence.logEvidence(counts: counts, shares: expected.map { shares[$0] })
        }
        return logE
    }

    // MARK: Arms

    private func arm(_ goal: ExperimentGoals.Goal, _ place: Int, _ arm: Int, _ sums: ArmSums) -> Judgement.Arm {
        var judgement = Judgement.Arm(gate: gate(goal, [0, arm], sums))
        guard judgement.gate != .noData else { return judgement }
        // Declared splits that name one of the two at most say nothing of them together.
        guard labels.contains(where: { $0[arm] != nil }) else { return Judgement.Arm() }
        judgement.comparison = comparison(place, control: 0, variant: arm, sums) { labels[$0][arm] }
        if judgement.gate == .open, judgement.comparison?.effect == nil, isWithoutRatio(goal, [0, arm], sums) {
            judgement.gate = .waits(.positiveAmounts)
        }
        return judgement
    }

    /// Whether amounts of an arm add up to nothing or less: another reason to have no effect is that nothing varies.
    private func isWithoutRatio(_ goal: ExperimentGoals.Goal, _ arms: [Int], _ sums: ArmSums) -> Bool {
        guard case .amounts(let ledger, _) = goal.source, goal.definition.unit == nil else { return false }
        return arms.contains { sums.ledger($0, ledger).amount <= 0 }
    }

    /// Any two arms, by the same rule.
    func compare(_ place: Int, control: Int, variant: Int, _ sums: ArmSums) -> Comparison {
        comparison(place, control: control, variant: variant, sums) { phase in
            ExperimentJudge.label(
                declared[phase], control: control, variant: variant, EffectPrior(target: target))
        }
    }

    /// nil where one of the arms is not expected in the phase.
    private static func label(
        _ shares: [Double]?, control: Int, variant: Int, _ prior: EffectPrior
    ) -> LabelEvidence? {
        let (control, variant) = (shares?[control] ?? 0.5, shares?[variant] ?? 0.5)
        guard control > 0, variant > 0 else { return nil }
        return LabelEvidence(prior: prior, share: variant / (control + variant))
    }

    private func comparison(
        _ place: Int, control: Int, variant: Int, _ sums: ArmSums, label: (_ phase: Int) -> LabelEvidence?
    ) -> Comparison {
        let goal = plan.goals.goals[goals[place]]
        let prior = priors[place]
        // An arm that nobody expects in a phase is not compared there.
        let usable = (0..<sums.phaseCount).compactMap { phase -> (phase: Int, label: LabelEvidence)? in
            guard sums.users(phase, control) > 0, sums.users(phase, variant) > 0 else { return nil }
            return label(phase).map { (phase, $0) }
        }
        let phases = usable.map(\.phase)
        switch goal.source {
        case .share(let share):
            return Comparison.shares(
                usable.map { phase, _ in
                    ShareStratum(control: sums.share(phase, control, share), variant: sums.share(phase, variant, share))
                }, prior: prior, exact: usable.map(\.label))
        case .amounts(let ledger, perOrder: true):
            return Comparison.ratios(
                phases.map { (sums.amountsPerOrder($0, control, ledger), sums.amountsPerOrder($0, variant, ledger)) },
                prior: prior)
        case .amounts(let ledger, perOrder: false):
            let strata = phases.map { amounts(ledger, $0, control, variant, sums) }
            return goal.definition.unit == nil
                ? Comparison.means(strata, prior: prior) : Comparison.differences(strata, prior: prior)
        }
    }

    /// Amounts of control and arm, freed of what the covariate explains where there is one.
    private func amounts(
        _ ledger: Int, _ phase: Int, _ control: Int, _ variant: Int, _ sums: ArmSums
    ) -> (control: MomentSums, variant: MomentSums) {
        let amounts = [control, variant].map { sums.amounts(phase, $0, ledger) }
        guard plan.covariateColumn != nil else { return (amounts[0], amounts[1]) }
        // Slope and mean are those of all arms, so that a control is the same beside each of them.
        let all = arms.arms.indices.map { (sums.amounts(phase, $0, ledger), sums.covariates(phase, $0, ledger)) }
        let slope = ControlVariate.slope(all.map { (sums: $0, covariate: $1) })
        let mean = ControlVariate.grandMean(all.map(\.1))
        let adjusted = [control, variant].map { arm in
            ControlVariate.adjusted(all[arm].0, all[arm].1, theta: slope, grandMean: mean)
        }
        return (adjusted[0], adjusted[1])
    }

    /// What each of some arms must have.
    func gate(_ goal: ExperimentGoals.Goal, _ arms: [Int], _ sums: ArmSums) -> Judgement.Gate {
        if arms.contains(where: { sums.users($0) == 0 }) { return .noData }
        func least(_ count: (Int) -> Int) -> Int { arms.map(count).min() ?? 0 }
        func ledgerCount(_ ledger: Int, _ count: (LedgerSums) -> Int128) -> Int {
            least { Int(clamping: count(sums.ledger($0, ledger))) }
        }
        switch goal.source {
        case .share(let share):
            let have = least { sums.count($0, sums.layout.reached(share)) }
            if have < ExperimentJudge.leastReached {
                return .waits(.conversions(have: have, need: ExperimentJudge.leastReached))
            }
        case .amounts(let ledger, perOrder: true):
            let have = ledgerCount(ledger, \.orders)
            if have < ExperimentJudge.leastOrders {
                return .waits(.orders(have: have, need: ExperimentJudge.leastOrders))
            }
        case .amounts(let ledger, perOrder: false):
            let have = ledgerCount(ledger, \.buyers)
            if have < ExperimentJudge.leastBuyers {
                return .waits(.buyers(have: have, need: ExperimentJudge.leastBuyers))
            }
        }
        if let missingTarget {
            return .waits(.targetLift(have: missingTarget, need: ExperimentJudge.targetConversions))
        }
        return .open
    }
}
