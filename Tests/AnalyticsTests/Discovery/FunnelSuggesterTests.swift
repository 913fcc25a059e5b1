import Expressions
import Foundation
import Testing

@testable import Analytics

@Suite struct FunnelSuggesterTests {
    /// A shop in the words of one tracker: who looks, who fills a cart, who goes on, who pays.
    private func shop(_ names: [String], noise: [String] = []) -> Crowd {
        var crowd = Crowd()
        crowd.add(400, noise + [names[0]] + noise)
        crowd.add(300, noise + [names[0], names[0], names[1]])
        crowd.add(120, noise + Array(names.prefix(3)) + noise)
        crowd.add(80, noise + names)
        return crowd
    }

    @Test(arguments: [
        ["product_viewed", "added_to_cart", "checkout_started", "purchased"],
        ["Product Viewed", "Product Added", "Checkout Started", "Order Completed"],
        ["view_item", "add_to_cart", "begin_checkout", "purchase"],
        ["view", "addtocart", "checkout", "transaction"],
        ["productView", "addToBasket", "beginCheckout", "orderPlaced"],
        ["product_viewed", "product_added_to_cart", "payment_info_submitted", "checkout_completed"],
    ])
    func `finds a shop's way in the words of any tracker`(names: [String]) {
        let crowd = shop(names, noise: ["page_view", "scroll"])
        #expect(crowd.steps == names)
        #expect(crowd.funnel?.counts == [900, 500, 200, 80])
        #expect(crowd.funnel?.definition.name == "checkout")
    }

    @Test(arguments: [
        ["payment_failed", "purchase_error", "order_viewed"], ["Order Cancelled", "Order Refunded", "refund"],
        ["unsubscribed", "purchase_button_clicked", "payment_method_selected"],
    ])
    func `is not led astray by names that only sound like a purchase`(others: [String]) {
        var crowd = shop(["product_viewed", "added_to_cart", "checkout_started", "purchased"])
        for other in others { crowd.add(5, ["product_viewed", "added_to_cart", "checkout_started", other]) }
        #expect(crowd.steps.last == "purchased")
        #expect(!crowd.steps.contains { others.contains($0) })
    }

    @Test func `finds a sign-up where nothing is sold`() {
        var crowd = Crowd()
        crowd.add(500, ["page_view", "landing_viewed"])
        crowd.add(300, ["landing_viewed", "pricing_viewed"])
        crowd.add(150, ["landing_viewed", "pricing_viewed", "signup_form_opened", "field_error"])
        crowd.add(60, ["landing_viewed", "pricing_viewed", "signup_form_opened", "account_created"])
        #expect(crowd.steps == ["landing_viewed", "pricing_viewed", "signup_form_opened", "account_created"])
        #expect(crowd.funnel?.definition.name == "signup")
    }

    @Test func `takes an event that earns money for the goal whatever it is called`() {
        var crowd = Crowd()
        crowd.add(300, ["tour_opened", "seat_map"])
        crowd.add(100, ["tour_opened", "seat_map", "seat_held"])
        crowd.add(40, ["tour_opened", "seat_map", "seat_held", "ticket_final $"])
        crowd.add(200, ["tour_opened"])
        #expect(crowd.steps == ["tour_opened", "seat_map", "seat_held", "ticket_final"])
        #expect(crowd.funnel?.reason.contains("earns revenue") == true)
    }

    @Test func `takes pages for steps where events say no more than that a page was seen`() {
        var crowd = Crowd()
        for product in 1...40 {
            crowd.add(20, ["page_view /", "page_view /style.css", "page_view /product/\(product)"])
            crowd.add(6, ["page_view /", "page_view /product/\(product)", "page_view /cart"])
            crowd.add(3, ["page_view /product/\(product)", "page_view /cart", "page_view /checkout/payment"])
            crowd.add(
                1,
                [
                    "page_view /product/\(product)", "page_view /cart", "page_view /checkout/payment",
                    "page_view /checkout/thank-you", "page_view /logo.png",
                ])
        }
        #expect(crowd.steps == ["/product/*", "/cart", "/checkout/payment", "/checkout/thank-you"])
        #expect(crowd.funnel?.definition.steps.map(\.name) == ["Product", "Cart", "Payment", "Thank you"])
        #expect(crowd.funnel?.counts == [1200, 400, 160, 40])
    }

