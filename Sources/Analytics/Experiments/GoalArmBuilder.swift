import RealModule
import Statistics

/// Puts the numbers of one arm of one goal together.
struct GoalArmBuilder {
    private static let largestHistory = 120
    /// Forecasts beyond so many times the users so far, and beyond a million, say nothing anybody could wait for.
    private static let furthestForecast = 100.0

    let judge: ExperimentJudge
    let judgement: Judgement
    let evidence: EvidencePath
    let tally: ExperimentTally
    /// Newest event time.
    let now: Int64?
    let sums: ArmSums

    func arm(_ place: Int, _ index: Int) -> GoalSnapshot.Arm {
        let goal = judge.plan.goals.goals[judge.goals[place]]
        var arm = GoalSnapshot.Arm(variant: judge.arms.arms[index].variant)
        count(goal, index, &arm)
        let one = judgement.arms[place][index]
        guard index > 0 else { return arm }
        guard judge.arms.hasControl else {
            arm.verdict = .noData
            return arm
        }
        if let comparison = one.comparison { compare(comparison, goal.definition, one, &arm) }
        arm.difference = difference(goal, place, index, one.comparison)
        let subject = EvidencePath.Subject(goal: judge.goals[place], names: [arm.variant])
        let call = evidence.calls[subject]
        let peak = evidence.peaks[subject]
        arm.pValue = peak.map { min(1, Double.exp(-$0.single)) }
        arm.peakEvidence = peak.flatMap { $0.adjusted.isFinite ? $0.adjusted / Judgement.call : nil }
        arm.verdict = VerdictRules(
            judgement: judgement, definition: judge.plan.definition, isExploratory: evidence.isExploratory
        ).verdict(
            one.gate, one.comparison?.effect, one.comparison?.interval,
            logE: one.adjusted ?? one.comparison?.logEvidence ?? 0, call: call, goal: goal.definition)
        arm.firstCalled = call.map { Timestamp(microseconds: $0.time) }
        arm.isFading = call.map { isFading($0, one.comparison?.interval) } ?? false
        arm.waitsFor = waiting(one, place, index, arm.verdict)
        arm.history = history(place, index, goal.definition)
        arm.peer = opinion(goal, index)
        return arm
    }

    /// The interval covers no effect again, or has even passed to the other side.
    private func isFading(_ call: EvidencePath.Call, _ interval: ClosedRange<Double>?) -> Bool {
        guard let interval else { return false }
        return call.isUp ? interval.lowerBound <= 0 : interval.upperBound >= 0
    }

    private func count(_ goal: ExperimentGoals.Goal, _ index: Int, _ arm: inout GoalSnapshot.Arm) {
        arm.users = sums.users(index)
        switch goal.source {
        case .share(let share):
            arm.reached = sums.count(index, sums.layout.reached(share))
            arm.value = arm.users > 0 ? Double(arm.reached) / Double(arm.users) : nil
        case .amounts(let ledger, let perOrder):
            let totals = sums.ledger(index, ledger)
            arm.reached = Int(clamping: totals.buyers)
            arm.orders = Int(clamping: totals.orders)
            let divisor = perOrder ? arm.orders : arm.users
            arm.value = divisor > 0 ? Double(totals.amount) / TenThousandths.perUnit / Double(divisor) : nil
        }
    }

    private func compare(
        _ comparison: Comparison, _ goal: GoalDefinition, _ one: Judgement.Arm, _ arm: inout GoalSnapshot.Arm
    ) {
        guard let effect = comparison.effect else { return }
        arm.eValue = Lift.evidence(comparison.logEvidence)
        arm.adjustedE = one.adjusted.map(Lift.evidence)
        arm.logEvidence = (one.adjusted ?? comparison.logEvidence) / Judgement.call
        if goal.unit == nil {
            arm.lift = Lift.of(effect.estimate)
            arm.liftLow = comparison.interval.map { Lift.of($0.lowerBound) }
            arm.liftHigh = comparison.interval.map { Lift.of($0.upperBound) }
        } else {
            arm.differenceLow = comparison.interval?.lowerBound
            arm.differenceHigh = comparison.interval?.upperBound
        }
    }

