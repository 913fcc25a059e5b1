import RealModule
import Statistics

/// Puts one experiment's numbers together.
struct ExperimentSnapshotBuilder {
    let box: MachineBox<ExperimentMachine>
    let now: Int64?
    let arms: ArmList
    let judge: ExperimentJudge
    let sums: ArmSums
    let judgement: Judgement

    var plan: ExperimentPlan { box.machine.plan }
    private var evidence: EvidencePath { box.machine.evidence }

    /// Settles the machine and follows its evidence to the present.
    ///
    /// - Parameters:
    ///   - users: users known so far, in the experiment or not.
    ///   - now: newest event time.
    ///   - control: levels of the control of everybody, for a segment.
    ///   - settled: no event before it will come any more; nil where that is `now`.
    ///
    /// Not inlined, because the optimiser of Swift 6.3 stops with an ownership error where it is.
    @inline(never)
    init(
        _ box: MachineBox<ExperimentMachine>, users: Int, now: Int64?, settled: Int64? = nil, control: [String]? = nil
    ) {
        self.box = box
        self.now = now
        box.machine.settle(userCount: users)
        let plan = box.machine.plan
        let counts = box.machine.signalCounts
        let goals = plan.goals.goals.indices.filter { index in
            guard plan.goals.areDefaults, case .amounts(let ledger, _) = plan.goals.goals[index].source else {
                return true
            }
            return counts[plan.goals.shares.count + ledger] > 0
        }
        arms = ArmList(
            plan.definition, box.machine.levels, box.machine.cells, everExposed: box.machine.everExposed,
            called: box.machine.evidence.calledControl, given: control)
        let tally = box.machine.tally
        (judge, sums) = box.machine.evidence.advance(
            plan, arms, goals: goals, tally: tally, settled: settled ?? now ?? .min)
        judgement = judge.judge(sums)
    }

    func snapshot() -> ExperimentSnapshot {
        var snapshot = ExperimentSnapshot(name: plan.definition.name, factors: plan.definition.factors)
        snapshot.control = arms.hasControl ? arms.arms.first?.variant : nil
        snapshot.window = plan.definition.window
        snapshot.multiplicity = plan.definition.multiplicity
        snapshot.conflicting = box.machine.conflictingUsers
        snapshot.conflicts = plan.definition.conflicts
        snapshot.start = box.machine.firstExposures.min().flatMap {
            $0 == .max ? nil : Timestamp(microseconds: $0)
        }
        snapshot.now = now.map(Timestamp.init(microseconds:))
        snapshot.targetLift = judge.missingTarget == nil ? judge.target : nil
        snapshot.phaseCount = sums.phaseCount
        snapshot.peer = plan.definition.peer
        snapshot.arms = arms.arms.indices.map(arm)
        snapshot.split = split()
        snapshot.goals = judge.goals.indices.map(goal)
        snapshot.notes =
            ExperimentNotes(
                machine: box, arms: arms, sums: sums, snapshot: snapshot, shownGoals: judge.goals
            ).notes
        return snapshot
    }

    // MARK: Arms

    private func arm(_ index: Int) -> ExperimentSnapshot.Arm {
        var arm = ExperimentSnapshot.Arm(variant: arms.arms[index].variant, levels: arms.arms[index].levels)
        arm.exposed = sums.users(index)
        let all = sums.allUsers
        arm.share = all > 0 ? Double(arm.exposed) / Double(all) : nil
        arm.expectedShare = all > 0 ? judge.expectedShares(sums)[index] : nil
        if let cell = arms.arms[index].cell, cell < box.machine.firstExposures.count,
            box.machine.firstExposures[cell] < .max
        {
            arm.firstExposure = Timestamp(microseconds: box.machine.firstExposures[cell])
        }
        for goal in judge.goals {
            switch plan.goals.goals[goal].source {
            case .share(let share):
                arm.conversions = arm.conversions ?? sums.count(index, sums.layout.reached(share))
            case .amounts(let ledger, _):
                guard arm.revenue == nil else { continue }
                let totals = sums.ledger(index, ledger)
                arm.revenue = Double(totals.amount) / TenThousandths.perUnit
                arm.orders = Int(clamping: totals.orders)
            }
        }
        return arm
    }

    // MARK: Goals

