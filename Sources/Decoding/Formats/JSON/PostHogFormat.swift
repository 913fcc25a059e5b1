extension FormatProfile {
    /// Events of PostHog: exports, captures, and raw rows whose `properties` are a string.
    static let posthog = MakerFormat(
        format: .posthog, things: "events of PostHog",
        certainty: { object in
            guard let event = object.text("event") else { return nil }
            let isTop = object.has("distinct_id")
            guard isTop || object.has("properties.distinct_id") && !object.has("properties.time") else { return nil }
            let own = object.count(of: [
                "uuid", "properties.$lib", "properties.$current_url", "properties.$session_id", "properties.$device_id",
                "properties.$anon_distinct_id", "properties.$browser", "properties.$process_person_profile",
                "elements_chain", "person_id", "team_id", "api_key",
            ])
            if own > 0 || event.hasPrefix("$") { return 0.96 }
            return isTop ? 0.7 : nil
        },
        times: ["timestamp", "properties.timestamp", "sent_at", "created_at", "now"],
        users: ["distinct_id", "properties.distinct_id"],
        // Not the device: after a log-out on one, its id belongs to several people.
        anonymous: ["properties.$anon_distinct_id", "$anon_distinct_id"],
        sessions: ["properties.$session_id", "session_id", "$session_id"], events: ["event"],
        pages: ["properties.$current_url", "properties.$pathname", "properties.$screen_name"],
        ids: ["uuid", "properties.$insert_id", "message_id"],
        revenues: ["properties.revenue", "properties.$revenue"],
        agents: ["properties.$raw_user_agent", "properties.$user_agent", "properties.$useragent"],
        medium: ["properties.utm_medium"], source: ["properties.utm_source"], campaign: ["properties.utm_campaign"],
        referrer: ["properties.$referrer"],
        refine: { schema, paths in
            schema.rules.knownUsers = .tied
            schema.rules.aliases = ["$create_alias", "$merge_dangerously"].map {
                FormatRules.Alias(event: $0, previous: "properties.alias")
            }
            MakerFormat.choose(&schema.mapping.revenue, paths, "properties.")
        }
    ).profile
}

extension MakerFormat {
    /// Revenue where its name is the sender's own choice: the likeliest name that holds something in the sample.
    static func choose(_ revenue: inout String?, _ paths: SampledPaths, _ prefix: String) {
        let names = ["revenue", "$revenue", "Revenue", "$amount", "amount", "Amount", "total", "Total", "order_total"]
        revenue = names.map { prefix + $0 }.first { paths.isFilled($0) } ?? revenue
    }
}
