/// The device a shop's user comes with.
package enum DemoDevice: UInt8, Sendable, CaseIterable {
    case desktop, mobile, tablet

    var text: String {
        switch self {
        case .desktop: "desktop"
        case .mobile: "mobile"
        case .tablet: "tablet"
        }
    }

    /// Users of 100.
    var share: Int {
        switch self {
        case .desktop: 38
        case .mobile: 54
        case .tablet: 8
        }
    }

    /// How likely a filled cart leads to the checkout, in percent of the average.
    var checkoutFactor: Int {
        switch self {
        case .desktop: 112
        case .mobile: 92
        case .tablet: 97
        }
    }
}

/// The country a shop's user lives in.
package enum DemoCountry: UInt8, Sendable, CaseIterable {
    case us, de, gb, fr, jp, br, in_, nl

    var text: String {
        switch self {
        case .us: "US"
        case .de: "DE"
        case .gb: "GB"
        case .fr: "FR"
        case .jp: "JP"
        case .br: "BR"
        case .in_: "IN"
        case .nl: "NL"
        }
    }

    /// Users of 100.
    var share: Int {
        switch self {
        case .us: 28
        case .de: 20
        case .gb: 14
        case .fr: 12
        case .jp: 8
        case .br: 7
        case .in_: 6
        case .nl: 5
        }
    }

    /// How likely a checkout is paid, in percent of the average.
    var paymentFactor: Int {
        switch self {
        case .us: 100
        case .de: 108
        case .gb: 105
        case .fr: 96
        case .jp: 102
        case .br: 78
        case .in_: 84
        case .nl: 112
        }
    }
}

/// How a shop's user came to it.
package enum DemoChannel: UInt8, Sendable, CaseIterable {
    case organic, ads, direct, newsletter, social

    var text: String {
        switch self {
        case .organic: "organic"
        case .ads: "ads"
        case .direct: "direct"
        case .newsletter: "newsletter"
        case .social: "social"
        }
    }

    /// Sessions of 100.
    var share: Int {
        switch self {
        case .organic: 34
        case .ads: 24
        case .direct: 18
        case .newsletter: 12
        case .social: 12
        }
    }

    /// How likely a product goes into the cart, in percent of the average.
    var cartFactor: Int {
        switch self {
        case .organic: 100
        case .ads: 82
        case .direct: 115
        case .newsletter: 140
        case .social: 62
        }
    }
}

/// What stays the same with one user: a function of the seed and the user's index, so nothing is stored for it.
struct DemoPerson: Sendable {
    var device: DemoDevice
    var country: DemoCountry
    var channel: DemoChannel
    /// Of the experiment `checkout_cta`.
    var isInVariantB: Bool
    /// Of the experiment `free_shipping`; says nothing of the other one.
    var hasFreeShipping: Bool

    init(index: Int, seed: UInt64) {
        var random = DemoRandom(seed: DemoRandom.mix(seed ^ (UInt64(index) &+ 1) &* 0xD6E8_FEB8_6659_FD93))
        device = DemoPerson.pick(DemoDevice.allCases, by: \.share, &random) ?? .desktop
        country = DemoPerson.pick(DemoCountry.allCases, by: \.share, &random) ?? .us
        channel = DemoPerson.pick(DemoChannel.allCases, by: \.share, &random) ?? .organic
        isInVariantB = random.below(2) == 1
        hasFreeShipping = random.below(2) == 1
    }

    private static func pick<Choice>(
        _ choices: [Choice], by share: (Choice) -> Int, _ random: inout DemoRandom
    ) -> Choice? {
        var rest = random.below(100)
        for choice in choices {
            rest -= share(choice)
            if rest < 0 { return choice }
        }
        return choices.last
    }
}
