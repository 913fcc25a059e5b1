import Analytics

extension ExperimentSnapshot {
    /// Position of the goal that stands for the experiment: the first that can be called, or the first of all.
    var headGoal: Int { goals.firstIndex(where: \.isPrimary) ?? 0 }

    /// Users are not split as they should be: nothing that compares arms is to be trusted.
    var isBroken: Bool { split.verdict == .red }
}

extension GoalSnapshot.Arm {
    /// There are users, and no share of the split was meant for them, or for the control.
    var isNotCompared: Bool { verdict == .noData && users > 0 }
}

extension GoalSnapshot {
    /// Called effects in the order of importance: main effects, then what factors do together.
    var calledEffects: [Contrast] {
        let called = contrasts.filter { $0.verdict == .winner || $0.verdict == .loser }
        return called.filter { !$0.isInteraction } + called.filter(\.isInteraction)
    }

    /// What leans, with the most evidence.
    var leaningEffect: Contrast? { strongest(contrasts.filter { $0.verdict == .leaning }) }

    /// The effect to be shown where there is room for one.
    var leadingEffect: Contrast? { calledEffects.first ?? leaningEffect ?? strongest(contrasts) }

    private func strongest(_ contrasts: [Contrast]) -> Contrast? {
        contrasts.max { ($0.logEvidence ?? -.infinity) < ($1.logEvidence ?? -.infinity) }
    }

    /// The interval of a called effect covers no effect again, or lies beyond it.
    func isFading(_ contrast: Contrast) -> Bool {
        guard contrast.verdict == .winner || contrast.verdict == .loser, let low = contrast.liftLow,
            let high = contrast.liftHigh
        else { return false }
        return (contrast.verdict == .winner) == (better == .higher) ? low <= 0 : high >= 0
    }

    /// An effect in the shape of an arm, for what is shown alike of both.
    func arm(of contrast: Contrast) -> Arm {
        var arm = Arm(variant: EffectsTable.name(contrast))
        (arm.lift, arm.liftLow, arm.liftHigh) = (contrast.lift, contrast.liftLow, contrast.liftHigh)
        (arm.eValue, arm.adjustedE, arm.logEvidence) = (contrast.eValue, contrast.adjustedE, contrast.logEvidence)
        arm.verdict = contrast.verdict
        arm.firstCalled = contrast.firstCalled
        arm.isFading = isFading(contrast)
        return arm
    }

    /// Everything fades that the verdict over all arms is about.
    var isFading: Bool {
        guard verdict == .winner || verdict == .loser else { return false }
        let all = contrasts.isEmpty ? arms : contrasts.filter { !$0.isInteraction }.map(arm)
        let called = all.filter { $0.verdict == verdict }
        return !called.isEmpty && called.allSatisfy(\.isFading)
    }
}

extension ShownExperiment {
    /// What of a goal can be called: effects where factors are crossed, arms otherwise.
    func callable(_ goal: GoalSnapshot) -> [GoalSnapshot.Arm] {
        experiment.isMultivariate ? goal.contrasts.map(goal.arm) : compared(goal)
    }

    /// How the arm or effect of this name is called on the primary goals.
    func calls(of name: String, _ verdict: Verdict) -> [(goal: String, isFading: Bool)] {
        guard !experiment.isBroken, segment == nil else { return [] }
        return goals.filter(\.isPrimary).compactMap { goal in
            callable(goal).first { $0.variant == name && $0.verdict == verdict }.map { (goal.name, $0.isFading) }
        }
    }

    /// The arm or effect that is most worth a line; nil where nothing is compared.
    var leading: GoalSnapshot.Arm? {
        guard let goal else { return nil }
        guard !experiment.isMultivariate else { return goal.leadingEffect.map(goal.arm) }
        if let arm, arm.firstCalled != nil { return arm }
        return compared.max { ($0.logEvidence ?? -.infinity) < ($1.logEvidence ?? -.infinity) }
    }
}
