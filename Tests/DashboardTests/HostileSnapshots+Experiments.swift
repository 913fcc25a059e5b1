import Analytics
import Expressions

extension HostileSnapshots {
    mutating func experiment() -> ExperimentSnapshot {
        var experiment = ExperimentSnapshot(name: text(), factors: list(upTo: 3) { $0.text() })
        let variants = list(upTo: 6) { $0.text() }
        experiment.control = maybe(4) ? nil : maybe(4) ? text() : variants.first
        experiment.arms = variants.map { arm($0) }
        experiment.split.verdict = [.unknown, .ok, .amber, .red].randomElement(using: &numbers) ?? .ok
        experiment.split.eValue = maybe() ? nil : double()
        if maybe(3) {
            experiment.split.change = .init(
                time: time(), before: list(upTo: 6) { $0.double() }, after: list(upTo: 6) { $0.double() })
        }
        experiment.conflicting = count()
        experiment.start = maybe(3) ? nil : time()
        experiment.now = maybe(3) ? nil : time()
        experiment.window = maybe() ? nil : TimeSpan(microseconds: time().microseconds)
        experiment.targetLift = maybe() ? nil : double()
        experiment.goals = list(upTo: 4) { $0.goal(variants) }
        experiment.notes = list(upTo: 6) { $0.note() }
        experiment.peer = maybe() ? nil : .eppo
        experiment.segments = list(upTo: 2) { make in
            .init(
                name: make.text(), arms: variants.map { make.arm($0) }, goals: make.list(upTo: 2) { $0.goal(variants) })
        }
        return experiment
    }

    private mutating func arm(_ variant: String) -> ExperimentSnapshot.Arm {
        var arm = ExperimentSnapshot.Arm(variant: variant, levels: list(upTo: 3) { $0.text() })
        arm.exposed = count()
        arm.share = maybe(3) ? nil : double()
        arm.expectedShare = maybe(3) ? nil : double()
        return arm
    }

    private mutating func maybeDouble() -> Double? { maybe(3) ? nil : double() }

    private mutating func goal(_ variants: [String]) -> GoalSnapshot {
        let kinds: [GoalSnapshot.Kind] = [.conversion, .revenuePerUser, .averageOrderValue, .custom]
        var goal = GoalSnapshot(name: text(), kind: kinds.randomElement(using: &numbers) ?? .conversion)
        goal.isPrimary = maybe()
        goal.better = maybe() ? .higher : .lower
        goal.comparesDifferences = maybe(3)
        goal.arms = (maybe(4) ? [text()] : variants).map { comparison($0) }
        goal.verdict = Verdict.allCases.randomElement(using: &numbers) ?? .noData
        goal.winner = maybe() ? variants.last : nil
        goal.cap = maybe() ? nil : .init(limit: double(), cappedUsers: count(), buyers: count())
        goal.omnibusE = maybeDouble()
        goal.contrasts = list(upTo: 8) { make in
            var contrast = Contrast(factors: make.list(upTo: 3) { $0.text() }, levels: make.list(upTo: 3) { $0.text() })
            (contrast.lift, contrast.liftLow, contrast.liftHigh) = (
                make.maybeDouble(), make.maybeDouble(), make.maybeDouble()
            )
            (contrast.adjustedE, contrast.logEvidence) = (make.maybeDouble(), make.maybeDouble())
            contrast.verdict = Verdict.allCases.randomElement(using: &make.numbers) ?? .noData
            contrast.isOvershadowed = make.maybe()
            return contrast
        }
        return goal
    }

    private mutating func comparison(_ variant: String) -> GoalSnapshot.Arm {
        var arm = GoalSnapshot.Arm(variant: variant)
        (arm.users, arm.reached, arm.orders, arm.value) = (count(), count(), count(), maybeDouble())
        (arm.lift, arm.liftLow, arm.liftHigh) = (maybeDouble(), maybeDouble(), maybeDouble())
        (arm.difference, arm.differenceLow, arm.differenceHigh) = (maybeDouble(), maybeDouble(), maybeDouble())
        (arm.adjustedE, arm.logEvidence, arm.peakEvidence) = (maybeDouble(), maybeDouble(), maybeDouble())
        (arm.probabilityBest, arm.expectedLoss) = (maybeDouble(), maybeDouble())
        arm.verdict = maybe(4) ? nil : Verdict.allCases.randomElement(using: &numbers)
        arm.firstCalled = maybe() ? nil : time()
        arm.isFading = maybe()
        let waiting: [GoalSnapshot.Waiting] = [
            .conversions(have: count(), need: count()), .moreUsers(count()), .positiveAmounts,
            .targetLift(have: count(), need: count()),
        ]
        arm.waitsFor = maybe() ? nil : waiting.randomElement(using: &numbers)
        arm.history = list(upTo: 120) { make in
            EvidencePoint(
                time: make.time(), logEvidence: make.double(), lift: make.maybeDouble(), liftLow: make.maybeDouble(),
                liftHigh: make.maybeDouble())
        }
        arm.peer = maybe() ? nil : .init(low: double(), high: double(), isDecided: maybe())
        return arm
    }

    private mutating func note() -> ExperimentNote {
        let notes: [ExperimentNote] = [
            .fieldNotSeen(text()), .unknownControl(text(), seen: [text(), text()]), .oneArm(text()),
            .tooManyVariants(kept: count(), usersOutside: count()),
            .lateVariant(text(), since: time(), usersBefore: count()), .conflicting(count(), .firstArm),
            .splitChanged(time()), .noFullWeek(days: 2.5), .noRevenue(text()), .phases(count()),
        ]
        return notes.randomElement(using: &numbers) ?? .oneArm("")
    }
}
