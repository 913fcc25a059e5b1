import Analytics

/// Why an input cannot be read as events.
package enum DetectionError: Error, Sendable, Hashable {
    /// Nothing but blank lines so far.
    case empty
    /// `firstLine` is at most 80 bytes of it.
    case unknownFormat(firstLine: String)
    /// With the names of the fields that were seen.
    case noUser(fields: [String])
    /// A field named by the user is not there; `option` is the flag that named it.
    case fieldNotFound(option: String, name: String, suggestion: String?, fields: [String])
    /// Neither an offset nor a zone whose table was given.
    case unknownTimeZone(String)

    /// What happened and what to do.
    package var message: String {
        switch self {
        case .empty:
            "there is no line to read in it"
        case .unknownFormat(let line):
            "the format was not recognised; the first line begins with: \(line); "
                + "name it with --format (\(InputFormat.allCases.map(\.rawValue).joined(separator: ", ")))"
        case .noUser(let fields):
            "no field looks like a user; \(DetectionError.seen(fields)); name it with --user-field"
        case .fieldNotFound(let option, let name, let suggestion, let fields):
            "\(option) \(name): there is no such field"
                + (suggestion.map { "; did you mean \($0)?" } ?? "; \(DetectionError.seen(fields))")
        case .unknownTimeZone(let name):
            "--timezone \(name): not UTC, an offset such as +02:00, or a name of the time zone database"
        }
    }

    private static func seen(_ fields: [String]) -> String {
        let shown = fields.prefix(20).joined(separator: ", ")
        return "the fields are " + (fields.count > 20 ? shown + " and \(fields.count - 20) more" : shown)
    }
}
