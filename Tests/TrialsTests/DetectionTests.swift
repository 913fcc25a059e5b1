import Testing

@testable import Trials

struct DetectionTests {
    @Test func `calls a real lift soon, on the right side, and sooner than GrowthBook`() throws {
        let simulation = Simulation(
            "lift", .pair(rate: 0.1, lift: 0.3, visitors: 20_000), runs: 150,
            [Rule.product, .normal, .labels, .growthbook].map { Question($0) })
        for rule in [Rule.product, .normal, .labels] {
            #expect(simulation[rule].winShare > 0.8, "\(rule) \(simulation[rule].winShare)")
            #expect(simulation[rule].losses == 0)
        }
        let own = try #require(simulation[.normal].visitors(atShare: 0.5))
        let peer = try #require(simulation[.growthbook].visitors(atShare: 0.5))
        #expect(own < peer)
    }

    @Test func `calls a real loss as one`() {
        let simulation = Simulation(
            "loss", .pair(rate: 0.2, lift: -0.25, visitors: 10_000), runs: 100, [Question(.product), Question(.labels)])
        #expect(simulation[.product].lossShare > 0.8 && simulation[.product].wins == 0)
        #expect(simulation[.labels].lossShare > 0.8 && simulation[.labels].wins == 0)
    }

    @Test func `finds the one variant of three that does something`() {
        let arms = [0.1, 0.15, 0.1, 0.1].map { ArmModel(share: 0.25, rate: $0) }
        let simulation = Simulation(
            "one of three", Scenario(arms: arms, visitors: 20_000), runs: 100, [Question(.closed, arm: 1)])
        #expect(simulation[.closed].winShare > 0.8)
        let idle = Simulation(
            "one of three", Scenario(arms: arms, visitors: 20_000), runs: 100, [Question(.closed, arm: 2)])
        #expect(idle[.closed].callShare <= 0.05)
    }

    @Test func `finds a broken split and leaves a sound one alone`() {
        let rules = [Rule.splitRed, .splitAmber, .chiSquared].map { Question($0) }
        let sound = Simulation("sound", .pair(rate: 0, visitors: 10_000), rules)
        #expect(sound[.splitRed].callShare <= 0.02 && sound[.splitAmber].callShare <= 0.05)
        let arms = [0.47, 0.53].map { ArmModel(share: $0, planned: 0.5, rate: 0) }
        let broken = Simulation("broken", Scenario(arms: arms, visitors: 10_000), runs: 100, rules)
        #expect(broken[.splitRed].callShare > 0.9)
        #expect(broken[.splitAmber].calls >= broken[.splitRed].calls)
    }
}
