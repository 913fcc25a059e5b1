import Analytics
import ByteSources
import Decoding

/// Finds out what an input is from its first bytes, and goes on learning as long as it has shown little of itself.
///
/// A live input begins with a line, not with a sample. What that line does not have may come with the next: so what
/// arrives is looked at before it is decoded, until as much was seen as a sample would hold. Then every row is read by a
/// schema that knows its fields, wherever the parts of the input were cut.
struct SchemaFinding {
    private let path: String
    private let settings: IntakeSettings
    private let keepsSample: Bool
    private(set) var schema: InputSchema?
    /// Why there is no schema, so far or for good.
    private(set) var failure: DetectionError?
    /// Nothing will be found any more: what cannot be understood is dropped.
    private(set) var hasGivenUp = false
    /// What the schema was found in; empty where nobody will want to know.
    private(set) var sample: [UInt8] = []
    /// Bytes that the schema was found in, and those looked at since.
    private(set) var seen = 0

    /// - Parameter keepsSample: the beginning will be wanted again and cannot be read again.
    init(path: String, settings: IntakeSettings, keepsSample: Bool) {
        self.path = path
        self.settings = settings
        self.keepsSample = keepsSample
    }

    private var limit: Int { FormatDetection.sampleLimit(for: settings.description) }

    /// Looks at the beginning of the input, as soon as there is a whole line of it.
    ///
    /// - Parameter isAll: nothing will follow.
    /// - Returns: true where a schema was found.
    mutating func find(in beginning: [UInt8], isAll: Bool) -> Bool {
        let beginning = beginning.count > limit ? Array(beginning.prefix(limit)) : beginning
        guard beginning.contains(0x0A) || beginning.count >= limit || isAll else { return false }
        let isLast = isAll || beginning.count >= limit
        seen = beginning.count
        if keepsSample { sample = beginning }
        switch detect(beginning) {
        case .success(let found):
            failure = nil
            schema = found
        case .failure(.empty) where !isAll: return false
        case .failure(let error):
            failure = error
            hasGivenUp = isLast
        }
        return schema != nil
    }

    /// Looks at what follows the beginning, before it is decoded.
    ///
    /// - Parameter current: the beginning of the file as it is now; nil for what is no file.
    /// - Returns: true where the schema has changed by it.
    /// - Complexity: O(bytes) until as much as a sample was seen, O(1) from then on.
    mutating func learn(from bytes: UnsafeRawBufferPointer, current: () -> [UInt8]?) -> Bool {
        guard let schema, schema.format.isJSON || schema.format == .logfmt, seen < limit else { return false }
        seen += bytes.count
        let news = Array(bytes.prefix(limit))
        guard hasNewFields(news, schema) else {
            keep(news)
            return false
        }
        let known = firstLines(of: current() ?? sample)
        keep(news)
        guard case .success(let found) = detectAnew(known + news) else { return false }
        self.schema = found
        return true
    }

    /// Goes on from what an earlier run has looked at.
    mutating func resume(from sample: [UInt8]) -> Bool {
        self.sample = sample
        seen = sample.count
        switch detect(sample) {
        case .success(let found): schema = found
        case .failure(let error): failure = error
        }
        return schema != nil
    }

    /// What a beginning of the input shows.
    func detect(_ sample: [UInt8]) -> Result<InputSchema, DetectionError> { settings.detect(sample, path) }

    /// The same, for another queue.
    var detector: @Sendable ([UInt8]) -> InputSchema? {
        let (detect, path) = (settings.detect, path)
        return { try? detect($0, path).get() }
    }

    /// Of bytes that nobody will look into again.
    private func detectAnew(_ sample: [UInt8]) -> Result<InputSchema, DetectionError> {
        FormatDetection.detect(
            sample: sample, description: settings.description, fileName: path, timeZone: settings.timeZone)
    }

    /// Half of the lines that are looked at, so that the news, which may stand anywhere in a file, are among them.
    private func firstLines(of bytes: [UInt8]) -> ArraySlice<UInt8> {
        var rest = bytes[...]
        for _ in 0..<InputSample.lineLimit / 2 {
            guard let end = rest.firstIndex(of: 0x0A) else { break }
            rest = rest[(end + 1)...]
        }
        return bytes[..<rest.startIndex]
    }

    private mutating func keep(_ bytes: [UInt8]) {
        guard keepsSample else { return }
        sample += bytes.prefix(max(0, limit - sample.count))
    }

    /// Some field is there for the first time, or has its first value.
    private func hasNewFields(_ bytes: [UInt8], _ schema: InputSchema) -> Bool {
        guard case .success(let news) = detectAnew(bytes) else { return false }
        let known = Dictionary(schema.fields.map { ($0.path, $0.kind) }) { first, _ in first }
        return news.fields.contains { $0.kind != .absent && known[$0.path] ?? .absent == .absent }
    }
}
