extension FormatProfile {
    /// Events in the envelope of CloudEvents 1.0, whose specification knows no user.
    static let cloudevents = MakerFormat(
        format: .cloudevents, things: "CloudEvents: specversion, id, source and type",
        certainty: { object in
            object.count(of: ["specversion", "type", "source", "id"]) == 4 ? 0.99 : nil
        },
        times: ["time", "data.time", "data.timestamp"],
        sessions: ["data.sessionId", "data.session_id", "sessionid"], events: ["type"],
        pages: ["data.page", "data.url", "data.path"], ids: ["id"],
        revenues: ["data.revenue", "data.amount", "data.total"],
        agents: ["data.userAgent", "data.user_agent"], medium: ["data.utm_medium"], source: ["data.utm_source"],
        campaign: ["data.utm_campaign"], referrer: ["data.referrer"],
        refine: { schema, paths in
            schema.rules.idScope = "source"
            let users = [
                "data.userId", "data.user_id", "data.user.id", "data.customerId", "data.customer_id",
                "data.customer.id",
                "userid", "data.user", "data.accountId", "data.account_id",
            ].filter { paths.isFilled($0) }
            let anonymous = [
                "data.anonymousId", "data.anonymous_id", "data.visitorId", "data.visitor_id", "data.deviceId",
                "data.device_id", "anonymousid",
            ].filter { paths.isFilled($0) }
            // What the event is about is the user only where nobody else is named.
            let subject = users.isEmpty && paths.isFilled("subject") ? ["subject"] : []
            schema.mapping.user = (users + subject).first
            schema.rules.users = Array((users + subject).dropFirst())
            schema.mapping.anonymous = anonymous.first
            schema.rules.anonymous = Array(anonymous.dropFirst())
        }
    ).profile
}
