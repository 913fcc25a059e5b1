/// One event of the shop, ready to be written as a line of JSON.
package struct DemoEvent: Sendable {
    /// The six events of the shop, and the one a broken checkout answers with.
    package enum Name: UInt8, Sendable, CaseIterable {
        case pageViewed, searchPerformed, productViewed, addedToCart, checkoutStarted, purchased
        case checkoutError

        package var text: String {
            switch self {
            case .pageViewed: "page_viewed"
            case .searchPerformed: "search_performed"
            case .productViewed: "product_viewed"
            case .addedToCart: "added_to_cart"
            case .checkoutStarted: "checkout_started"
            case .purchased: "purchased"
            case .checkoutError: "checkout_error"
            }
        }
    }

    /// Microseconds since 1970, whole milliseconds; never less than that of the event before.
    package var timeMicroseconds: Int64
    package var name: Name
    /// Number in the user's id; unlike for unlike users.
    package var user: Int
    package var device: DemoDevice
    package var country: DemoCountry
    package var channel: DemoChannel
    /// Level of the experiment `checkout_cta`, A or B.
    package var isInVariantB: Bool
    /// Level of the experiment `free_shipping`, off or on.
    package var hasFreeShipping: Bool
    /// The release the device runs.
    var hasNewRelease: Bool
    var session: Int
    /// Counts the events of the shop from 1.
    var sequence: Int
    /// Tells the ids of two seeds apart.
    var seedMark: UInt32
    var page: DemoPage
    var product: DemoProduct?
    /// Pieces bought; 0 where nothing was.
    var quantity: Int
}

/// Where in the shop an event happened.
enum DemoPage: Sendable {
    case home, category(Int), search, product, cart, checkout, thanks

    static let categoryCount = 6

    /// The path; a product's ends with its id, which the writer appends.
    var path: String {
        switch self {
        case .home: "/"
        case .category(let index): DemoPage.category(index)
        case .search: "/search"
        case .product: "/product/"
        case .cart: "/cart"
        case .checkout: "/checkout"
        case .thanks: "/order/thanks"
        }
    }

    private static func category(_ index: Int) -> String {
        switch index {
        case 0: "/category/shoes"
        case 1: "/category/jackets"
        case 2: "/category/bags"
        case 3: "/category/outdoor"
        case 4: "/category/kids"
        default: "/category/sale"
        }
    }
}

/// A product; its price is a function of its number.
struct DemoProduct: Sendable, Hashable {
    static let count = 240
    /// `1 ... count`; small numbers are popular.
    var number: Int

    var priceInCents: Int {
        let spread = Int(DemoRandom.mix(UInt64(number)) % 120)
        // A few are dear, most are not: the square of a uniform number.
        return 490 + spread * spread / 100 * 100 + spread * 30 / 100 * 100
    }
}
