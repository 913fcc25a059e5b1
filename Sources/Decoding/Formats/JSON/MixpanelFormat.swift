extension FormatProfile {
    /// Events of Mixpanel, exported or to be imported.
    static let mixpanel = MakerFormat(
        format: .mixpanel, things: "events of Mixpanel",
        certainty: { object in
            guard object.has("event"), !object.has("distinct_id") else { return nil }
            guard
                object.count(of: [
                    "properties.distinct_id", "properties.$device_id", "properties.$user_id",
                    "properties.$identified_id",
                ]) > 0
            else { return nil }
            let own = object.count(of: [
                "properties.time", "properties.$insert_id", "properties.mp_lib", "properties.$mp_api_timestamp_ms",
                "properties.mp_processing_time_ms", "properties.token",
            ])
            return own >= 2 ? 0.96 : own == 1 && !object.has("timestamp") ? 0.8 : nil
        },
        times: ["properties.time", "time", "properties.$mp_api_timestamp_ms", "properties.mp_processing_time_ms"],
        users: ["properties.distinct_id", "properties.$identified_id"], anonymous: ["properties.$anon_id"],
        events: ["event"],
        pages: ["properties.$current_url", "properties.current_page_title", "properties.current_url_path"],
        ids: ["properties.$insert_id", "$insert_id"], revenues: ["properties.revenue"],
        agents: ["properties.$user_agent", "properties.user_agent"],
        medium: ["properties.utm_medium"], source: ["properties.utm_source"], campaign: ["properties.utm_campaign"],
        referrer: ["properties.$referrer"],
        refine: { schema, paths in
            schema.rules.idsAreOfOneEvent = true
            schema.rules.aliases = [
                FormatRules.Alias(event: "$create_alias", previous: "properties.alias", isReversed: true)
            ]
            if paths.isFilled("properties.$user_id") || paths.isFilled("properties.$device_id") {
                // Both kinds of id have fields of their own; `distinct_id` repeats one of them, at times with a mark before it.
                schema.mapping.user = "properties.$user_id"
                schema.rules.users = ["properties.$identified_id"]
                schema.mapping.anonymous = "properties.$device_id"
                schema.rules.anonymous = ["properties.$anon_id", "properties.distinct_id"]
            } else {
                schema.rules.knownUsers = .tied
                schema.rules.aliases += ["$identify", "$identity"].map {
                    FormatRules.Alias(event: $0, previous: "properties.$anon_id")
                }
            }
            MakerFormat.choose(&schema.mapping.revenue, paths, "properties.")
        }
    ).profile
}
