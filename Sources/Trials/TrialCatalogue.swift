import RealModule

/// The tables of the benchmark.
package enum TrialCatalogue {
    private static let rates = [0.01, 0.05, 0.2]
    private static let own = [Question(.product), Question(.normal), Question(.labels)]
    private static let peers =
        [Rule.growthbook, .growthbookNoMinimum, .eppo, .statsig, .mixture, .bayesian, .fixed].map { Question($0) }
    private static let amounts = [
        Question(.product, .revenue), Question(.product, .cappedRevenue), Question(.product, .orderValue),
        Question(.product, .cappedOrderValue), Question(.growthbook, .revenue), Question(.growthbook, .orderValue),
        Question(.eppo, .revenue), Question(.statsig, .revenue), Question(.bayesian, .revenue),
        Question(.fixed, .revenue),
    ]

    /// Where nothing is to be found, and where intervals have to hold: every call is an error.
    ///
    /// - Parameter visitors: in both arms of every run; twice as many for four arms.
    package static func falseAlarms(visitors: Int) -> [TrialTable] {
        [
            TrialTable(
                kind: .nothingShares, title: "No effect, conversion, 50/50",
                trials: rates.map { rate in
                    Trial("p=\(percent(rate))", .pair(rate: rate, visitors: visitors), own + peers)
                }),
            TrialTable(
                kind: .nothingUneven, title: "No effect, conversion, uneven split (control/variant)",
                trials: [0.05, 0.1, 0.9].flatMap { share in
                    rates.map { rate in
                        Trial(
                            "\(split(share)) p=\(percent(rate))", .pair(rate: rate, share: share, visitors: visitors),
                            own + [Question(.growthbook), Question(.growthbookNoMinimum), Question(.fixed)])
                    }
                }),
            TrialTable(
                kind: .nothingAmounts, title: "No effect, revenue per visitor and order value (lognormal orders)",
                trials: [(0.01, 1, 0), (0.05, 1, 0), (0.2, 1, 0), (0.05, 1.5, 0), (0.05, 2, 0), (0.05, 1, 0.4)].map {
                    (rate: Double, sigma: Double, repeats: Double) in
                    let name = "p=\(percent(rate)) s=\(sigma)" + (repeats > 0 ? " repeat" : "")
                    let orders = OrderModel(sigma: sigma, repeats: repeats)
                    return Trial(name, .pair(rate: rate, orders: orders, visitors: visitors), amounts)
                }),
            TrialTable(
                kind: .nothingRamp, title: "No effect, variant 10% then 50%, rate falling 8% to 4%",
                trials: [
                    Trial(
                        "ramp",
                        .pair(rate: 0.08, ramp: Ramp(firstShare: 0.1, lastRate: 0.5), visitors: visitors), own + peers)
                ]),
            TrialTable(
                kind: .nothingArms, title: "No effect, three variants and a control, any called",
                trials: [
                    Trial(
                        "p=5%", fourArms(lift: 0, visitors: 2 * visitors),
                        [Rule.closed, .each, .growthbookHolm, .growthbookEach].map { Question($0) })
                ]),
            TrialTable(
                kind: .soundSplit, title: "Sound split, alarms",
                trials: [0.5, 0.1].map { share in
                    Trial(
                        split(share), .pair(rate: 0, share: share, visitors: visitors),
                        [Rule.splitRed, .splitAmber, .chiSquared].map { Question($0) })
                }),
            coverage(visitors: visitors),
        ]
    }

    private static func coverage(visitors: Int) -> TrialTable {
        let cells = [(0.05, 0.1), (0.05, -0.2), (0.05, 0.5), (0.01, 0.2), (0.2, 0.05)]
        return TrialTable(
            kind: .coverage, title: "True lift outside the interval at any look",
            trials: cells.map { rate, lift in
                let null = Double.log(onePlus: lift)
                return Trial(
                    "p=\(percent(rate)) \(signed(lift))", .pair(rate: rate, lift: lift, visitors: visitors),
                    [Rule.product, .normal, .labels, .growthbookNoMinimum, .fixed].map { Question($0, null: null) })
            })
    }

    /// Where there is something to be found.
    ///
    /// - Parameter visitors: the ones of a false alarm run; these are twice as long, four times for revenue.
    package static func speed(visitors: Int) -> [TrialTable] {
        let rules = own + [Rule.growthbook, .eppo, .statsig, .mixture].map { Question($0) }
        let revenue = [
            Question(.product, .revenue), Question(.product, .cappedRevenue), Question(.growthbook, .revenue),
            Question(.statsig, .revenue), Question(.product, .orderValue), Question(.product, .cappedOrderValue),
            Question(.growthbook, .orderValue),
        ]
        let orders = OrderModel(sigma: 1)
        return [
            TrialTable(
                kind: .speedShares, title: "Visitors (both arms) until a real effect is called, conversion",
                trials: [(0.05, 0.1), (0.01, 0.2), (0.2, 0.05), (0.05, -0.1)].map { rate, lift in
                    Trial(
                        "p=\(percent(rate)) \(signed(lift))",
                        .pair(rate: rate, lift: lift, visitors: 2 * visitors), rules)
                }),
            TrialTable(
                kind: .speedAmounts, title: "Visitors until +10% revenue per visitor is called (p=5%, s=1)",
                trials: [
                    Trial(
                        "through conversion", .pair(rate: 0.05, lift: 0.1, orders: orders, visitors: 4 * visitors),
                        Array(revenue.prefix(4))),
                    Trial(
                        "through order value",
                        .pair(rate: 0.05, orderScale: 1.1, orders: orders, visitors: 4 * visitors), revenue),
                ]),
            TrialTable(
                kind: .speedArms, title: "Visitors (four arms, p=5%) until the one variant with +10% is called",
                trials: [
                    Trial(
                        "+10%", fourArms(lift: 0.1, visitors: 2 * visitors),
                        [Rule.closed, .growthbookHolm].map { Question($0, arm: 1) })
                ]),
            TrialTable(
                kind: .speedSplit, title: "Visitors until a broken split is found",
                trials: [0.505, 0.51, 0.52].map { share in
                    Trial(
                        split(share),
                        Scenario(
                            arms: [
                                ArmModel(share: 1 - share, planned: 0.5, rate: 0),
                                ArmModel(share: share, planned: 0.5, rate: 0),
                            ], visitors: visitors),
                        [Rule.splitRed, .splitAmber, .chiSquared].map { Question($0) })
                }),
        ]
    }

    private static func fourArms(lift: Double, visitors: Int) -> Scenario {
        Scenario(
            arms: [0, lift, 0, 0].map { ArmModel(share: 0.25, rate: 0.05 * (1 + $0)) }, visitors: visitors)
    }

    private static func percent(_ value: Double) -> String {
        let tenths = Int((value * 1000).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
    }

    private static func signed(_ value: Double) -> String { (value > 0 ? "+" : "-") + percent(abs(value)) }

    private static func split(_ share: Double) -> String {
        "\(percent(1 - share).dropLast())/\(percent(share).dropLast())"
    }
}
