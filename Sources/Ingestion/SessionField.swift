import Analytics
import ByteSources
import Decoding

/// Whether sessions are given by a field; asked before reading, because it decides what is counted.
enum SessionField {
    /// True when a field was named, or when the beginning of any file has one. Also where some input cannot be looked into
    /// before it is read, since events without the field are told apart by silence all the same: except by funnels that
    /// count sessions, for which pipes have none unless one is named.
    static func isWanted(_ settings: IntakeSettings, _ configuration: AnalyticsConfiguration) -> Bool {
        if settings.description.fields.session != nil { return true }
        let waits = !configuration.funnels.contains { $0.counting == .session }
        return settings.origins.contains { origin in
            switch origin {
            case .files(let pattern):
                guard let paths = try? pattern.expand(), !paths.isEmpty else { return waits }
                return paths.contains { isPresent(in: $0, settings) ?? waits }
            case .standardInput: return waits
            case .source: return false
            }
        }
    }

    /// nil where nothing can be seen yet.
    private static func isPresent(in path: String, _ settings: IntakeSettings) -> Bool? {
        guard let bytes = beginning(of: path, settings) else { return nil }
        if !bytes.isEmpty { return isPresent(in: bytes, of: path, settings) }
        // What an empty log held before it was rotated is read first where an earlier run has seen the log.
        guard settings.keepsState,
            let beside = try? SourcePattern.paths(matching: SourcePattern.escaped(path) + "?*")
        else { return nil }
        let found = beside.compactMap { name in
            beginning(of: name, settings).map { isPresent(in: $0, of: path, settings) }
        }
        return found.isEmpty ? nil : found.contains(true)
    }

    /// nil for what is no regular file, or cannot be opened.
    private static func beginning(of path: String, _ settings: IntakeSettings) -> [UInt8]? {
        guard (try? FileFacts(path: path))?.kind == .regular else { return nil }
        return DecodedBeginning.sample(of: path, settings.description)
    }

    private static func isPresent(in beginning: [UInt8], of path: String, _ settings: IntakeSettings) -> Bool {
        guard case .success(let schema) = settings.detect(beginning, path) else { return false }
        return schema.mapping.session != nil
    }
}
