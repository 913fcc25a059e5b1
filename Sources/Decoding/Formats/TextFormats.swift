extension FormatProfile {
    /// Formats of plain text: logs, then tables.
    static let textFormats: [FormatProfile] = [
        .w3c, .snowplow, .applicationLoadBalancer, .classicLoadBalancer, .virtualHost, .combined, .common, .logfmt,
        .tabSeparated, .commaSeparated, .columns,
    ]
}
