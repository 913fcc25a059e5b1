import Testing

@testable import Trials

struct VisitorStreamTests {
    @Test func `lets visitors arrive in their shares and convert at their rates`() {
        let scenario = Scenario(
            arms: [0.1, 0.2, 0.3].map { ArmModel(share: 1.0 / 3, rate: $0) }, visitors: 60_000)
        var stream = VisitorStream(scenario, random: RandomStream(11))
        while stream.visitors < scenario.visitors { stream.advance() }
        #expect(stream.pooled.reduce(0) { $0 + $1.users } == 60_000)
        for (arm, rate) in zip(stream.pooled, [0.1, 0.2, 0.3]) {
            #expect(abs(arm.users / 20_000 - 1) < 0.03)
            #expect(abs(arm.reached / arm.users - rate) < 0.015)
        }
    }

    @Test func `starts a second phase half way up a ramp`() {
        let scenario = Scenario.pair(rate: 0.2, ramp: Ramp(firstShare: 0.1, lastRate: 0.5), visitors: 20_000)
        var stream = VisitorStream(scenario, random: RandomStream(12))
        while stream.visitors < scenario.visitors { stream.advance() }
        #expect(stream.strata.count == 2)
        #expect(stream.strata.map { $0[0].users + $0[1].users } == [10_000, 10_000])
        #expect(abs(stream.strata[0][1].users - 1_000) < 150)
        #expect(abs(stream.strata[1][1].users - 5_000) < 250)
        let rates = stream.strata.map { ($0[0].reached + $0[1].reached) / 10_000 }
        #expect(abs(rates[0] - 0.175) < 0.015 && abs(rates[1] - 0.125) < 0.015)
        #expect(scenario.variantShares == [0.1, 0.5])
    }

    @Test func `adds up orders by visitor and cuts revenue at the cap of the first orders`() {
        let orders = OrderModel(mean: 40, sigma: 1.5, repeats: 0.5)
        var stream = VisitorStream(
            .pair(rate: 0.2, orders: orders, visitors: 20_000), random: RandomStream(13))
        stream.advance()
        #expect(stream.pooled.allSatisfy { $0.capped.sum == 0 && $0.revenue.sum > 0 })
        while stream.visitors < 20_000 { stream.advance() }
        for arm in stream.pooled {
            #expect(abs(arm.orders / arm.reached - 2) < 0.15)
            #expect(abs(arm.revenue.sum / arm.orders - 40) < 8)
            #expect(arm.capped.sum < arm.revenue.sum && arm.capped.sum > 0.7 * arm.revenue.sum)
            #expect(arm.capped.squares < arm.revenue.squares)
            #expect(arm.orderSquares > arm.orders)
        }
    }
}
