import Analytics

/// How single comparisons stand: what the tables say beside their numbers.
extension ExperimentText {
    static let combinations = "combinations are never called, effects are"

    /// One arm's verdict with the time of its call, or with what it waits for. Empty for the control, and for
    /// combinations of crossed factors: these are never called.
    func standing(
        _ arm: GoalSnapshot.Arm, of goal: GoalSnapshot, in experiment: ExperimentSnapshot
    ) -> String {
        guard let verdict = arm.verdict else { return "" }
        if isUndeclared(arm, verdict, in: experiment) { return "not in the declared split, not compared" }
        if !goal.isPrimary { return ExperimentText.watched }
        if verdict == .noData { return verdict.word }
        if experiment.isMultivariate { return "" }
        if experiment.split.verdict == .red { return Verdict.splitBroken.word }
        if verdict.isCall {
            return verdict.word + (arm.firstCalled.map { ", called \(ExperimentText.minute($0))" } ?? "")
                + (arm.isFading ? ", fading" : "")
        }
        return verdict.word + (arm.waitsFor.map { ": " + waiting($0) } ?? "")
    }

    /// One effect's verdict with the time of its call.
    func standing(_ contrast: Contrast, of goal: GoalSnapshot, in experiment: ExperimentSnapshot) -> String {
        if !goal.isPrimary { return ExperimentText.watched }
        if contrast.verdict == .noData { return contrast.verdict.word }
        if experiment.split.verdict == .red { return Verdict.splitBroken.word }
        let called = contrast.isOvershadowed || !contrast.verdict.isCall ? nil : contrast.firstCalled
        return contrast.word + (called.map { ", called \(ExperimentText.minute($0))" } ?? "")
    }

    /// ln(adjusted e) / ln 20 and e, as far as they are to be seen: not where nothing is compared, and not of users who
    /// were split wrongly.
    func evidence(
        _ arm: GoalSnapshot.Arm, in experiment: ExperimentSnapshot
    ) -> (log: Double?, e: Double?) {
        experiment.isMultivariate
            ? (nil, nil) : evidence(arm.verdict, arm.logEvidence, arm.adjustedE ?? arm.eValue, experiment)
    }

    /// The same of an effect.
    func evidence(_ contrast: Contrast, in experiment: ExperimentSnapshot) -> (log: Double?, e: Double?) {
        evidence(contrast.verdict, contrast.logEvidence, contrast.adjustedE ?? contrast.eValue, experiment)
    }

    private func evidence(
        _ verdict: Verdict?, _ log: Double?, _ e: Double?, _ experiment: ExperimentSnapshot
    ) -> (log: Double?, e: Double?) {
        let isShown =
            e != nil && verdict != .noData && verdict != .splitBroken && experiment.split.verdict != .red
        return isShown ? (log, e) : (nil, nil)
    }

    /// The arm has users and nobody expects them.
    private func isUndeclared(
        _ arm: GoalSnapshot.Arm, _ verdict: Verdict, in experiment: ExperimentSnapshot
    ) -> Bool {
        guard arm.users > 0, !verdict.isCall, arm.logEvidence == nil,
            experiment.arms.first(where: { $0.variant == arm.variant })?.expectedShare == 0
        else { return false }
        // What is expected is that of the present phase: the arm may be compared in another.
        return verdict == .noData || experiment.phaseCount == 1 && verdict != .splitBroken
    }

    /// What is missing for a call.
    func waiting(_ waiting: GoalSnapshot.Waiting) -> String {
        func amount(_ have: Int, _ need: Int, _ what: String) -> String {
            "\(numbers.count(have)) of \(numbers.count(need)) \(what)"
        }
        switch waiting {
        case .conversions(let have, let need): return amount(have, need, "conversions in an arm")
        case .buyers(let have, let need): return amount(have, need, "buyers in an arm")
        case .orders(let have, let need): return amount(have, need, "orders in an arm")
        case .moreUsers(let users): return "needs about \(numbers.count(users)) more users"
        case .positiveAmounts: return "amounts not above zero, name a unit"
        case .targetLift(let have, let need): return amount(have, need, "conversions for the target")
        }
    }

    /// What the numbers of the arms are of where there are phases; nil where there is one.
    func phases(_ experiment: ExperimentSnapshot) -> String? {
        guard experiment.phaseCount > 1 else { return nil }
        return "\(numbers.count(experiment.phaseCount)) phases: lifts are within phases, counts and values of all "
            + "users, expected shares of the present phase"
    }
}
