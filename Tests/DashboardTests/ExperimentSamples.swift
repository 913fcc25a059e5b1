import Analytics
import Expressions

/// The shop's experiments: one with three arms and a winner, and a multivariate one that still waits.
enum ExperimentSamples {
    /// 2026-11-21T10:00:00Z
    static let start = Timestamp(microseconds: 1_795_255_200_000_000)

    static func time(_ minutes: Int) -> Timestamp {
        Timestamp(microseconds: start.microseconds + Int64(minutes) * 60_000_000)
    }

    /// The shop with both experiments.
    static var shop: Snapshot { shop(checkout, page) }

    static func shop(_ experiments: ExperimentSnapshot...) -> Snapshot {
        var snapshot = ShopSnapshot.snapshot
        snapshot.experiments = experiments
        return snapshot
    }

    static var checkout: ExperimentSnapshot {
        var experiment = ExperimentSnapshot(name: "checkout_cta", factors: ["variant"])
        experiment.control = "A"
        experiment.arms = arms([("A", 24_101), ("B", 24_109), ("C", 24_077)])
        experiment.split.verdict = .ok
        experiment.split.eValue = 0.02
        experiment.split.pValue = 0.99
        experiment.conflicting = 12
        experiment.start = start
        experiment.now = ShopSnapshot.now
        experiment.targetLift = 0.10
        experiment.goals = [conversion, revenue, orders]
        experiment.notes = [.noFullWeek(days: 0.16), .conflicting(12, .leaveOut)]
        experiment.peer = .growthbook
        experiment.segments = [segment]
        return experiment
    }

    static func arms(_ users: [(String, Int)]) -> [ExperimentSnapshot.Arm] {
        let total = users.reduce(0) { $0 + $1.1 }
        return users.map { name, count in
            var arm = ExperimentSnapshot.Arm(variant: name, levels: name.split(separator: " * ").map(String.init))
            arm.exposed = count
            arm.share = total > 0 ? Double(count) / Double(total) : nil
            arm.expectedShare = 1 / Double(users.count)
            arm.firstExposure = count > 0 ? start : nil
            return arm
        }
    }

    private static func arm(_ name: String, _ users: Int, _ reached: Int, _ orders: Int = 0, value: Double)
        -> GoalSnapshot.Arm
    {
        var arm = GoalSnapshot.Arm(variant: name)
        arm.users = users
        arm.reached = reached
        arm.orders = orders
        arm.value = value
        return arm
    }

    static var conversion: GoalSnapshot {
        var goal = GoalSnapshot(name: "conversion", kind: .conversion)
        let control = arm("A", 24_101, 774, value: 774.0 / 24_101)
        var b = arm("B", 24_109, 887, value: 887.0 / 24_109)
        (b.lift, b.liftLow, b.liftHigh) = (0.1456, 0.0214, 0.286)
        (b.eValue, b.adjustedE, b.logEvidence, b.peakEvidence) = (61, 41.2, 1.24, 1.24)
        b.probabilityBest = 0.981
        b.expectedLoss = 0.0004
        b.verdict = .winner
        b.firstCalled = time(221)
        b.history = history(final: 0.1456, evidence: 1.24, called: 221)
        b.peer = .init(low: -0.01, high: 0.31, isDecided: false)
        var c = arm("C", 24_077, 790, value: 790.0 / 24_077)
        (c.lift, c.liftLow, c.liftHigh) = (0.0217, -0.084, 0.139)
        (c.eValue, c.adjustedE, c.logEvidence, c.peakEvidence) = (0.9, 0.8, -0.07, 0.21)
        c.probabilityBest = 0.019
        c.expectedLoss = 0.121
        c.verdict = .undecided
        c.waitsFor = .moreUsers(61_874)
        c.history = history(final: 0.0217, evidence: -0.07, called: nil)
        goal.arms = [control, b, c]
        goal.verdict = .winner
        goal.winner = "B"
        return goal
    }

    static var revenue: GoalSnapshot {
        var goal = GoalSnapshot(name: "revenue/user", kind: .revenuePerUser)
        let control = arm("A", 24_101, 20, 23, value: 0.0401)
        var b = arm("B", 24_109, 18, 19, value: 0.0445)
        b.lift = 0.11
        var c = arm("C", 24_077, 16, 16, value: 0.0393)
        c.lift = -0.019
        b.verdict = .collecting
        b.waitsFor = .buyers(have: 18, need: 25)
        c.verdict = .collecting
        c.waitsFor = .buyers(have: 16, need: 25)
        goal.arms = [control, b, c]
        goal.verdict = .collecting
        goal.cap = .init(limit: 310, cappedUsers: 3, buyers: 1204)
        return goal
    }