    @Test func `lets pages lead to an event where events alone are too few`() {
        var crowd = Crowd()
        crowd.add(300, ["page_view /", "page_view /pricing"])
        crowd.add(200, ["page_view /"])
        crowd.add(90, ["page_view /", "page_view /pricing", "page_view /signup/form"])
        crowd.add(40, ["page_view /", "page_view /pricing", "page_view /signup/form", "signed_up"])
        #expect(crowd.steps.suffix(3) == ["/pricing", "/signup/form", "signed_up"])
    }

    @Test func `leaves out a step that is another name of its neighbour`() {
        var crowd = Crowd()
        crowd.add(400, ["view_item"])
        crowd.add(200, ["view_item", "add_to_cart", "cart_updated"])
        crowd.add(80, ["view_item", "add_to_cart", "cart_updated", "begin_checkout", "purchase"])
        crowd.add(40, ["view_item", "add_to_cart", "cart_updated", "begin_checkout"])
        let steps = crowd.steps
        #expect(steps.count == 4)
        #expect(steps.first == "view_item" && steps.suffix(2) == ["begin_checkout", "purchase"])
    }

    @Test(arguments: [
        (60, 1_800), (700, 3_600), (3_000, 86_400), (40_000, 604_800), (300_000, 2_592_000), (90_000_000, 2_592_000),
    ])
    func `gives a window that most of those who went the way kept to`(seconds: Int, window: Int) {
        var crowd = Crowd()
        crowd.add(50, ["view_item", "add_to_cart"], every: 30)
        crowd.add(50, ["view_item"], every: 30)
        crowd.add(30, ["view_item", "add_to_cart", "begin_checkout"], every: 30)
        crowd.add(20, ["view_item", "add_to_cart", "begin_checkout", "purchase"], every: Int64(seconds))
        // Those who took years are not counted, and then there is nothing to suggest.
        guard seconds < 1_000_000 else {
            #expect(crowd.steps.last != "purchase")
            return
        }
        #expect(crowd.funnel?.definition.window == .seconds(Int64(window)))
    }

    @Test func `says the same whatever the order of rows and names`() {
        let crowd = shop(["Product Viewed", "Product Added", "Checkout Started", "Order Completed"], noise: ["Home"])
        let first = FunnelSuggester.suggest(crowd.sample)
        #expect(first.funnel != nil)
        #expect(FunnelSuggester.suggest(crowd.turned) == first)
        #expect(FunnelSuggester.suggest(crowd.sample) == first)
    }

    @Test func `says why where there is nothing to suggest`() {
        #expect(FunnelSuggester.suggest(EventSample(names: [])).funnel == nil)
        var alone = Crowd()
        alone.add(1, ["a", "b", "c", "d"])
        guard case .none(let reason) = FunnelSuggester.suggest(alone.sample) else {
            Issue.record("one user made a funnel")
            return
        }
        #expect(reason.contains("one user"))
        var dull = Crowd()
        dull.add(200, ["heartbeat", "ping", "error"])
        #expect(dull.funnel == nil)
    }

    @Test func `asks who comes again where there is one kind of event`() throws {
        var crowd = Crowd()
        crowd.add(70, ["row"])
        crowd.add(20, ["row", "row"], every: 86_400)
        crowd.add(10, ["row", "row", "row"], every: 86_400)
        let funnel = try #require(crowd.funnel)
        #expect(funnel.counts == [100, 30, 10])
        #expect(funnel.definition.ties == .strict && funnel.definition.stepWindow == .seconds(86_400))
    }

    @Test func `gives definitions that mean something and can be written down`() throws {
        let crowd = shop(["View: item", "it's in the 'cart'", "Begin > checkout", "purchase"])
        let funnel = try #require(crowd.funnel)
        #expect(funnel.definition.problems.isEmpty)
        #expect(try FunnelParser.parse(FunnelPrinter.text(funnel.definition)) == funnel.definition)
    }
}
