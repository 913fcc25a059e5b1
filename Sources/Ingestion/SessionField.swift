import Analytics
import ByteSources
import Decoding

/// Whether sessions are given by a field; asked before reading, because it decides what is counted.
enum SessionField {
    /// True when a field was named, or when the beginning of any file has one; false for pipes without a name.
    static func isPresent(_ settings: IntakeSettings) -> Bool {
        if settings.description.fields.session != nil { return true }
        return settings.origins.contains { origin in
            guard case .files(let pattern) = origin, let paths = try? pattern.expand() else { return false }
            return paths.contains { isPresent(in: $0, settings) }
        }
    }

    private static func isPresent(in path: String, _ settings: IntakeSettings) -> Bool {
        guard let bytes = beginning(of: path, settings) else { return false }
        if !bytes.isEmpty { return isPresent(in: bytes, of: path, settings) }
        // What an empty log held before it was rotated is read first where an earlier run has seen the log.
        guard settings.keepsState,
            let beside = try? SourcePattern.paths(matching: SourcePattern.escaped(path) + "?*")
        else { return false }
        return beside.contains { name in
            beginning(of: name, settings).map { isPresent(in: $0, of: path, settings) } ?? false
        }
    }

    /// nil for what is no regular file, or cannot be opened.
    private static func beginning(of path: String, _ settings: IntakeSettings) -> [UInt8]? {
        guard (try? FileFacts(path: path))?.kind == .regular else { return nil }
        return DecodedBeginning.bytes(
            of: path, limit: FormatDetection.sampleLimit(for: settings.description), lineLimit: settings.lineLimit)
    }

    private static func isPresent(in beginning: [UInt8], of path: String, _ settings: IntakeSettings) -> Bool {
        guard case .success(let schema) = settings.detect(beginning, path) else { return false }
        return schema.mapping.session != nil
    }
}
