extension FormatProfile {
    /// Access logs that nginx writes in JSON, by the names of its variables or those of log analysers.
    static let nginxJSON = MakerFormat(
        format: .nginxJSON, things: "an access log in JSON: an address, a status and a request",
        certainty: { object in
            let hasClient = object.count(of: ServerLog.clients) > 0
            let hasPage = object.count(of: ServerLog.pages) > 0
            guard hasClient, hasPage, object.has("status"), !object.has("event") else { return nil }
            let own = object.count(of: [
                "remote_addr", "remote_user", "request", "request_uri", "request_time", "body_bytes_sent", "bytes_sent",
                "http_user_agent", "http_referer", "user_agent", "referrer", "time_iso8601", "time_local",
                "generation_time_milli", "upstream_response_time",
            ])
            return own >= 2 ? 0.9 : nil
        },
        times: ["time_iso8601", "date", "@timestamp", "timestamp", "time", "msec", "ts", "time_local"],
        users: ServerLog.clients, pages: ServerLog.pages, agents: ["http_user_agent", "user_agent", "agent"],
        medium: ["arg_utm_medium"], source: ["arg_utm_source"], campaign: ["arg_utm_campaign"],
        referrer: ["http_referer", "referer"],
        refine: { schema, paths in
            ServerLog.refine(&schema, method: paths.first(of: ServerLog.methods) ?? "request_method", status: "status")
            schema.mapping.user = paths.first(of: ServerLog.clients)
            schema.rules.users = []
        }
    ).profile

    /// Access logs of Caddy, whose headers are lists.
    static let caddy = MakerFormat(
        format: .caddy, things: "an access log of Caddy",
        certainty: { object in
            guard object.has("request.uri"), object.has("request.method"), object.has("status") else { return nil }
            let own = object.count(of: [
                "logger", "request.proto", "request.remote_ip", "request.remote_addr", "request.client_ip", "duration",
            ])
            return own >= 3 ? 0.97 : nil
        },
        times: ["ts", "time", "timestamp"],
        users: ["request.client_ip", "request.remote_ip", "request.remote_addr"], pages: ["request.uri"],
        agents: ["request.headers.User-Agent"], referrer: ["request.headers.Referer"],
        refine: { schema, _ in ServerLog.refine(&schema, method: "request.method", status: "status") }
    ).profile

    /// Access logs of Traefik.
    static let traefik = MakerFormat(
        format: .traefik, things: "an access log of Traefik",
        certainty: { object in
            guard object.has("RequestPath"), object.has("ClientHost") || object.has("ClientAddr") else { return nil }
            return object.has("DownstreamStatus") || object.has("OriginStatus") ? 0.98 : nil
        },
        times: ["StartUTC", "StartLocal", "time"], users: ["ClientHost", "ClientAddr"], pages: ["RequestPath"],
        agents: ["request_User-Agent"], referrer: ["request_Referer"],
        refine: { schema, paths in
            ServerLog.refine(
                &schema, method: "RequestMethod",
                status: paths.first(of: ["DownstreamStatus", "OriginStatus"]) ?? "DownstreamStatus")
        }
    ).profile
}

private enum ServerLog {
    static let clients = ["remote_addr", "client_ip", "ip", "remote_ip", "clientip", "client"]
    static let pages = ["request_uri", "uri", "path", "request"]
    /// Of `request`, which is the whole first line of an exchange, the method is the first word.
    static let methods = ["request_method", "method", "verb", "request"]

    static func refine(_ schema: inout InputSchema, method: String, status: String) {
        schema.rules.naming = .request(method: method, status: status)
        schema.rules.usersAreVisitors = true
        schema.rules.pagesAreEscaped = true
    }
}