    static var orders: GoalSnapshot {
        var goal = GoalSnapshot(name: "order value", kind: .averageOrderValue)
        goal.isPrimary = false
        let control = arm("A", 24_101, 20, 23, value: 42.02)
        var b = arm("B", 24_109, 18, 119, value: 40.72)
        (b.lift, b.liftLow, b.liftHigh) = (-0.031, -0.12, 0.07)
        (b.eValue, b.adjustedE, b.logEvidence) = (1.1, nil, 0.03)
        b.verdict = .leaning
        var c = arm("C", 24_077, 16, 16, value: 40.34)
        c.lift = -0.04
        c.verdict = .collecting
        c.waitsFor = .orders(have: 16, need: 50)
        goal.arms = [control, b, c]
        goal.verdict = .leaning
        return goal
    }

    /// Sixty looks, four minutes apart: an interval that narrows, evidence that climbs in steps.
    private static func history(final lift: Double, evidence: Double, called: Int?) -> [EvidencePoint] {
        (1...60).map { index in
            let part = Double(index) / 60
            let half = 0.13 / part.squareRoot()
            let wave = Double(((index + 3) / 6 * 7) % 9 - 4) / 4
            let shown = lift + wave * half * 0.25 * (1 - part)
            return EvidencePoint(
                time: time(index * 4), logEvidence: (evidence * Double(index + 3) / 60 * 12).rounded() / 12,
                lift: shown,
                liftLow: shown - half, liftHigh: shown + half * 1.1)
        }
    }

    private static var segment: ExperimentSnapshot.Segment {
        var goal = conversion
        for index in goal.arms.indices {
            goal.arms[index].users /= 3
            goal.arms[index].reached /= 3
            guard goal.arms[index].verdict != nil else { continue }
            goal.arms[index].verdict = .undecided
            goal.arms[index].firstCalled = nil
            goal.arms[index].waitsFor = nil
            goal.arms[index].logEvidence = 0.4
            goal.arms[index].adjustedE = nil
        }
        goal.winner = nil
        goal.verdict = .undecided
        return .init(name: "mobile DE", arms: arms([("A", 8033), ("B", 8036), ("C", 8025)]), goals: [goal])
    }

    /// Two factors of two levels: a winner among the effects, and an interaction that overshadows one.
    static var page: ExperimentSnapshot {
        var experiment = ExperimentSnapshot(name: "landing page", factors: ["headline", "button"])
        experiment.control = "calm * grey"
        experiment.arms = arms([
            ("calm * grey", 5010), ("calm * red", 4987), ("loud * grey", 5021), ("loud * red", 4996),
        ])
        experiment.split.verdict = .ok
        experiment.split.eValue = 0.1
        experiment.start = start
        experiment.now = ShopSnapshot.now
        experiment.targetLift = 0.10
        experiment.notes = [.noFullWeek(days: 0.16)]
        var goal = GoalSnapshot(name: "conversion", kind: .conversion)
        let reached = [501, 540, 560, 497]
        goal.arms = zip(experiment.arms, reached).enumerated().map { index, pair in
            var made = arm(pair.0.variant, pair.0.exposed, pair.1, value: Double(pair.1) / Double(pair.0.exposed))
            guard index > 0 else { return made }
            let lift = (made.value ?? 0) / 0.1 - 1
            (made.lift, made.liftLow, made.liftHigh) = (lift, lift - 0.14, lift + 0.16)
            (made.eValue, made.adjustedE, made.logEvidence) = (4, 3.4, 0.41)
            made.verdict = index == 2 ? .leaning : .undecided
            made.waitsFor = .moreUsers(21_300)
            return made
        }
        goal.verdict = .leaning
        goal.omnibusE = 31
        var headline = Contrast(factors: ["headline"], levels: ["loud"])
        (headline.lift, headline.liftLow, headline.liftHigh) = (0.091, 0.031, 0.154)
        (headline.adjustedE, headline.logEvidence) = (44, 1.26)
        headline.verdict = .winner
        headline.firstCalled = time(200)
        var button = Contrast(factors: ["button"], levels: ["red"])
        (button.lift, button.liftLow, button.liftHigh) = (-0.02, -0.09, 0.05)
        (button.adjustedE, button.logEvidence) = (0.4, -0.3)
        button.verdict = .undecided
        button.isOvershadowed = true
        var both = Contrast(factors: ["headline", "button"], levels: ["loud", "red"])
        (both.lift, both.liftLow, both.liftHigh) = (-0.17, -0.29, -0.04)
        (both.adjustedE, both.logEvidence) = (25, 1.07)
        both.verdict = .loser
        both.firstCalled = time(230)
        goal.contrasts = [headline, button, both]
        experiment.goals = [goal]
        return experiment
    }

