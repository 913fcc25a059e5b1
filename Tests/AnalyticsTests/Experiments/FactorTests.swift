import Analytics
import Expressions
import Testing

/// Crossed factors and segments.
struct FactorTests {
    typealias Group = ExperimentStory.Group

    private func story(_ reached: [Int], users: Int = 1000) -> ExperimentStory {
        var story = ExperimentStory(["button", "text"])
        let variants = ["A * A", "A * B", "B * A", "B * B"]
        story.tell(
            Group(variant: variants[0], users: users, reached: reached[0], minutes: 0..<10),
            Group(variant: variants[1], users: users, reached: reached[1], minutes: 0..<10),
            Group(variant: variants[2], users: users, reached: reached[2], minutes: 0..<10),
            Group(variant: variants[3], users: users, reached: reached[3], minutes: 0..<10))
        return story
    }

    @Test func `the factor that matters is called, the other is not, and arms are not`() throws {
        let experiment = try story([200, 200, 300, 300]).experiment()
        let goal = experiment.goals[0]
        #expect(goal.contrasts.map(\.factors) == [["button"], ["text"], ["button", "text"]])
        #expect(goal.contrasts.map(\.verdict) == [.winner, .undecided, .undecided])
        #expect(goal.contrasts.map(\.isOvershadowed) == [false, false, false])
        #expect(goal.contrasts[0].firstCalled != nil)
        #expect(abs((goal.contrasts[0].lift ?? 0) - 0.5) < 1e-9)
        #expect(goal.arms.compactMap(\.firstCalled) == [])
        #expect((goal.verdict, goal.winner) == (.winner, nil))
        #expect(goal.omnibusE ?? 0 > 100)
        #expect(experiment.arms.map(\.variant) == ["A * A", "A * B", "B * A", "B * B"])
    }

    @Test func `a called interaction overshadows the effects of its factors`() throws {
        let goal = try story([200, 300, 300, 150]).experiment().goals[0]
        #expect(goal.contrasts[2].verdict == .loser)
        #expect(goal.contrasts.map(\.isOvershadowed) == [true, true, false])
        #expect((goal.contrasts[2].lift ?? 0) < -0.5)
    }

    @Test func `effects wait until every combination has its data`() throws {
        let goal = try story([200, 200, 300, 4]).experiment().goals[0]
        #expect(goal.contrasts.map(\.verdict) == [.collecting, .collecting, .collecting])
    }

    @Test func `a named control turns all comparisons round`() throws {
        var story = story([200, 200, 300, 300])
        story.definition.control = "B * A"
        let experiment = try story.experiment()
        #expect(experiment.control == "B * A")
        #expect(experiment.goals[0].contrasts[0].levels == ["A"])
        #expect(experiment.goals[0].contrasts[0].verdict == .loser)
    }

    @Test func `segments show numbers and never call`() throws {
        var story = ExperimentStory()
        story.configuration.segments = [
            .init(name: "German", filter: .comparison(.init("country", .equal(Literal(text: "DE"))))),
            .init(name: "French", filter: .comparison(.init("country", .equal(Literal(text: "FR"))))),
        ]
        story.definition.indifference = 0.5
        story.tell(
            Group(variant: "A", users: 1000, reached: 100, minutes: 0..<10),
            Group(variant: "B", users: 1000, reached: 300, minutes: 0..<10),
            Group(variant: "A", users: 500, reached: 250, minutes: 0..<10, country: "FR"),
            Group(variant: "B", users: 500, reached: 250, minutes: 0..<10, country: "FR"))
        let experiment = try story.experiment()
        #expect(experiment.goals[0].verdict == .winner)
        let segments = experiment.segments
        #expect(segments.map(\.name) == ["German", "French"])
        #expect(segments.map { $0.arms.map(\.exposed) } == [[1000, 1000], [500, 500]])
        #expect(segments.map { $0.goals[0].arms.map(\.reached) } == [[100, 300], [250, 250]])
        #expect(segments.map { $0.goals[0].arms[1].verdict } == [.leaning, .undecided])
        #expect(segments.map { $0.goals[0].winner } == [nil, nil])
        #expect(segments.flatMap { $0.goals[0].arms }.compactMap(\.firstCalled) == [])
        #expect(segments[0].goals[0].arms[1].eValue ?? 0 > 1000)
    }

    @Test func `a filter on all events holds for experiments`() throws {
        var story = ExperimentStory()
        story.configuration.filter = .comparison(.init("country", .equal(Literal(text: "DE"))))
        story.tell(
            Group(variant: "A", users: 30, reached: 10, minutes: 0..<10),
            Group(variant: "A", users: 50, reached: 25, minutes: 0..<10, country: "FR"))
        let experiment = try story.experiment()
        #expect(experiment.goals[0].arms.map(\.users) == [30])
        #expect(experiment.goals[0].arms.map(\.reached) == [10])
    }
}
