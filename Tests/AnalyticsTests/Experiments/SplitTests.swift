import Analytics
import Expressions
import Testing

/// Splits, ramps, phases, and variants that come, are missing or were never declared.
struct SplitTests {
    typealias Group = ExperimentStory.Group

    /// Nine to one for ten minutes, then half and half; twice the rate in the first part.
    private func ramp() -> ExperimentStory {
        var story = ExperimentStory()
        story.tell(
            Group(variant: "A", users: 4500, reached: 360, minutes: 0..<10),
            Group(variant: "B", users: 500, reached: 40, minutes: 0..<10),
            Group(variant: "A", users: 2500, reached: 100, minutes: 10..<20),
            Group(variant: "B", users: 2500, reached: 100, minutes: 10..<20))
        return story
    }

    @Test func `a broken split is said, gates everything, and the change is found within a bucket`() throws {
        var story = ramp()
        story.definition.goals[0].better = .lower
        let experiment = try story.experiment()
        #expect(experiment.split.verdict == .red)
        #expect(experiment.goals[0].verdict == .splitBroken)
        #expect(experiment.goals[0].arms[1].verdict == .splitBroken)
        #expect((experiment.goals[0].arms[1].firstCalled, experiment.goals[0].winner) == (nil, nil))
        let change = try #require(experiment.split.change)
        let ramp = ExperimentStory.time(10)
        // Buckets are 15 s long.
        #expect(abs(change.time.microseconds - ramp.microseconds) <= 15_000_000)
        #expect(abs((change.before.last ?? 0) - 0.1) < 0.01 && abs((change.after.last ?? 0) - 0.5) < 0.01)
        #expect(experiment.notes.contains(.splitChanged(change.time)))
        story.definition.split = ["A": 0.9, "B": 0.1]
        story.definition.phases = [.init(start: change.time)]
        let mended = try story.experiment()
        #expect(mended.split.verdict == .ok)
        #expect((mended.phaseCount, mended.split.change) == (2, nil))
        #expect(mended.notes.contains(.phases(2)))
        // Of all users: nine tenths before the change, half after it.
        for arm in mended.arms { #expect(abs((arm.expectedShare ?? 0) - (arm.share ?? 1)) < 0.02) }
        #expect(mended.arms.reduce(0) { $0 + ($1.expectedShare ?? 0) } == 1)
    }

    @Test func `pooled totals of a ramp are not what decides`() throws {
        var story = ramp()
        story.definition.split = ["A": 9, "B": 1]
        story.definition.phases = [.init(start: ExperimentStory.time(10), split: ["A": 1, "B": 1])]
        let experiment = try story.experiment()
        let (control, variant) = (experiment.goals[0].arms[0], experiment.goals[0].arms[1])
        let pooled = (variant.value ?? 0) / (control.value ?? 1) - 1
        #expect(pooled < -0.25, "the paradox is there")
        #expect(abs(variant.lift ?? 1) < 1e-9, "and within the phases there is nothing")
        #expect(variant.verdict == .undecided)
        #expect(variant.firstCalled == nil)
        #expect(variant.probabilityBest == nil)
    }

    @Test func `a true effect is called across phases`() throws {
        var story = ExperimentStory()
        story.definition.split = ["A": 9, "B": 1]
        story.definition.phases = [.init(start: ExperimentStory.time(10), split: ["A": 1, "B": 1])]
        story.tell(
            Group(variant: "A", users: 4500, reached: 360, minutes: 0..<10),
            Group(variant: "B", users: 500, reached: 55, minutes: 0..<10),
            Group(variant: "A", users: 2500, reached: 100, minutes: 10..<20),
            Group(variant: "B", users: 2500, reached: 160, minutes: 10..<20))
        let arm = try story.experiment().goals[0].arms[1]
        #expect(arm.verdict == .winner)
        #expect(arm.lift ?? 0 > 0.3)
    }

    @Test func `an amber split is said and lets calls through`() throws {
        var story = ExperimentStory()
        story.tell(
            Group(variant: "A", users: 1000, reached: 100, minutes: 0..<10),
            Group(variant: "B", users: 1168, reached: 300, minutes: 0..<10))
        let experiment = try story.experiment()
        #expect(experiment.split.verdict == .amber, "\(experiment.split.eValue ?? 0)")
        #expect(experiment.goals[0].verdict == .winner)
    }

    @Test func `a variant that comes late is noted, and the split is off until a phase is declared`() throws {
        var story = ExperimentStory()
        story.tell(
            Group(variant: "A", users: 500, reached: 50, minutes: 0..<10),
            Group(variant: "B", users: 500, reached: 60, minutes: 0..<10))
        story.tell(
            Group(variant: "A", users: 5, reached: 1, minutes: 10..<11),
            Group(variant: "B", users: 5, reached: 1, minutes: 10..<11),
            Group(variant: "C", users: 5, reached: 1, minutes: 10..<11))
        let experiment = try story.experiment()
        let first = ExperimentStory.time(10)
        #expect(experiment.arms[2].firstExposure == first)
        let isNoted = experiment.notes.contains { note in
            guard case .lateVariant("C", since: first, usersBefore: let users) = note else { return false }
            // Counted in whole buckets.
            return users > 960 && users <= 1000
        }
        #expect(isNoted, "\(experiment.notes)")
        #expect(experiment.split.verdict == .red)
        story.definition.phases = [.init(start: first)]
        let mended = try story.experiment()
        #expect(mended.split.verdict == .ok)
        #expect(mended.goals[0].arms.map(\.users) == [505, 505, 5])
        #expect(mended.goals[0].arms[1].verdict == .undecided)
    }

    @Test func `undeclared and unknown variants are named, and only declared ones are expected`() throws {
        var story = ExperimentStory()
        story.definition.split = ["A": 1, "B": 1, "D": 1]
        story.tell(
            Group(variant: "A", users: 300, reached: 50, minutes: 0..<10),
            Group(variant: "B", users: 300, reached: 60, minutes: 0..<10),
            Group(variant: "C", users: 40, reached: 30, minutes: 0..<10))
        let experiment = try story.experiment()
        #expect(experiment.notes.contains(.unknownVariant("D", seen: ["A", "B", "C"])))
        #expect(experiment.notes.contains(.undeclaredVariant("C")))
        #expect(experiment.split.verdict == .ok)
        #expect(experiment.arms.map(\.expectedShare) == [0.5, 0.5, 0])
        let undeclared = experiment.goals[0].arms[2]
        #expect((undeclared.verdict, undeclared.waitsFor, undeclared.firstCalled) == (.noData, nil, nil))
    }

    @Test func `more variants than are kept apart are told, not guessed`() throws {
        var story = ExperimentStory()
        var groups = (0..<25).map { Group(variant: "v\($0)", users: 4, reached: 1, minutes: 0..<1) }
        groups[0].users = 10
        for group in groups { story.tell(group) }
        let experiment = try story.experiment()
        #expect(experiment.arms.count == 20)
        #expect(experiment.notes.contains(.tooManyVariants(kept: 20, usersOutside: 20)))
    }

    @Test func `the automatic target waits for a hundred conversions and calls nothing before`() throws {
        var story = ExperimentStory()
        story.definition.lift = .automatic
        story.tell(
            Group(variant: "A", users: 100, reached: 5, minutes: 0..<5),
            Group(variant: "B", users: 100, reached: 60, minutes: 0..<5))
        story.tell(
            Group(variant: "A", users: 300, reached: 15, minutes: 5..<20),
            Group(variant: "B", users: 300, reached: 180, minutes: 5..<20))
        let looks = try story.experiments()
        let early = looks[0].goals[0].arms[1]
        #expect((early.verdict, early.waitsFor) == (.collecting, .targetLift(have: 65, need: 100)))
        #expect((looks[0].targetLift, early.firstCalled) == (nil, nil))
        #expect((0.01...0.3).contains(looks[1].targetLift ?? 0))
        let late = looks[1].goals[0].arms[1]
        #expect(late.verdict == .winner)
        #expect(late.firstCalled ?? ExperimentStory.time(0) > ExperimentStory.time(7))
    }

    @Test func `an arm whose name comes first becomes the control only as long as nothing is called`() throws {
        for (reached, control, word) in [(300, "blue", Verdict.winner), (105, "azure", .loser)] {
            var story = ExperimentStory()
            story.definition.phases = [.init(start: ExperimentStory.time(10))]
            story.tell(
                Group(variant: "blue", users: 1000, reached: 100, minutes: 0..<10),
                Group(variant: "green", users: 1000, reached: reached, minutes: 0..<10))
            story.tell(
                Group(variant: "azure", users: 1000, reached: 800, minutes: 10..<20),
                Group(variant: "blue", users: 1000, reached: 100, minutes: 10..<20),
                Group(variant: "green", users: 1000, reached: reached, minutes: 10..<20))
            let looks = try story.experiments()
            #expect(looks.map(\.control) == ["blue", control])
            let green = looks[1].goals[0].arms.first { $0.variant == "green" }
            #expect(green?.verdict == word)
        }
    }
}
