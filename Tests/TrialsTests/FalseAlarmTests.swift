import RealModule
import Statistics
import Testing

@testable import Trials

/// The promises of the rules on some hundred runs, with limits that a broken rule misses: the plain test does.
struct FalseAlarmTests {
    private static let own: [Rule] = [.product, .normal, .labels]

    @Test(arguments: [0.05, 0.2])
    func `rarely calls a variant that does nothing where the plain test often does`(rate: Double) {
        let rules = Self.own + [.fixed, .bayesian, .statsig]
        let simulation = Simulation(
            "nothing \(rate)", .pair(rate: rate, visitors: 10_000), rules.map { Question($0) })
        for rule in Self.own { #expect(simulation[rule].callShare <= 0.05, "\(rule) seed \(Simulation.seed)") }
        #expect(simulation[.fixed].bounds.lowerBound > 0.2)
        #expect(simulation[.bayesian].bounds.lowerBound > 0.1)
        #expect(simulation[.statsig].callShare <= 0.05)
    }

    @Test func `rarely calls a variant that gets a tenth of the visitors`() {
        let scenario = Scenario.pair(rate: 0.05, share: 0.1, visitors: 10_000)
        let simulation = Simulation("uneven", scenario, (Self.own + [.fixed]).map { Question($0) })
        for rule in Self.own { #expect(simulation[rule].callShare <= 0.05, "\(rule) seed \(Simulation.seed)") }
        #expect(simulation[.fixed].bounds.lowerBound > 0.2)
    }

    @Test func `rarely calls revenue or order value where GrowthBook and the plain test often do`() {
        let metrics: [Metric] = [.revenue, .cappedRevenue, .orderValue, .cappedOrderValue]
        let orders = OrderModel(sigma: 1.5, repeats: 0.3)
        let simulation = Simulation(
            "revenue", .pair(rate: 0.1, orders: orders, visitors: 8_000), runs: 200,
            metrics.map { Question(.product, $0) } + [Question(.fixed, .revenue), Question(.growthbook, .revenue)])
        for metric in metrics {
            #expect(simulation[.product, metric].callShare <= 0.06, "\(metric) seed \(Simulation.seed)")
        }
        #expect(simulation[.fixed, .revenue].bounds.lowerBound > 0.2)
        #expect(simulation[.growthbook, .revenue].bounds.lowerBound > 0.06)
        #expect(simulation[.growthbook, .revenue].lossShare > 5 * simulation[.growthbook, .revenue].winShare)
    }

    @Test func `keeps phases apart while the allocation changes and the rate falls`() {
        let ramp = Ramp(firstShare: 0.1, lastRate: 0.4)
        let simulation = Simulation(
            "ramp", .pair(rate: 0.2, ramp: ramp, visitors: 16_000), runs: 200,
            [Rule.product, .normal, .labels, .growthbook, .fixed].map { Question($0) })
        for rule in Self.own { #expect(simulation[rule].callShare <= 0.06, "\(rule) seed \(Simulation.seed)") }
        // Added up over phases the variant looks worse: every pooled rule falls for it.
        #expect(simulation[.growthbook].lossShare > 0.9)
        #expect(simulation[.fixed].callShare > 0.9)
    }

    @Test func `calls one of three idle variants as rarely as a single one`() {
        let arms = (0..<4).map { _ in ArmModel(share: 0.25, rate: 0.2) }
        let simulation = Simulation(
            "four arms", Scenario(arms: arms, visitors: 10_000), runs: 150,
            [Rule.closed, .each, .growthbookEach, .growthbookHolm].map { Question($0) })
        #expect(simulation[.closed].callShare <= 0.05)
        #expect(simulation[.each].calls >= simulation[.closed].calls)
        #expect(simulation[.growthbookEach].calls >= simulation[.growthbookHolm].calls)
    }

    @Test func `keeps the true lift inside the interval at every look`() {
        let null = Double.log(1.2)
        let simulation = Simulation(
            "coverage", .pair(rate: 0.05, lift: 0.2, visitors: 10_000), runs: 200,
            [Rule.product, .normal, .labels, .fixed].map { Question($0, null: null) })
        for rule in Self.own { #expect(simulation[rule].callShare <= 0.05, "\(rule) seed \(Simulation.seed)") }
        #expect(simulation[.fixed].bounds.lowerBound > 0.2)
    }
}
