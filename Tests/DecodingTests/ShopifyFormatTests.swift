import Analytics
import Testing

@testable import Decoding

@Suite struct ShopifyFormatTests {
    @Test func `a pixel's events give the visitor, the page and the order`() throws {
        let trial = try FormatTrial([
            #"{"id":"sh-1","clientId":"c1","name":"page_viewed","timestamp":"2026-03-01T10:00:00.123Z","type":"standard","data":{},"context":{"document":{"location":{"href":"https://shop.example/products/a"},"referrer":"https://search.example/"},"navigator":{"userAgent":"Mozilla/5.0"}}}"#,
            #"{"id":"sh-2","clientId":"c1","name":"checkout_completed","timestamp":"2026-03-01T10:05:00.000Z","type":"standard","data":{"checkout":{"totalPrice":{"amount":49.9,"currencyCode":"EUR"},"order":{"id":"o1","customer":{"id":"77"}},"lineItems":[{"title":"A"}]}},"context":{"document":{"location":{"href":"https://shop.example/thank-you"}}}}"#,
        ])
        #expect(trial.schema.format == .shopify)
        #expect(trial.names == ["page_viewed", "checkout_completed"])
        #expect(trial.times == ["2026-03-01T10:00:00.123Z", "2026-03-01T10:05:00Z"])
        #expect(trial.anonymousIDs == ["c1", "c1"])
        #expect(trial.knownIDs == ["", "77"])
        #expect(trial.pages.first == "https://shop.example/products/a")
        #expect(trial.revenues == ["", "49.9"])
        #expect(trial.ids == ["sh-1", "sh-2"])
        #expect(trial.schema.rules.agent == "context.navigator.userAgent")
        #expect(!trial.schema.rules.idsAreOfOneEvent)
        trial.expectSameEventsForEverySplit()
    }

    @Test func `webhooks are named by their topic, and a cart's token joins cart, checkout and order`() throws {
        let trial = try FormatTrial([
            #"{"_header_X-Shopify-Topic":"carts/update","id":"tok1","token":"tok1","line_items":[{"title":"A","price":"10.00"}],"note":"","updated_at":"2026-03-01T05:00:00-05:00","created_at":"2026-03-01T04:59:00-05:00"}"#,
            #"{"_header_X-Shopify-Topic":"checkouts/create","id":901,"token":"chk","cart_token":"tok1","email":"","total_price":"10.00","line_items":[{"title":"A"}],"created_at":"2026-03-01T05:01:00-05:00","updated_at":"2026-03-01T05:01:00-05:00"}"#,
            #"{"_header_X-Shopify-Topic":"orders/create","id":5001,"admin_graphql_api_id":"gid://shopify/Order/5001","cart_token":"tok1","checkout_token":"chk","token":"ord","total_price":"10.00","currency":"USD","customer":{"id":77},"line_items":[{"title":"A"}],"created_at":"2026-03-01T05:02:00-05:00","updated_at":"2026-03-01T05:02:01-05:00","client_details":{"user_agent":"Mozilla/5.0"}}"#,
        ])
        #expect(trial.schema.format == .shopify)
        #expect(trial.names == ["carts/update", "checkouts/create", "orders/create"])
        #expect(trial.events[2].other == Hash64.hash("tok1"))
        #expect(trial.times == ["2026-03-01T10:00:00Z", "2026-03-01T10:01:00Z", "2026-03-01T10:02:01Z"])
        #expect(trial.schema.mapping.anonymous == "cart_token")
        #expect(trial.anonymousIDs == ["tok1", "tok1", "tok1"])
        #expect(trial.knownIDs == ["", "", "77"])
        #expect(trial.revenues == ["", "10.00", "10.00"])
        #expect(trial.schema.rules.idsAreOfOneEvent)
        #expect(trial.values(["line_items.title"]) == [["A"], ["A"], ["A"]])
        trial.expectSameEventsForEverySplit()
    }
}
