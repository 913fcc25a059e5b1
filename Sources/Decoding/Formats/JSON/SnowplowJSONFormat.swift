extension FormatProfile {
    /// Enriched events of Snowplow, as its analytics SDKs write them in JSON.
    static let snowplowJSON = MakerFormat(
        format: .snowplowJSON, things: "enriched events of Snowplow",
        certainty: { object in
            let own = object.count(of: [
                "collector_tstamp", "derived_tstamp", "dvce_created_tstamp", "domain_userid", "network_userid",
                "domain_sessionid", "v_tracker", "event_vendor", "page_urlpath", "se_category",
            ])
            let contexts =
                object.hasPath(beginningWith: "contexts_") || object.hasPath(beginningWith: "unstruct_event_") ? 1 : 0
            return own > 0 && own + contexts >= 3 ? 0.97 : nil
        },
        times: ["derived_tstamp", "collector_tstamp", "dvce_created_tstamp", "etl_tstamp"],
        users: ["user_id"], anonymous: ["domain_userid", "network_userid"], sessions: ["domain_sessionid"],
        events: ["event_name", "event"], pages: ["page_url", "page_urlpath"], ids: ["event_id"],
        revenues: [SnowplowCommerce.transaction + ".revenue", "tr_total"], agents: ["useragent"],
        medium: ["mkt_medium"], source: ["mkt_source"], campaign: ["mkt_campaign"], referrer: ["page_referrer"],
        refine: { schema, paths in
            // Every step of a purchase is an event of this one name; which step it is stands inside.
            schema.rules.naming = .typed(type: "event_name", track: SnowplowCommerce.event, name: "se_action")
            schema.mapping.event =
                paths.path { $0.hasPrefix(SnowplowCommerce.action) && $0.hasSuffix(".type") }
                ?? SnowplowCommerce.action + "_1_0_0.type"
            if let revenue = paths.path(where: {
                $0.hasPrefix("contexts_com_snowplowanalytics_snowplow_ecommerce_transaction_")
                    && $0.hasSuffix(".revenue")
            }) {
                schema.mapping.revenue = revenue
            }
        }
    ).profile
}

/// Names of Snowplow's own schemas for shops.
private enum SnowplowCommerce {
    static let event = "snowplow_ecommerce_action"
    static let action = "unstruct_event_com_snowplowanalytics_snowplow_ecommerce_snowplow_ecommerce_action"
    static let transaction = "contexts_com_snowplowanalytics_snowplow_ecommerce_transaction_1_0_0"
}
