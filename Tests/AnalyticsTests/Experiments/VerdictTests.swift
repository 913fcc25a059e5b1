import Analytics
import Expressions
import Testing

/// From nothing to a call and on, by story.
struct VerdictTests {
    typealias Group = ExperimentStory.Group

    private let spent = GoalDefinition(name: "spent", kind: .revenuePerUser(field: nil, on: nil))
    private let basket = GoalDefinition(name: "basket", kind: .averageOrderValue(field: nil, on: nil))

    /// Two arms of equal size at once.
    private func tell(_ story: inout ExperimentStory, users: Int, _ a: Int, _ b: Int, minutes: Range<Double> = 0..<10) {
        story.tell(
            Group(variant: "A", users: users, reached: a, minutes: minutes, revenue: 20),
            Group(variant: "B", users: users, reached: b, minutes: minutes, revenue: 20))
    }

    private func variant(_ experiment: ExperimentSnapshot, goal: Int = 0, arm: Int = 1) throws -> GoalSnapshot.Arm {
        let goal = try #require(experiment.goals.indices.contains(goal) ? experiment.goals[goal] : nil)
        return try #require(goal.arms.indices.contains(arm) ? goal.arms[arm] : nil)
    }

    @Test func `without events there is no data and the field is missed`() throws {
        let experiment = try ExperimentStory().experiment()
        #expect(experiment.arms.isEmpty)
        #expect(experiment.goals.map(\.verdict) == [.noData])
        #expect(experiment.notes.first == .fieldNotSeen("v"))
        #expect((experiment.control, experiment.start, experiment.split.verdict) == (nil, nil, .unknown))
    }

    @Test func `one arm alone is no data`() throws {
        var story = ExperimentStory()
        story.tell(Group(variant: "A", users: 100, reached: 50, minutes: 0..<1))
        let experiment = try story.experiment()
        #expect(experiment.goals.map(\.verdict) == [.noData])
        #expect(experiment.notes.contains(.oneArm("A")))
        #expect(experiment.goals[0].arms[0].value == 0.5)
        #expect(experiment.goals[0].arms[0].verdict == nil)
    }

    @Test func `an unknown control compares nothing and says which variants there are`() throws {
        var story = ExperimentStory()
        story.definition.control = "X"
        tell(&story, users: 1000, 100, 300)
        let experiment = try story.experiment()
        #expect(experiment.control == nil)
        #expect(experiment.goals[0].verdict == .noData)
        #expect(experiment.goals[0].winner == nil)
        #expect(experiment.notes.contains(.unknownControl("X", seen: ["A", "B"])))
    }