    /// Of the values shown; with one interval where differences are what is compared.
    private func difference(
        _ goal: ExperimentGoals.Goal, _ place: Int, _ index: Int, _ comparison: Comparison?
    ) -> Double? {
        if goal.definition.unit != nil { return comparison?.effect?.estimate }
        // Values pooled over phases are of different traffic: their difference may contradict the lift.
        guard sums.phaseCount == 1 else { return nil }
        func value(_ arm: Int) -> Double? {
            var counted = GoalSnapshot.Arm(variant: "")
            count(goal, arm, &counted)
            return counted.value
        }
        guard let control = value(0), let variant = value(index) else { return nil }
        return variant - control
    }

    private func waiting(
        _ one: Judgement.Arm, _ place: Int, _ index: Int, _ verdict: Verdict?
    ) -> GoalSnapshot.Waiting? {
        if case .waits(let waiting) = one.gate { return verdict == .collecting ? waiting : nil }
        guard verdict == .undecided || verdict == .leaning, let comparison = one.comparison,
            let effect = comparison.effect, !evidence.isExploratory
        else { return nil }
        // The price of the other comparisons stays about what it is.
        let price = comparison.logEvidence - (one.adjusted ?? comparison.logEvidence)
        guard let factor = judge.prior(place).information(for: effect, toReach: Judgement.call + max(0, price)) else {
            return nil
        }
        let users = Double(sums.users(0) + sums.users(index))
        let more = users * (factor - 1)
        let furthest = max(1_000_000, users * GoalArmBuilder.furthestForecast)
        return more > 0 && more < furthest ? .moreUsers(Int(more.rounded(.up))) : nil
    }

    private func history(_ place: Int, _ index: Int, _ goal: GoalDefinition) -> [EvidencePoint] {
        guard place < evidence.points.count, index < evidence.points[place].count else { return [] }
        let points = evidence.points[place][index]
        let step = max(1, (points.count + GoalArmBuilder.largestHistory - 1) / GoalArmBuilder.largestHistory)
        // The newest point is always among them.
        let places = stride(from: points.count - 1, through: 0, by: -step).reversed()
        return places.map { bucket in
            let point = points[bucket]
            let isRatio = goal.unit == nil
            return EvidencePoint(
                time: Timestamp(microseconds: min(tally.end(of: bucket), now ?? .max)),
                logEvidence: point.logEvidence / Judgement.call,
                lift: isRatio ? point.estimate.map(Lift.of) : nil,
                liftLow: isRatio ? point.interval.map { Lift.of($0.lowerBound) } : nil,
                liftHigh: isRatio ? point.interval.map { Lift.of($0.upperBound) } : nil)
        }
    }

    /// What another product's rule says of the same totals; it knows no phases.
    private func opinion(_ goal: ExperimentGoals.Goal, _ index: Int) -> GoalSnapshot.PeerOpinion? {
        guard let peer = judge.plan.definition.peer, goal.definition.unit == nil,
            let rule = PeerRule(rawValue: peer.rawValue)
        else { return nil }
        func moments(_ arm: Int, _ each: (Int, Int) -> MomentSums) -> MomentSums {
            (0..<sums.phaseCount).reduce(MomentSums(users: 0, reached: 0)) { sum, phase in
                let one = each(phase, arm)
                return MomentSums(
                    users: sum.users + one.users, sum: sum.sum + one.sum,
                    sumOfSquares: sum.sumOfSquares + one.sumOfSquares)
            }
        }
        let opinion =
            switch goal.source {
            case .share(let share):
                rule.opinion(
                    control: moments(0) { sums.share($0, $1, share) },
                    variant: moments(index) { sums.share($0, $1, share) }, isShare: true)
            case .amounts(let ledger, perOrder: false):
                rule.opinion(
                    control: moments(0) { sums.amounts($0, $1, ledger) },
                    variant: moments(index) { sums.amounts($0, $1, ledger) }, isShare: false)
            case .amounts(let ledger, perOrder: true):
                sums.phaseCount > 1
                    ? nil
                    : rule.opinion(
                        control: sums.amountsPerOrder(0, 0, ledger), variant: sums.amountsPerOrder(0, index, ledger))
            }
        return opinion.map { GoalSnapshot.PeerOpinion(low: $0.low, high: $0.high, isDecided: $0.isDecided) }
    }
}
