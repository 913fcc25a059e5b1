extension FormatProfile {
    /// Events of Google Analytics 4, exported from BigQuery as JSON.
    static let ga4 = MakerFormat(
        format: .ga4, things: "events of Google Analytics 4",
        certainty: { object in
            guard object.has("event_name"), object.has("event_timestamp") else { return nil }
            let own = object.count(of: [
                "user_pseudo_id", "event_params", "event_bundle_sequence_id", "user_first_touch_timestamp", "stream_id",
                "event_date",
            ])
            return own >= 2 ? 0.98 : nil
        },
        times: ["event_timestamp"], users: ["user_id"], anonymous: ["user_pseudo_id"],
        sessions: ["event_params.ga_session_id"], events: ["event_name"],
        pages: ["event_params.page_location", "event_params.page_path", "event_params.firebase_screen"],
        revenues: ["ecommerce.purchase_revenue"],
        medium: ["event_params.medium", "collected_traffic_source.manual_medium", "traffic_source.medium"],
        source: ["event_params.source", "collected_traffic_source.manual_source", "traffic_source.source"],
        campaign: [
            "event_params.campaign", "collected_traffic_source.manual_campaign_name", "traffic_source.name",
        ],
        referrer: ["event_params.page_referrer"],
        refine: { schema, paths in
            // Where there is a shop, values of other events are what was looked at, not what was earned.
            if !paths.has("ecommerce.purchase_revenue") {
                schema.rules.revenues = ["event_value_in_usd", "event_params.value"]
            }
        }
    ).profile
}
