extension FormatProfile {
    /// Calls of Segment's and RudderStack's libraries, as both deliver them.
    static let segment = MakerFormat(
        format: .segment, things: "calls of Segment: a type such as track, and a message or user",
        certainty: { SegmentCall.certainty($0) },
        times: ["timestamp", "originalTimestamp", "sentAt", "receivedAt"],
        users: ["userId"], anonymous: ["anonymousId"],
        sessions: ["context.sessionId", "context.session_id", "properties.sessionId", "properties.session_id"],
        events: ["event"],
        pages: ["context.page.url", "properties.url", "context.page.path", "properties.path"],
        ids: ["messageId", "rudderId"], revenues: ["properties.revenue", "properties.total"],
        agents: ["context.userAgent"], medium: ["context.campaign.medium"], source: ["context.campaign.source"],
        campaign: ["context.campaign.name"], referrer: ["context.page.referrer", "properties.referrer"],
        refine: { schema, _ in
            schema.rules.naming = .typed(type: "type", track: "track", name: "name")
            schema.rules.aliases = [FormatRules.Alias(event: "alias", previous: "previousId")]
            schema.rules.eventsWithoutRevenue = [
                "Cart Viewed", "Checkout Started", "Checkout Step Viewed", "Checkout Step Completed",
                "Payment Info Entered", "Order Updated", "Order Cancelled", "Order Refunded",
            ]
        }
    ).profile
}

/// Tells a call of Segment by its type and the keys that go with it.
private enum SegmentCall {
    static func certainty(_ object: SampledObject) -> Double? {
        guard let type = object.text("type"), hasKeys(of: type, object), !object.has("specversion") else { return nil }
        let own = object.count(of: ["messageId", "anonymousId", "originalTimestamp", "rudderId", "previousId"])
        return own > 0 ? 0.97 : 0.7
    }

    private static func hasKeys(of type: String, _ object: SampledObject) -> Bool {
        switch type {
        case "track": object.has("event")
        case "page", "screen":
            object.has("name") || object.has("messageId") || object.hasPath(beginningWith: "properties.")
        case "identify":
            object.has("userId") || object.has("anonymousId") || object.hasPath(beginningWith: "traits.")
        case "alias": object.has("previousId")
        case "group": object.has("groupId")
        default: false
        }
    }
}