    @Test func `too few conversions, buyers and orders are collected, with their counts`() throws {
        var story = ExperimentStory(["v"], ExperimentStory.bought, spent, basket)
        tell(&story, users: 60, 4, 30)
        tell(&story, users: 60, 20, 20, minutes: 10..<20)
        tell(&story, users: 60, 25, 25, minutes: 20..<30)
        tell(&story, users: 60, 1, 1, minutes: 30..<31)
        let looks = try story.experiments().map { experiment in
            try (0..<3).map { try variant(experiment, goal: $0).waitsFor }
        }
        #expect(
            looks[0] == [
                .conversions(have: 4, need: 5), .buyers(have: 4, need: 25), .orders(have: 4, need: 50),
            ])
        #expect(looks[1][1] == .buyers(have: 24, need: 25))
        #expect(looks[2][2] == .orders(have: 49, need: 50))
        #expect(try variant(story.experiment(), goal: 2).verdict != .collecting)
    }

    @Test func `some evidence leans, less is undecided and says how many more users it takes`() throws {
        var leaning = ExperimentStory()
        tell(&leaning, users: 1000, 200, 245)
        let arm = try variant(leaning.experiment())
        #expect(arm.verdict == .leaning)
        #expect((3..<20).contains(arm.adjustedE ?? 0))
        #expect(arm.firstCalled == nil)
        var undecided = ExperimentStory()
        tell(&undecided, users: 1000, 200, 225)
        let other = try variant(undecided.experiment())
        #expect(other.verdict == .undecided)
        guard case .moreUsers(let more) = other.waitsFor else {
            Issue.record("\(String(describing: other.waitsFor))")
            return
        }
        // So many more of the same make a call, a tenth fewer do not.
        for (factor, isCalled) in [(1.0, true), (0.9, false)] {
            let users = (1000 + Int(Double(more) / 2 * factor) + 39) / 40 * 40
            var longer = ExperimentStory()
            tell(&longer, users: users, users / 5, users * 9 / 40)
            #expect((try variant(longer.experiment()).adjustedE ?? 0 >= 20) == isCalled, "\(users)")
        }
    }

    @Test func `a winner stays with the time of its call, and fades when the effect goes`() throws {
        var story = ExperimentStory()
        tell(&story, users: 1000, 100, 200, minutes: 0..<10)
        tell(&story, users: 1000, 150, 150, minutes: 10..<20)
        tell(&story, users: 3000, 500, 380, minutes: 20..<30)
        tell(&story, users: 5000, 900, 500, minutes: 30..<40)
        let looks = try story.experiments()
        let arms = try looks.map { try variant($0) }
        #expect(arms.map(\.verdict) == [.winner, .winner, .winner, .winner])
        let called = try #require(arms[0].firstCalled)
        #expect(called > ExperimentStory.time(0) && called < ExperimentStory.time(10))
        #expect(arms.map(\.firstCalled) == [called, called, called, called])
        #expect(arms.map(\.isFading) == [false, false, true, true])
        #expect(looks.map { $0.goals[0].winner } == ["B", "B", "B", "B"])
        #expect(arms[2].pValue == arms[0].pValue || arms[2].pValue ?? 1 < arms[0].pValue ?? 0)
        // The other way round by now, and still no loser: what is called is about having had an effect.
        #expect(arms[3].lift ?? 0 < 0)
        #expect(arms[3].liftHigh ?? 0 < 0)
    }

    @Test func `less is a loser, and a winner where lower is better`() throws {
        for (better, word) in [(GoalDefinition.Better.higher, Verdict.loser), (.lower, .winner)] {
            var goal = ExperimentStory.bought
            goal.better = better
            var story = ExperimentStory(["v"], goal)
            tell(&story, users: 1000, 200, 100)
            let experiment = try story.experiment()
            #expect(try variant(experiment).verdict == word)
            #expect(experiment.goals[0].verdict == word)
            #expect(experiment.goals[0].winner == (better == .lower ? "B" : nil))
            #expect((try variant(experiment).probabilityBest ?? 0 > 0.99) == (better == .lower))
        }
    }

    @Test func `an interval inside the indifference is no difference`() throws {
        var story = ExperimentStory()
        story.definition.indifference = 0.1
        tell(&story, users: 2000, 1800, 1800)
        let arm = try variant(story.experiment())
        #expect(arm.verdict == .noDifference)
        #expect(arm.liftLow ?? -1 > -0.1 && arm.liftHigh ?? 1 < 0.1)
        story.definition.indifference = 0.01
        #expect(try variant(story.experiment()).verdict == .undecided)
    }

    @Test func `secondary goals are shown alone and never called`() throws {
        var second = spent
        second.isPrimary = false
        var story = ExperimentStory(["v"], ExperimentStory.bought, second)
        tell(&story, users: 1000, 100, 300)
        let experiment = try story.experiment()
        let arm = try variant(experiment, goal: 1)
        #expect(arm.verdict == .leaning)
        #expect(arm.eValue ?? 0 > 1000)
        #expect((arm.adjustedE, arm.firstCalled, experiment.goals[1].winner) == (nil, nil, nil))
        let first = try variant(experiment)
        #expect(first.adjustedE == first.eValue, "the secondary goal costs the primary one nothing")
    }

    @Test func `a negative sum waits for a unit, and with one is compared by difference`() throws {
        var story = ExperimentStory(["v"], spent)
        story.tell(
            Group(variant: "A", users: 200, reached: 100, minutes: 0..<1, revenue: 20),
            Group(variant: "B", users: 200, reached: 100, minutes: 0..<1, revenue: 20),
            Group(variant: "B", users: 50, reached: 50, minutes: 0..<1, revenue: -60),
            Group(variant: "A", users: 50, reached: 50, minutes: 0..<1, revenue: 0))
        let waiting = try variant(story.experiment())
        #expect((waiting.verdict, waiting.waitsFor) == (.collecting, .positiveAmounts))
        story.definition.goals[0].unit = 10
        let experiment = try story.experiment()
        let arm = try variant(experiment)
        #expect(arm.verdict == .loser)
        #expect((arm.lift, arm.liftLow, arm.liftHigh) == (nil, nil, nil))
        #expect(arm.difference ?? 0 < 0 && arm.differenceHigh ?? 0 < 0)
        #expect(experiment.notes.contains(.negativeRevenue(goal: "spent", events: 50)))
    }

    @Test func `goals in which nothing varies are undecided and ask for no unit`() throws {
        var everybody = ExperimentStory()
        tell(&everybody, users: 100, 100, 100)
        var oneprice = ExperimentStory(["v"], basket)
        oneprice.tell(
            Group(variant: "A", users: 100, reached: 60, minutes: 0..<10, revenue: 20, hasFixedPrice: true),
            Group(variant: "B", users: 100, reached: 60, minutes: 0..<10, revenue: 20, hasFixedPrice: true))
        for story in [everybody, oneprice] {
            let arm = try variant(story.experiment())
            #expect((arm.verdict, arm.waitsFor, arm.lift) == (.undecided, nil, nil))
        }
    }
}
