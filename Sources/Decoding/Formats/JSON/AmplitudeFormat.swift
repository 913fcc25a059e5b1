extension FormatProfile {
    /// Events of Amplitude: exports, and those sent to its HTTP interface.
    static let amplitude = MakerFormat(
        format: .amplitude, things: "events of Amplitude",
        certainty: { object in
            guard object.has("event_type"), object.has("user_id") || object.has("device_id") else { return nil }
            let own = object.count(of: [
                "$insert_id", "insert_id", "amplitude_id", "device_id", "client_event_time", "client_upload_time",
                "server_received_time", "server_upload_time", "processed_time", "amplitude_event_type", "device_family",
                "os_name", "productId",
            ])
            let properties = ["event_properties.", "user_properties."].filter { object.hasPath(beginningWith: $0) }
            let marks = own + properties.count
            return marks >= 2 ? 0.96 : marks == 1 ? 0.65 : nil
        },
        times: ["event_time", "time", "client_event_time", "server_received_time", "server_upload_time"],
        users: ["user_id"], anonymous: ["device_id", "amplitude_id"], sessions: ["session_id"], events: ["event_type"],
        pages: [
            // The location has its query, the URL has none.
            "event_properties.[Amplitude] Page Location", "event_properties.[Amplitude] Page URL",
            "event_properties.[Amplitude] Page Path", "event_properties.page_url", "event_properties.url",
            "event_properties.page_path", "event_properties.page", "event_properties.path",
        ],
        ids: ["$insert_id", "insert_id", "uuid"],
        revenues: ["event_properties.$revenue", "event_properties.revenue", "revenue"],
        agents: ["user_agent", "event_properties.user_agent"],
        medium: ["event_properties.utm_medium", "user_properties.utm_medium"],
        source: ["event_properties.utm_source", "user_properties.utm_source"],
        campaign: ["event_properties.utm_campaign", "user_properties.utm_campaign"],
        referrer: ["event_properties.referrer", "user_properties.referrer"]
    ).profile
}
