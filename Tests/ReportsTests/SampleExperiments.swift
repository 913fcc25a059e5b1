import Analytics
import Expressions

/// Experiments the tests write down.
enum SampleExperiments {
    /// 2026-11-21T13:41:07Z
    static let called = Timestamp(microseconds: 1_795_268_467_000_000)

    static func snapshot(_ experiments: ExperimentSnapshot...) -> Snapshot {
        var snapshot = Snapshot()
        snapshot.experiments = experiments
        return snapshot
    }

    /// B wins, C leans, and every kind of goal and of waiting.
    static var button: ExperimentSnapshot {
        var experiment = ExperimentSnapshot(name: "checkout_cta", factors: ["experiment.checkout_cta"])
        experiment.control = "A"
        experiment.window = .seconds(604_800)
        experiment.arms = [
            arm("A", exposed: 10_012, conversions: 501, revenue: 40_100.5, orders: 520),
            arm("B", exposed: 10_001, conversions: 652, revenue: 52_000, orders: 689),
            arm("C", exposed: 9_987, conversions: 540, revenue: 43_210, orders: 561),
        ]
        experiment.split.verdict = .ok
        experiment.split.eValue = 0.31
        experiment.split.pValue = 0.9
        experiment.conflicting = 12
        experiment.start = SampleSnapshots.start
        experiment.now = SampleSnapshots.now
        experiment.targetLift = 0.1
        experiment.goals = [conversion, revenue, orderValue, opened]
        experiment.notes = [.conflicting(12, .leaveOut), .noFullWeek(days: 0.5)]
        experiment.peer = .growthbook
        return experiment
    }

    private static func arm(
        _ variant: String, exposed: Int, conversions: Int? = nil, revenue: Double? = nil, orders: Int? = nil
    ) -> ExperimentSnapshot.Arm {
        var arm = ExperimentSnapshot.Arm(variant: variant, levels: ExperimentDefinition.factors(of: variant))
        arm.exposed = exposed
        arm.share = Double(exposed) / 30_000
        arm.expectedShare = 1 / 3
        arm.firstExposure = SampleSnapshots.start
        arm.conversions = conversions
        arm.revenue = revenue
        arm.orders = orders
        return arm
    }

    static func compared(
        _ variant: String, value: Double?, lift: (Double, Double, Double)?, e: Double?, log: Double?,
        _ verdict: Verdict?, waitsFor: GoalSnapshot.Waiting? = nil
    ) -> GoalSnapshot.Arm {
        var arm = GoalSnapshot.Arm(variant: variant)
        arm.users = 10_000
        arm.reached = 500
        arm.value = value
        arm.lift = lift?.0
        arm.liftLow = lift?.1
        arm.liftHigh = lift?.2
        arm.eValue = e
        arm.adjustedE = e
        arm.logEvidence = log
        arm.peakEvidence = log
        arm.verdict = verdict
        arm.waitsFor = waitsFor
        return arm
    }

    static var conversion: GoalSnapshot {
        var goal = GoalSnapshot(name: "purchased", kind: .conversion)
        var winner = compared("B", value: 0.0652, lift: (0.3029, 0.1213, 0.4831), e: 1203.6, log: 2.37, .winner)
        winner.firstCalled = called
        winner.difference = 0.0152
        winner.pValue = 0.0008
        winner.probabilityBest = 0.999
        winner.expectedLoss = 0
        winner.peer = GoalSnapshot.PeerOpinion(low: 0.1, high: 0.5, isDecided: true)
        winner.history = [
            EvidencePoint(time: SampleSnapshots.start, logEvidence: 0, lift: nil, liftLow: nil, liftHigh: nil),
            EvidencePoint(time: called, logEvidence: 1, lift: 0.3, liftLow: 0.01, liftHigh: 0.6),
        ]
        goal.arms = [
            compared("A", value: 0.05, lift: nil, e: nil, log: nil, nil), winner,
            compared(
                "C", value: 0.0541, lift: (0.0812, -0.0705, 0.2301), e: 3.4, log: 0.4085, .leaning,
                waitsFor: .moreUsers(21_400)),
        ]
        goal.verdict = .winner
        goal.winner = "B"
        return goal
    }

    private static var revenue: GoalSnapshot {
        var goal = GoalSnapshot(name: "revenue", kind: .revenuePerUser)
        goal.arms = [
            compared("A", value: 4.0052, lift: nil, e: nil, log: nil, nil),
            compared(
                "B", value: 5.1995, lift: (0.2982, -0.01, 0.7), e: 11, log: 0.8, .leaning, waitsFor: .moreUsers(1_900)),
            compared("C", value: 4.3266, lift: (0.08, -0.3, .infinity), e: 0.04, log: -1.07, .undecided),
        ]
        goal.verdict = .leaning
        goal.cap = GoalSnapshot.Cap(limit: 1_250, cappedUsers: 3, buyers: 1_204)
        return goal
    }

    private static var orderValue: GoalSnapshot {
        var goal = GoalSnapshot(name: "order value", kind: .averageOrderValue)
        goal.arms = [
            compared("A", value: 77.12, lift: nil, e: nil, log: nil, nil),
            compared(
                "B", value: 75.47, lift: nil, e: nil, log: nil, .collecting, waitsFor: .orders(have: 12, need: 50)),
            compared("C", value: nil, lift: nil, e: nil, log: nil, .noData),
        ]
        goal.verdict = .collecting
        return goal
    }

