import Expressions
import SeededNumbers
import Testing

@testable import Analytics

/// Small streams in which only the order of arrival could make a difference.
struct ExperimentOrderTests {
    private func event(
        _ user: String, _ name: String, _ seconds: Int64, _ properties: [String: String] = [:]
    ) -> ReferenceEvent {
        ReferenceEvent(user: user, event: name, time: seconds * 1_000_000, arrival: 0, properties: properties)
    }

    private func definition(_ factors: [String] = ["v"]) -> ExperimentDefinition {
        var definition = ExperimentDefinition(name: "test", factors: factors)
        definition.goals = [GoalDefinition(name: "bought", kind: .conversion(ExperimentRow.step("buy")))]
        return definition
    }

    @Test func `a goal before its exposure in one batch counts, however far the batch goes on`() throws {
        let events = [
            event("u", "buy", 100), event("u", "seen", 100, ["v": "A"]), event("w", "view", 100_000),
        ]
        var driver = try ExperimentDriver(definition(), lateness: .bounded(.seconds(60)))
        driver.add(events)
        let arm = try #require(driver.snapshot().goals.first?.arms.first)
        #expect((arm.users, arm.reached) == (1, 1))
    }

    @Test func `the covariate is that of the event that completed the exposure, in any order`() throws {
        var definition = definition(["f1", "f2"])
        definition.covariate = "past"
        let events = [
            event("u", "seen", 1, ["f1": "A", "past": "5"]), event("u", "seen", 2, ["f2": "B", "past": "7"]),
            event("u", "seen", 2, ["f2": "B", "past": "-1"]), event("u", "seen", 2, ["f2": "B"]),
            event("u", "seen", 3, ["f2": "B", "past": "9"]),
        ]
        var random = SeededGenerator(seed: 1)
        for _ in 0..<20 {
            var driver = try ExperimentDriver(definition)
            driver.add(events.shuffled(using: &random))
            #expect(driver.sums == [.init(phase: 0, levels: ["A", "B"]): [1, 70_000, 4_900_000_000, 0]])
        }
    }

    @Test(arguments: ExperimentDefinition.Conflicts.allCases)
    func `an arm in which nobody ever was is none, in any order`(conflicts: ExperimentDefinition.Conflicts) throws {
        var definition = definition()
        definition.conflicts = conflicts
        let events = [
            event("u", "seen", 1, ["v": "B"]), event("u", "seen", 2, ["v": "A"]), event("w", "seen", 3, ["v": "C"]),
        ]
        for events in [events, events.reversed()] {
            var driver = try ExperimentDriver(definition)
            driver.add(events)
            #expect(driver.snapshot().arms.map(\.variant) == ["B", "C"])
        }
    }
}
