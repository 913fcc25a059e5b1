import Configuration
import Expressions
import Testing

@Suite struct SignalSetTests {
    /// Names that trackers, tag managers and shops give, by the signal they should raise.
    static let names: [(set: SignalSet, signal: String, names: [String])] = [
        (
            .shop, "product seen",
            [
                "product_viewed", "product_view", "view_item", "Product Viewed", "product viewed", "ViewContent",
                "productViewed", "product-view", "PRODUCT_VIEWED", "Viewed Product", "view_product",
            ]
        ),
        (
            .shop, "added to cart",
            [
                "added_to_cart", "add_to_cart", "Product Added", "AddToCart", "product_added_to_cart", "Added to Cart",
                "addToCart", "Add To Bag", "cart_add",
            ]
        ),
        (
            .shop, "checkout started",
            ["checkout_started", "begin_checkout", "Checkout Started", "InitiateCheckout", "Started Checkout"]
        ),
        (.shop, "cart seen", ["cart_viewed", "view_cart", "Cart Viewed"]),
        (.shop, "searched", ["search", "Products Searched", "search_performed", "view_search_results", "Search"]),
        (.shop, "wishlist", ["add_to_wishlist", "AddToWishlist", "Product Added to Wishlist", "added_to_wishlist"]),
        (.shop, "payment entered", ["add_payment_info", "AddPaymentInfo", "Payment Info Entered"]),
        (.shop, "newsletter", ["newsletter_signup", "Newsletter Subscribed", "email_signup", "subscribed_newsletter"]),
        (.shop, "review", ["review_submitted", "Product Reviewed", "product_review", "review written"]),
        (.shop, "repeat visit", ["returning_visitor", "Repeat Visit", "user_returned"]),
        (.shop, "coupon applied", ["Coupon Applied", "coupon_applied", "apply_promo_code", "Promo Code Entered"]),
        (.shop, "account created", ["sign_up", "Signed Up", "account_created", "CompleteRegistration", "signup"]),
        (.saas, "signed up", ["sign_up", "Signed Up", "user_signed_up", "Account Created", "signup_completed"]),
        (
            .saas, "activated",
            ["activated", "Onboarding Completed", "user_activated", "tutorial_complete", "setup_done"]
        ),
        (.saas, "invited others", ["invite_sent", "User Invited", "Invited Teammate", "team_member_added"]),
        (.saas, "trial started", ["trial_started", "StartTrial", "Free Trial Started", "start_trial"]),
        (.saas, "integration connected", ["integration_connected", "Integration Added", "connected_integration"]),
        (.saas, "key feature used", ["feature_used", "Key Feature Used", "project_created", "Created Report"]),
        (.saas, "upgrade seen", ["upgrade_page_viewed", "Paywall Shown", "Upgrade Clicked"]),
        (.saas, "pricing seen", ["Pricing Viewed", "viewed_pricing_page", "pricing_page_viewed", "Plan Viewed"]),
    ]

    @Test(arguments: names)
    func `find their events under the names that are usual`(set: SignalSet, signal: String, names: [String]) throws {
        for name in names {
            let raised = Self.raised(set, ["event": name])
            #expect(raised.contains(signal), "\(name) raises \(raised)")
            // A name means one thing.
            #expect(raised.count == 1, "\(name) raises \(raised)")
        }
    }

    @Test(arguments: [
        "purchased", "order_completed", "page_view", "request", "product_removed", "product_review_page", "logout",
        "removed_from_cart", "my_product_viewed_event", "checkout_completed", "unsubscribed_newsletter", "uninvited",
    ])
    func `leave other events alone`(name: String) {
        for set in SignalSet.allCases { #expect(Self.raised(set, ["event": name, "page": "/"]) == [], "\(name)") }
    }

    static let pages: [(String, String?)] = [
        ("/product/12", "product seen"), ("/products/red-shoe", "product seen"), ("/de/p/12", "product seen"),
        ("/en-US/products/x?ref=1", "product seen"), ("/products", nil), ("/products/", nil), ("/production/1", nil),
        ("/cart", "cart seen"), ("/de/warenkorb/", "cart seen"), ("/cartoon", nil), ("/checkout/address", nil),
        ("/search", "searched"), ("/search?q=x", "searched"), ("/research", nil), ("/", nil), ("", nil),
    ]

    @Test(arguments: pages)
    func `find pages where a page view is all there is`(page: String, signal: String?) {
        let raised = Self.raised(.shop, ["event": "page_view", "page": page])
        #expect(signal.map { raised == [$0] } ?? raised.allSatisfy { $0 == "checkout started" }, "\(page): \(raised)")
        // What an access log names a request was answered with an error, or no page was asked for.
        #expect(Self.raised(.shop, ["event": "request", "page": page]) == [])
    }

    @Test func `ask for no field that data need not have`() {
        for signal in SignalSet.definitions(of: SignalSet.allCases) {
            guard case .action(let alternative) = signal.kind, let filter = alternative.filter else { continue }
            // A field that is nowhere would be reported as missing: these two always mean something.
            #expect(filter.fields.allSatisfy { ["event", "page"].contains($0) }, "\(signal.name)")
        }
    }

    @Test(arguments: SignalSet.allCases)
    func `can be followed as they are, and hold no pattern that does not parse`(set: SignalSet) {
        #expect(set.definitions.problems(sessionGap: .seconds(1800)) == [])
        #expect(set.definitions.contains { $0.kindName == "duration" })
        #expect(
            set.definitions.contains { $0.role == .milestone } && set.definitions.contains { $0.role == .secondary })
        for signal in set.definitions {
            guard case .action(let alternative) = signal.kind, let filter = alternative.filter else { continue }
            for pattern in Self.patterns(filter) { #expect(throws: Never.self) { try RegularExpression(pattern) } }
        }
    }

    @Test func `both sets together name everything once`() {
        let all = SignalSet.definitions(of: SignalSet.allCases)
        #expect(all.problems(sessionGap: .seconds(1800)) == [] && all.count <= SignalProblem.mostSignals)
    }

    private static func raised(_ set: SignalSet, _ fields: [String: String]) -> [String] {
        prepared[set, default: []].filter { $0.holds(fields) }.map(\.name)
    }

    private typealias Condition = @Sendable ([String: String]) -> Bool

    /// Patterns are made ready once: there are many, and they are long.
    private static let prepared: [SignalSet: [(name: String, holds: Condition)]] = Dictionary(
        uniqueKeysWithValues: SignalSet.allCases.map { set in
            (
                set,
                set.definitions.compactMap { signal in
                    guard case .action(let alternative) = signal.kind, let filter = alternative.filter else {
                        return nil
                    }
                    return (signal.name, condition(filter))
                }
            )
        })

    private static func condition(_ filter: Filter) -> Condition {
        switch filter {
        case .and(let left, let right):
            let (first, second) = (condition(left), condition(right))
            return { first($0) && second($0) }
        case .or(let left, let right):
            let (first, second) = (condition(left), condition(right))
            return { first($0) || second($0) }
        case .not(let inner):
            let condition = condition(inner)
            return { !condition($0) }
        case .comparison(let comparison):
            let condition = ValueCondition(comparison.operation)
            return { condition.isTrue(of: $0[comparison.field]) }
        }
    }

    private static func patterns(_ filter: Filter) -> [String] {
        switch filter {
        case .and(let a, let b), .or(let a, let b): patterns(a) + patterns(b)
        case .not(let inner): patterns(inner)
        case .comparison(let comparison):
            if case .matches(let pattern) = comparison.operation { [pattern] } else { [] }
        }
    }
}
