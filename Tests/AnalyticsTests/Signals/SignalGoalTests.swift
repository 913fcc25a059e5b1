import Analytics
import Expressions
import Testing

/// Signals as goals of experiments.
struct SignalGoalTests {
    private static func configuration() -> AnalyticsConfiguration {
        var definition = ExperimentDefinition(name: "test", factors: ["variant"])
        definition.goals = ["engaged", "read", "three pages", "product seen"].map { name in
            GoalDefinition(
                name: name,
                kind: .conversion(
                    StepDefinition(
                        name: name,
                        alternatives: [StepAlternative(.event(name))]
                            + (name == "read" ? [StepAlternative(.event("buy"))] : []))))
        }
        var configuration = AnalyticsConfiguration(funnels: [])
        configuration.experiments = [definition]
        configuration.sessionGap = RandomVisits.gap
        return configuration
    }

    private static func reached(_ snapshot: Snapshot) -> [String] {
        (snapshot.experiments.first?.goals ?? []).flatMap { goal in
            goal.arms.map { "\(goal.name) \($0.variant): \($0.reached) of \($0.users)" }.sorted()
        }
    }

    @Test(arguments: [false, true])
    func `a signal as a goal is reached when it would be as an event`(isBounded: Bool) throws {
        for seed in 0..<RandomComparisonTests.streams {
            let bound = Int64(seed % 45)
            let all = RandomVisits(seed: seed, disorder: isBounded ? Int64(seed % 60) : nil).events.map { event in
                var event = event
                if event.event == "view" { event.properties["variant"] = event.user == "u" ? "A" : "B" }
                return event
            }
            var newest = Int64.min
            var kept: [ReferenceEvent] = []
            for event in all {
                newest = max(newest, event.time)
                if !isBounded || event.time >= newest - bound * 1_000_000 { kept.append(event) }
            }
            var configuration = Self.configuration()
            configuration.lateness = isBounded ? .bounded(.seconds(bound)) : .all
            configuration.signals = RandomVisits.signals
            var driver = try EngineDriver(configuration)
            for event in all { driver.add([event]) }

            let stream = SignalStream(definitions: RandomVisits.signals, gap: RandomVisits.gap.microseconds)
            var plain = Self.configuration()
            plain.lateness = .all
            guard case .conversion(var step) = plain.experiments[0].goals[3].kind else { return }
            step.alternatives = [StepAlternative(.page("/p/*"))]
            plain.experiments[0].goals[3].kind = .conversion(step)
            var reference = try EngineDriver(plain)
            reference.add(stream.events(kept, used: ["engaged", "read", "three pages"]))
            #expect(
                Self.reached(driver.snapshot()) == Self.reached(reference.snapshot()), "seed \(seed) \(all)")
        }
    }
}
