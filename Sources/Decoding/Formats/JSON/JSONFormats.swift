extension FormatProfile {
    /// Formats whose records are JSON objects, read by `JSONLinesDecoder`.
    static let jsonFormats: [FormatProfile] = [
        .cloudevents, .segment, .snowplowJSON, .ga4, .posthog, .mixpanel, .amplitude, .shopify, .traefik, .caddy,
        .nginxJSON, .jsonLines,
    ]
}
