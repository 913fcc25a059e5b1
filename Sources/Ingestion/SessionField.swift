import Analytics
import ByteSources
import Decoding

/// Whether sessions are given by a field; asked before reading, because it decides what is counted.
enum SessionField {
    /// True when a field was named, or when the beginning of the first file has one; false for pipes without a name.
    static func isPresent(_ settings: IntakeSettings) -> Bool {
        if settings.description.fields.session != nil { return true }
        guard case .files(let pattern)? = settings.origins.first, let path = (try? pattern.expand())?.first,
            (try? FileFacts(path: path))?.kind == .regular,
            let beginning = DecodedBeginning.bytes(
                of: path, limit: FormatDetection.sampleLimit(for: settings.description)),
            case .success(let schema) = settings.memory.detect(
                sample: beginning, description: settings.description, fileName: path, timeZone: settings.timeZone)
        else { return false }
        return schema.mapping.session != nil
    }
}
