/// An allocation that changes half way while the rate of all arms falls steadily.
package struct Ramp: Sendable, Hashable {
    /// The variant's share in the first half; in the second it is the model's.
    package var firstShare: Double
    /// What rates are multiplied by at the end.
    package var lastRate: Double

    package init(firstShare: Double, lastRate: Double) {
        self.firstShare = firstShare
        self.lastRate = lastRate
    }
}

/// An experiment to simulate. The first arm is the control.
package struct Scenario: Sendable, Hashable {
    package var arms: [ArmModel]
    package var orders: OrderModel?
    package var ramp: Ramp?
    /// How many visitors arrive in all arms.
    package var visitors: Int
    /// Rules look at the numbers each time so many visitors have arrived.
    package var lookEvery: Int

    package init(
        arms: [ArmModel], orders: OrderModel? = nil, ramp: Ramp? = nil, visitors: Int, lookEvery: Int = 100
    ) {
        self.arms = arms
        self.orders = orders
        self.ramp = ramp
        self.visitors = visitors
        self.lookEvery = lookEvery
    }

    /// Two arms; the variant gets `share` of the visitors and converts at `rate` times 1 + `lift`.
    package static func pair(
        rate: Double, lift: Double = 0, share: Double = 0.5, orderScale: Double = 1, orders: OrderModel? = nil,
        ramp: Ramp? = nil, visitors: Int
    ) -> Scenario {
        Scenario(
            arms: [
                ArmModel(share: 1 - share, rate: rate),
                ArmModel(share: share, rate: rate * (1 + lift), orderScale: orderScale),
            ], orders: orders, ramp: ramp, visitors: visitors)
    }

    /// The planned share of the variant among two arms, by phase.
    package var variantShares: [Double] {
        let planned = arms[1].planned / (arms[0].planned + arms[1].planned)
        return ramp.map { [$0.firstShare, planned] } ?? [planned]
    }
}
