import RealModule
import Statistics

/// Simulated visitors arriving one after the other, added up by phase and arm.
package struct VisitorStream: Sendable {
    private let scenario: Scenario
    private var random: RandomStream
    /// Totals by phase, in order of time, then by arm; the last phase is under way.
    package private(set) var strata: [[ArmTotals]]
    package private(set) var visitors = 0
    private var firstPurchases = FirstPurchases()

    package init(_ scenario: Scenario, random: RandomStream) {
        self.scenario = scenario
        self.random = random
        strata = [scenario.arms.map { _ in ArmTotals() }]
    }

    /// Totals of all phases by arm, as a tool without phases sees them.
    package var pooled: [ArmTotals] {
        guard var totals = strata.first else { return [] }
        for stratum in strata.dropFirst() {
            for arm in totals.indices { totals[arm].add(stratum[arm]) }
        }
        return totals
    }

    /// Lets the visitors up to the next look arrive.
    package mutating func advance() {
        if scenario.ramp != nil, strata.count == 1, visitors >= scenario.visitors / 2 {
            strata.append(scenario.arms.map { _ in ArmTotals() })
        }
        let phase = strata.count - 1
        let (bounds, rates) = thresholds(phase: phase)
        var users = bounds.map { _ in 0 }
        var reached = users
        for _ in 0..<scenario.lookEvery {
            let bits = random.next()
            let place = bits >> 32
            var arm = 0
            while place >= bounds[arm] { arm += 1 }
            users[arm] += 1
            guard bits & 0xFFFF_FFFF < rates[arm] else { continue }
            reached[arm] += 1
            if let orders = scenario.orders { purchase(orders, phase: phase, arm: arm) }
        }
        for arm in users.indices {
            strata[phase][arm].users += Double(users[arm])
            strata[phase][arm].reached += Double(reached[arm])
        }
        visitors += scenario.lookEvery
    }

    /// Chances as 32-bit integers: where each arm ends, and below what a visitor converts.
    private func thresholds(phase: Int) -> (bounds: [UInt64], rates: [UInt64]) {
        let scale = 0x1p32
        var end = 0.0
        var bounds: [UInt64] = []
        var rates: [UInt64] = []
        for (index, arm) in scenario.arms.enumerated() {
            var share = arm.share
            var factor = 1.0
            if let ramp = scenario.ramp {
                if phase == 0 { share = index == 0 ? 1 - ramp.firstShare : ramp.firstShare }
                factor += (ramp.lastRate - 1) * Double(visitors) / Double(scenario.visitors)
            }
            end += share
            bounds.append(UInt64((end * scale).rounded()))
            rates.append(UInt64(min(1, arm.rate * factor) * scale))
        }
        bounds[bounds.count - 1] = UInt64(scale)
        return (bounds, rates)
    }

    private mutating func purchase(_ model: OrderModel, phase: Int, arm: Int) {
        let center = Double.log(model.mean * scenario.arms[arm].orderScale) - 0.5 * model.sigma * model.sigma
        var total = 0.0
        var orders = 0.0
        repeat {
            let size = Double.exp(center + model.sigma * random.normal())
            if firstPurchases.cap == nil { firstPurchases.orders.append(size) }
            total += size
            orders += 1
        } while model.repeats > 0 && random.unit() < model.repeats
        strata[phase][arm].revenue.add(total, orders: orders)
        strata[phase][arm].orders += orders
        strata[phase][arm].orderSquares += orders * orders
        guard let cap = firstPurchases.cap else {
            firstPurchases.purchases.append((phase, arm, total, orders))
            freezeCap()
            return
        }
        strata[phase][arm].capped.add(min(total, cap), orders: orders)
    }

    /// Makes the cap once there are enough orders, and cuts the purchases before it.
    private mutating func freezeCap() {
        guard firstPurchases.orders.count >= RevenueCap.orderCount else { return }
        let cap = RevenueCap.limit(orders: firstPurchases.orders)
        for (phase, arm, total, orders) in firstPurchases.purchases {
            strata[phase][arm].capped.add(min(total, cap), orders: orders)
        }
        firstPurchases = FirstPurchases(cap: cap)
    }
}

/// What is remembered until the cap on revenue is made.
private struct FirstPurchases: Sendable {
    var orders: [Double] = []
    var purchases: [(phase: Int, arm: Int, total: Double, orders: Double)] = []
    var cap: Double?
}
