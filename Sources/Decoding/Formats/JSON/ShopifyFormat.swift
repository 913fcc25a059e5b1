extension FormatProfile {
    /// Events of Shopify's web pixels, and its webhooks with their topic beside the body.
    static let shopify = MakerFormat(
        format: .shopify, things: "events of a Shopify pixel or webhook",
        certainty: { ShopifyEvent.isPixel($0) || ShopifyEvent.isWebhook($0) ? 0.95 : nil },
        times: [
            "timestamp", "_header_X-Shopify-Triggered-At", "x-shopify-triggered-at", "updated_at", "created_at",
        ],
        users: ["customer.id", "customer_id", "data.customer.id", "data.checkout.order.customer.id"],
        anonymous: ["clientId", "cart_token", "checkout_token", "token"], sessions: ["cart_token", "checkout_token"],
        events: ["name"] + ShopifyEvent.topics,
        pages: ["context.document.location.href", "context.window.location.href", "landing_site"],
        ids: ["id"], revenues: ["data.checkout.totalPrice.amount", "total_price"],
        agents: ["context.navigator.userAgent", "client_details.user_agent"],
        referrer: ["context.document.referrer", "referring_site"],
        refine: { schema, paths in
            // The name of a pixel's event is called like the name of a webhook's order.
            schema.mapping.event = paths.has("clientId") ? "name" : paths.first(of: ShopifyEvent.topics) ?? "topic"
            schema.mapping.id = paths.first(of: ShopifyEvent.deliveries + ["id"])
            // A body's id is that of the order, and the order has many events.
            schema.rules.idsAreOfOneEvent = schema.mapping.id == "id" && !paths.has("clientId")
            schema.rules.eventsWithoutRevenue = ShopifyEvent.withoutRevenue
            if !paths.has("clientId") {
                schema.mapping.revenue = "total_price"
                schema.rules.revenues = []
            }
        }
    ).profile
}

private enum ShopifyEvent {
    /// Where a webhook's topic stands, once it was kept: it comes in a header.
    static let topics = [
        "_header_X-Shopify-Topic", "X-Shopify-Topic", "x-shopify-topic", "headers.X-Shopify-Topic",
        "headers.x-shopify-topic", "x_shopify_topic", "shopify_topic", "webhook_topic", "topic", "_topic",
    ]
    /// Of a pixel, then of webhooks: an order counts when it is made.
    static let withoutRevenue = [
        "checkout_started", "checkout_contact_info_submitted", "checkout_address_info_submitted",
        "checkout_shipping_info_submitted", "payment_info_submitted", "carts/create", "carts/update",
        "checkouts/create", "checkouts/update", "checkouts/delete", "orders/paid", "orders/updated", "orders/edited",
        "orders/fulfilled", "orders/partially_fulfilled", "orders/cancelled", "orders/delete", "refunds/create",
    ]
    static let deliveries = [
        "_header_X-Shopify-Webhook-Id", "X-Shopify-Webhook-Id", "x-shopify-webhook-id", "headers.X-Shopify-Webhook-Id",
        "headers.x-shopify-webhook-id", "webhook_id",
    ]

    static func isPixel(_ object: SampledObject) -> Bool {
        guard object.has("clientId"), object.has("name"), object.has("timestamp") else { return false }
        return object.hasPath(beginningWith: "context.document.") || object.hasPath(beginningWith: "context.navigator.")
            || object.text("id")?.hasPrefix("sh-") == true
    }

    static func isWebhook(_ object: SampledObject) -> Bool {
        let own = object.count(of: [
            "admin_graphql_api_id", "cart_token", "checkout_token", "line_items", "total_price", "subtotal_price",
            "total_discounts", "abandoned_checkout_url", "token", "updated_at",
        ])
        guard let topic = topics.lazy.compactMap({ object.text($0) }).first else { return own >= 5 }
        return topic.contains("/") && own >= 2
    }
}