    private static var opened: GoalSnapshot {
        var goal = GoalSnapshot(name: "support opened", kind: .custom)
        goal.isPrimary = false
        goal.better = .lower
        goal.arms = [
            compared("A", value: 0.31, lift: nil, e: nil, log: nil, nil),
            compared("B", value: 0.3, lift: (-0.0323, -0.2, 0.15), e: 0.7, log: -0.1, .undecided),
            compared("C", value: 0.3, lift: (-0.0323, -0.2, 0.15), e: 0.7, log: -0.1, .undecided),
        ]
        goal.verdict = .undecided
        return goal
    }

    /// Two crossed fields with an interaction that overshadows the first. As in every such test no combination is called,
    /// however strong its evidence.
    static var crossed: ExperimentSnapshot {
        var experiment = ExperimentSnapshot(name: "cta * shipping", factors: ["cta", "shipping"])
        experiment.control = "A * off"
        experiment.arms = ["A * off", "A * on", "B * off", "B * on"].map { arm($0, exposed: 7_500) }
        experiment.split.verdict = .amber
        experiment.split.eValue = 31
        var goal = GoalSnapshot(name: "purchased", kind: .conversion)
        goal.arms = [
            compared("A * off", value: 0.05, lift: nil, e: nil, log: nil, nil),
            compared("A * on", value: 0.051, lift: (0.02, -0.1, 0.2), e: 0.3, log: -0.4, .undecided),
            compared("B * off", value: 0.05, lift: (0, -0.02, 0.02), e: 0.0004, log: -2.6, .noDifference),
            compared(
                "B * on", value: 0.07, lift: (0.4, 0.2, 0.6), e: .infinity, log: 300, .leaning,
                waitsFor: .moreUsers(7)),
        ]
        goal.verdict = .winner
        goal.omnibusE = 5.2e7
        var main = Contrast(factors: ["cta"], levels: ["B"])
        main.lift = 0.2
        main.liftLow = 0.1
        main.liftHigh = 0.3
        main.eValue = 40
        main.adjustedE = 40
        main.logEvidence = 1.23
        main.verdict = .winner
        main.firstCalled = called
        main.isOvershadowed = true
        var other = main
        other.factors = ["shipping"]
        other.levels = ["on"]
        other.isOvershadowed = false
        var both = main
        both.factors = ["cta", "shipping"]
        both.levels = ["B", "on"]
        both.isOvershadowed = false
        goal.contrasts = [main, other, both]
        experiment.goals = [goal]
        var seen = goal
        seen.verdict = .leaning
        seen.contrasts = []
        for index in 1...3 { seen.arms[index].verdict = .leaning }
        experiment.segments = [ExperimentSnapshot.Segment(name: "mobile", arms: experiment.arms, goals: [seen])]
        return experiment
    }

    /// Nothing may be called, whatever the goals would say.
    static var broken: ExperimentSnapshot {
        var experiment = ExperimentSnapshot(name: "banner", factors: ["banner"])
        experiment.control = "off"
        experiment.arms = [arm("off", exposed: 9_000), arm("on", exposed: 7_000)]
        experiment.split.verdict = .red
        experiment.split.eValue = 1e40
        experiment.split.pValue = 1e-42
        experiment.split.change = SplitCheck.Change(time: called, before: [0.5, 0.5], after: [0.9, 0.1])
        var goal = GoalSnapshot(name: "purchased", kind: .conversion)
        goal.arms = [
            compared("off", value: 0.05, lift: nil, e: nil, log: nil, nil),
            compared("on", value: 0.07, lift: (0.4, 0.2, 0.6), e: 900, log: 2.27, .splitBroken),
        ]
        goal.arms[1].firstCalled = called
        goal.verdict = .splitBroken
        goal.winner = "on"
        experiment.goals = [goal]
        experiment.notes = [
            .noFullWeek(days: 3), .unknownVariant("neon", seen: ["off", "on"]), .splitChanged(called),
        ]
        return experiment
    }

    /// Every text of it is `name`.
    static func hostile(_ name: String) -> [ExperimentSnapshot] {
        [button, crossed, broken].map { sample in
            var experiment = sample
            experiment.name = name
            experiment.control = name
            experiment.factors = sample.factors.map { _ in name }
            experiment.notes = [.oneArm(name), .unknownVariant(name, seen: [name, name]), .goalNotSeen(name)]
            for index in experiment.arms.indices {
                experiment.arms[index].variant = name
                experiment.arms[index].levels = [name]
            }
            experiment.goals = sample.goals.map { rename($0, name) }
            experiment.segments = sample.segments.map { segment in
                ExperimentSnapshot.Segment(
                    name: name, arms: experiment.arms, goals: segment.goals.map { rename($0, name) })
            }
            return experiment
        }
    }

    private static func rename(_ sample: GoalSnapshot, _ name: String) -> GoalSnapshot {
        var goal = sample
        goal.name = name
        if goal.winner != nil { goal.winner = name }
        for index in goal.arms.indices { goal.arms[index].variant = name }
        for index in goal.contrasts.indices {
            goal.contrasts[index].factors = goal.contrasts[index].factors.map { _ in name }
            goal.contrasts[index].levels = goal.contrasts[index].levels.map { _ in name }
        }
        return goal
    }
}
