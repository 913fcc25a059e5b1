import Analytics

extension InputFormat {
    /// Records are JSON objects.
    package var isJSON: Bool {
        switch self {
        case .jsonl, .nginxJSON, .caddy, .traefik, .segment, .snowplowJSON, .ga4, .posthog, .mixpanel, .amplitude,
            .cloudevents, .shopify:
            true
        case .csv, .tsv, .columns, .logfmt, .combined, .common, .vhost, .w3c, .alb, .elb, .snowplow: false
        }
    }

    /// Lines that `AccessLogDecoder` reads: pages come decoded and without their query.
    var isAccessLog: Bool {
        switch self {
        case .combined, .common, .vhost, .alb, .elb: true
        case .jsonl, .csv, .tsv, .columns, .logfmt, .w3c, .nginxJSON, .caddy, .traefik, .segment, .snowplow,
            .snowplowJSON,
            .ga4, .posthog, .mixpanel, .amplitude, .cloudevents, .shopify:
            false
        }
    }
}
