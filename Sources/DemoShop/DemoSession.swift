/// One visit: who it is, where in the shop he stands, and his own random numbers, so that what happens to one
/// visitor changes nothing for the others.
struct DemoSession: Sendable {
    var number: Int
    /// Index of the user among the shop's users.
    var userIndex: Int
    var person: DemoPerson
    var random: DemoRandom
    /// The event that happens next.
    var upcoming: DemoEvent.Name
    var page: DemoPage
    /// Looked at last, or in the cart.
    var product: DemoProduct?
    var quantity = 0
    var hasPaid = false

    /// The product the upcoming event is about.
    var goods: DemoProduct? {
        switch upcoming {
        case .pageViewed, .searchPerformed: nil
        case .productViewed, .addedToCart, .checkoutStarted, .purchased, .checkoutError: product
        }
    }

    init(number: Int, userIndex: Int, seed: UInt64) {
        self.number = number
        self.userIndex = userIndex
        person = DemoPerson(index: userIndex, seed: seed)
        random = DemoRandom(seed: DemoRandom.mix(seed &+ UInt64(number) &* 0xA076_1D64_78BD_642F))
        // One in five comes straight to a product, as from an advertisement.
        if random.below(5) == 0 {
            upcoming = .productViewed
            page = .product
            product = DemoSession.product(&random)
        } else {
            upcoming = .pageViewed
            page = random.below(2) == 0 ? .home : .category(random.below(DemoPage.categoryCount))
        }
    }

    /// Decides what follows the event that has just happened at `time`, sets it up as `upcoming` and returns its
    /// time; nil when the visit is over. Probabilities are of 10,000.
    mutating func advance(after time: Int64, breaksAt: Int64?) -> Int64? {
        switch upcoming {
        case .pageViewed:
            if hasPaid { return nil }
            return browse(after: time, search: 1800, product: 6000, page: 700)
        case .searchPerformed:
            return browse(after: time, search: 1000, product: 7200, page: 300)
        case .productViewed:
            if random.happens(2900 * person.channel.cartFactor / 100) {
                quantity = 1 + (random.happens(person.hasFreeShipping ? 2700 : 2500) ? 1 : 0)
                return go(.addedToCart, .product, after: time, mean: 26)
            }
            return browse(after: time, search: 700, product: 2800, page: 500)
        case .addedToCart:
            return leaveCart(after: time, breaksAt: breaksAt)
        case .checkoutStarted:
            guard random.happens(6700 * person.country.paymentFactor / 100) else { return nil }
            return go(.purchased, .checkout, after: time, mean: 38)
        case .checkoutError:
            guard random.happens(3500) else { return nil }
            return go(.checkoutError, .checkout, after: time, mean: 6)
        case .purchased:
            hasPaid = true
            return go(.pageViewed, .thanks, after: time, mean: 1)
        }
    }

    /// Variant B of `checkout_cta` leads more filled carts to the checkout; free shipping does not, it only makes some
    /// carts a little fuller.
    private mutating func leaveCart(after time: Int64, breaksAt: Int64?) -> Int64? {
        let variantFactor = person.isInVariantB ? 116 : 100
        guard random.happens(5300 * person.device.checkoutFactor / 100 * variantFactor / 100) else {
            return nil
        }
        let next = go(.checkoutStarted, .checkout, after: time, mean: 24)
        if let breaksAt, next >= breaksAt, person.device == .mobile, random.happens(9400) {
            upcoming = .checkoutError
        }
        return next
    }

    private mutating func browse(after time: Int64, search: Int, product: Int, page: Int) -> Int64? {
        let chance = random.below(10_000)
        if chance < product {
            self.product = DemoSession.product(&random)
            return go(.productViewed, .product, after: time, mean: 14)
        }
        if chance < product + search { return go(.searchPerformed, .search, after: time, mean: 9) }
        if chance < product + search + page {
            return go(.pageViewed, .category(random.below(DemoPage.categoryCount)), after: time, mean: 11)
        }
        return nil
    }

    /// The pause is the sum of two exponential ones: seldom very short, sometimes long.
    private mutating func go(_ name: DemoEvent.Name, _ page: DemoPage, after time: Int64, mean seconds: Int64) -> Int64
    {
        upcoming = name
        self.page = page
        let pause =
            random.exponential(mean: seconds * 1_000_000) + random.exponential(mean: seconds * 1_000_000)
        return (time + pause + 400_000) / 1000 * 1000
    }

    /// The smaller of two uniform numbers: popular products have small numbers.
    private static func product(_ random: inout DemoRandom) -> DemoProduct {
        DemoProduct(number: 1 + min(random.below(DemoProduct.count), random.below(DemoProduct.count)))
    }
}
