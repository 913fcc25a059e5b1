extension FormatProfile {
    /// Formats of plain text: access logs, then tables.
    static let textFormats: [FormatProfile] = [.combined, .common, .tabSeparated, .commaSeparated]
}
