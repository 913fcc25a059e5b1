extension FormatProfile {
    /// Formats whose records are JSON objects, read by `JSONLinesDecoder`.
    static let jsonFormats: [FormatProfile] = [.jsonLines]
}