    /// Nothing is called while every arm has few buyers.
    static var collecting: ExperimentSnapshot {
        var experiment = checkout
        experiment.goals = [revenue]
        experiment.peer = nil
        return experiment
    }

    static var noData: ExperimentSnapshot {
        var experiment = ExperimentSnapshot(name: "checkout_cta", factors: ["varaint"])
        experiment.notes = [.fieldNotSeen("varaint")]
        return experiment
    }

    static var oneArm: ExperimentSnapshot {
        var experiment = checkout
        experiment.arms = arms([("A", 24_101)])
        experiment.split = SplitCheck()
        experiment.conflicting = 0
        experiment.goals = [conversion].map { goal in
            var goal = goal
            goal.arms = [goal.arms[0]]
            goal.verdict = .noData
            goal.winner = nil
            return goal
        }
        experiment.notes = [.oneArm("A")]
        return experiment
    }

    static var unknownControl: ExperimentSnapshot {
        var experiment = checkout
        experiment.control = nil
        experiment.goals = [conversion].map { goal in
            var goal = goal
            goal.arms = goal.arms.map { arm($0.variant, $0.users, $0.reached, value: $0.value ?? 0) }
            goal.verdict = .noData
            goal.winner = nil
            return goal
        }
        experiment.notes = [.unknownControl("baseline", seen: ["A", "B", "C"])]
        return experiment
    }

    static var broken: ExperimentSnapshot {
        var experiment = checkout
        experiment.arms = arms([("A", 24_101), ("B", 31_207), ("C", 24_077)])
        experiment.split.verdict = .red
        experiment.split.eValue = .infinity
        experiment.split.change = .init(time: time(190), before: [0.333, 0.333, 0.334], after: [0.25, 0.5, 0.25])
        experiment.notes.insert(.splitChanged(time(190)), at: 0)
        for goal in experiment.goals.indices {
            experiment.goals[goal].verdict = .splitBroken
            experiment.goals[goal].winner = nil
            for arm in experiment.goals[goal].arms.indices {
                experiment.goals[goal].arms[arm].users = experiment.arms[arm].exposed
                guard experiment.goals[goal].arms[arm].verdict != nil else { continue }
                experiment.goals[goal].arms[arm].verdict = .splitBroken
                experiment.goals[goal].arms[arm].waitsFor = nil
            }
        }
        return experiment
    }

    /// Amounts that can be below zero are compared by difference; the winner fades, the split is to be looked at.
    static var profit: ExperimentSnapshot {
        var experiment = checkout
        experiment.split.verdict = .amber
        experiment.split.eValue = 34
        var goal = GoalSnapshot(name: "profit/user", kind: .revenuePerUser)
        goal.comparesDifferences = true
        let control = arm("A", 24_101, 2_204, value: -0.212)
        var b = arm("B", 24_109, 2_240, value: 0.191)
        (b.difference, b.differenceLow, b.differenceHigh) = (0.403, -0.041, 0.861)
        (b.eValue, b.adjustedE, b.logEvidence, b.peakEvidence) = (7, 6.6, 0.63, 1.05)
        b.verdict = .winner
        b.firstCalled = time(120)
        b.isFading = true
        b.history = conversion.arms[1].history
        var c = arm("C", 24_077, 1, value: 0)
        c.verdict = .undecided
        c.waitsFor = .positiveAmounts
        goal.arms = [control, b, c]
        goal.verdict = .winner
        goal.winner = "B"
        experiment.goals = [goal]
        return experiment
    }

    /// Twelve arms, more than a small screen has rows.
    static var threeFactors: ExperimentSnapshot {
        var experiment = ExperimentSnapshot(name: "everything at once", factors: ["headline", "button", "price"])
        let names = ["calm", "loud"].flatMap { headline in
            ["grey", "red", "blue"].flatMap { button in ["9", "10"].map { "\(headline) * \(button) * \($0)" } }
        }
        experiment.control = names[0]
        experiment.arms = arms(names.enumerated().map { ($1, 2000 + $0 * 13) })
        experiment.split.verdict = .ok
        experiment.start = start
        var goal = GoalSnapshot(name: "conversion", kind: .conversion)
        goal.arms = experiment.arms.enumerated().map { index, shown in
            var made = arm(
                shown.variant, shown.exposed, 120 + index, value: Double(120 + index) / Double(shown.exposed))
            guard index > 0 else { return made }
            (made.lift, made.liftLow, made.liftHigh) = (Double(index) / 100, Double(index) / 100 - 0.3, 0.3)
            made.logEvidence = 0.1
            made.verdict = .undecided
            return made
        }
        goal.verdict = .undecided
        goal.omnibusE = 0.4
        goal.contrasts = [Contrast(factors: ["headline"], levels: ["loud"])]
        experiment.goals = [goal]
        return experiment
    }
}