    private func goal(_ place: Int) -> GoalSnapshot {
        let goal = plan.goals.goals[judge.goals[place]]
        var snapshot = GoalSnapshot(name: goal.definition.name, kind: goal.definition.snapshotKind)
        snapshot.isPrimary = goal.definition.isPrimary
        snapshot.better = goal.definition.better
        snapshot.comparesDifferences = goal.definition.unit != nil
        let best = bestArms(goal)
        let builder = GoalArmBuilder(
            judge: judge, judgement: judgement, evidence: evidence, tally: box.machine.tally, now: now, sums: sums)
        snapshot.arms = arms.arms.indices.map { index in
            var arm = builder.arm(place, index)
            if let best {
                arm.probabilityBest = best.probabilities[index]
                arm.expectedLoss = best.losses[index]
            }
            return arm
        }
        snapshot.contrasts = contrasts(place)
        // Where factors are crossed their effects are called, not the arms.
        let verdicts =
            snapshot.contrasts.isEmpty
            ? snapshot.arms.compactMap(\.verdict)
            : snapshot.contrasts.filter { !$0.isInteraction }.map(\.verdict)
        snapshot.verdict = VerdictRules.overall(verdicts)
        snapshot.winner = winner(place, snapshot.arms)
        if case .amounts(let ledger, _) = goal.source, let limit = box.machine.appliedCaps[ledger] {
            let totals = arms.arms.indices.reduce(LedgerSums()) { $0 + sums.ledger($1, ledger) }
            snapshot.cap = GoalSnapshot.Cap(
                limit: Double(limit) / TenThousandths.perUnit, cappedUsers: Int(clamping: totals.capped),
                buyers: Int(clamping: totals.buyers))
        }
        if !snapshot.contrasts.isEmpty, sums.phaseCount == 1 {
            snapshot.omnibusE = Omnibus.logEvidence(
                cells: judge.cellEffects(goal, 0, sums), users: Double(sums.allUsers)
            ).map(Lift.evidence)
        }
        return snapshot
    }

    /// nil with several phases, whose values are of different traffic, and while an arm has no value.
    private func bestArms(_ goal: ExperimentGoals.Goal) -> (probabilities: [Double], losses: [Double])? {
        guard sums.phaseCount == 1, arms.arms.count > 1, goal.definition.unit == nil else { return nil }
        let cells = judge.cellEffects(goal, 0, sums).compactMap { $0 }
        guard cells.count == arms.arms.count else { return nil }
        let sign = goal.definition.better == .higher ? 1.0 : -1
        return BestArm.compare(
            means: cells.map { $0.estimate * sign }, deviations: cells.map { Double.sqrt($0.variance) })
    }

    /// The only arm that is called to win; of several the one that beats each of the others at the level of all pairs.
    private func winner(_ place: Int, _ entries: [GoalSnapshot.Arm]) -> String? {
        let winners = entries.indices.filter { entries[$0].verdict == .winner }
        guard winners.count > 1 else { return winners.first.map { entries[$0].variant } }
        let level = Judgement.call + Double.log(Double(arms.arms.count - 1))
        let isUp = plan.goals.goals[judge.goals[place]].definition.better == .higher
        return winners.first { one in
            winners.allSatisfy { other in
                guard one != other else { return true }
                let pair = judge.compare(place, control: other, variant: one, sums)
                guard let effect = pair.effect else { return false }
                return pair.logEvidence >= level && (effect.estimate > 0) == isUp
            }
        }.map { entries[$0].variant }
    }

    // MARK: Effects

    private func contrasts(_ place: Int) -> [Contrast] {
        let effects = judgement.effects[place]
        guard !effects.isEmpty else { return [] }
        let goal = plan.goals.goals[judge.goals[place]]
        let rules = VerdictRules(
            judgement: judgement, definition: plan.definition, isExploratory: evidence.isExploratory)
        var contrasts = zip(judge.contrastShapes, effects).map { shape, effect in
            var contrast = Contrast(
                factors: shape.factors.map { plan.definition.factors[$0] },
                levels: zip(shape.factors, shape.levels).map { arms.levels[$0][$1] })
            contrast.lift = (effect.effect?.estimate).map(Lift.of)
            contrast.liftLow = effect.interval.map { Lift.of($0.lowerBound) }
            contrast.liftHigh = effect.interval.map { Lift.of($0.upperBound) }
            contrast.eValue = effect.effect == nil ? nil : Lift.evidence(effect.logEvidence)
            contrast.adjustedE = effect.effect == nil ? nil : effect.adjusted.map(Lift.evidence)
            contrast.logEvidence = effect.adjusted.map { $0 / Judgement.call }
            let call = evidence.calls[EvidencePath.Subject(goal: judge.goals[place], names: judge.names(of: shape))]
            contrast.verdict = rules.verdict(
                effect.gate, effect.effect, effect.interval, logE: effect.adjusted ?? effect.logEvidence, call: call,
                goal: goal.definition)
            contrast.firstCalled = call.map { Timestamp(microseconds: $0.time) }
            return contrast
        }
        let called = contrasts.filter { $0.isInteraction && $0.firstCalled != nil }
        for index in contrasts.indices where !contrasts[index].isInteraction {
            contrasts[index].isOvershadowed = called.contains { $0.factors.contains(contrasts[index].factors[0]) }
        }
        return contrasts
    }
}

extension GoalDefinition {
    fileprivate var snapshotKind: GoalSnapshot.Kind {
        switch kind {
        case .conversion: .conversion
        case .custom: .custom
        case .revenuePerUser: .revenuePerUser
        case .averageOrderValue: .averageOrderValue
        }
    }
}
