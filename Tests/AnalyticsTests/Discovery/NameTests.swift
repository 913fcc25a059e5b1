import Testing

@testable import Analytics

@Suite struct NameTests {
    @Test(arguments: ["Order Completed", "order_completed", "orderCompleted", "ordercompleted", "ORDER-COMPLETED"])
    func `sees the same words whatever the spelling`(name: String) {
        #expect(NameWords(name).words == ["order", "completed"])
    }

    @Test func `takes words apart that are written as one`() {
        #expect(NameWords("addtocart").words == ["add", "to", "cart"])
        #expect(NameWords("signup").words == ["sign", "up"])
        #expect(NameWords("$pageview").words == ["pageview"])
        #expect(NameWords("checkout").words == ["checkout"])
        #expect(NameWords("supercalifragilistic").words == ["supercalifragilistic"])
        #expect(NameWords("").words == [])
    }

    @Test(arguments: [
        "purchase", "Purchased", "order", "order_completed", "checkout_completed", "paid", "payment", "transaction",
        "buy", "in_app_purchase", "orders/paid", "payment_succeeded", "converted", "ecommerce.purchase",
    ])
    func `knows a purchase by its name`(name: String) {
        #expect(NameMeaning.worth(ofEvent: NameWords(name)) == .order)
    }

    @Test(arguments: [
        "payment_failed", "purchase_error", "order_viewed", "Order History Viewed", "checkout_started",
        "payment_details", "add_payment_info", "order_cancelled", "purchase_button_clicked", "abandoned_checkout",
        "Checkout Step Completed", "refund", "border", "reorder_list", "view_item",
    ])
    func `does not take for a purchase what only sounds like one`(name: String) {
        #expect(NameMeaning.worth(ofEvent: NameWords(name)) != .order)
    }

    @Test(arguments: ["signup", "sign_up", "Signed Up", "registered", "account_created", "User Registered"])
    func `knows a sign-up by its name`(name: String) {
        #expect(NameMeaning.worth(ofEvent: NameWords(name)) == .signup)
    }

    @Test(arguments: [
        ("added_to_cart", "Added to cart"), ("Order Completed", "Order completed"), ("view_item", "View item"),
        ("submitUpgrade", "Submit upgrade"), ("SKU viewed", "SKU viewed"), ("$pageview", "Pageview"), ("***", "***"),
    ])
    func `names steps in plain words`(name: String, plain: String) {
        #expect(StepNames.plain(event: name) == plain)
    }

    @Test(arguments: [
        ("/", "Home"), ("/product/*", "Product"), ("/order/thank-you", "Thank you"), ("/a/liftoff.html", "Liftoff"),
        ("/*", "/*"),
    ])
    func `names pages in plain words`(pattern: String, plain: String) {
        #expect(StepNames.plain(page: pattern) == plain)
    }

    @Test func `makes one pattern of pages that differ by a number`() {
        let paths = [
            "/product/1", "/product/22", "/item/8f14e45fceea167a", "/about", "/about/", "/style.css", "/robots.txt",
        ]
        let patterns = PagePatterns(paths, counts: [5, 5, 5, 3, 9, 100, 7])
        #expect(patterns.patterns == [["/product/*"], ["/item/*"], ["/about/", "/about"]])
        #expect(patterns.places == [0, 0, 1, 2, 2, nil, nil])
    }

    @Test func `makes one pattern of a folder of like things and keeps what stands out`() {
        let words = ["ant", "bee", "cat", "dog", "eel", "fox", "gnu", "hen"]
        let paths = words.map { "/blog/\($0)" } + ["/blog/", "/blog/thanks", "/pricing"]
        let patterns = PagePatterns(paths, counts: Array(repeating: 4, count: 8) + [9, 2, 30])
        #expect(patterns.patterns == [["/blog/*"], ["/blog/"], ["/blog/thanks"], ["/pricing"]])
    }
}
