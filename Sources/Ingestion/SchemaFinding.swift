import Analytics
import ByteSources
import Decoding

/// Finds out what an input is from its first lines, and goes on learning of one that is followed while it has shown little.
///
/// What is read to its end is looked at when there are enough lines, so that it does not matter how it comes. A live input
/// begins with a line, not with a sample, and what that does not have may come with the next: so what arrives is looked
/// at before it is decoded, until as much was seen as a sample would hold, and every row is read by a schema that knows
/// its fields.
struct SchemaFinding {
    /// Looks at fields that were new; from then on the schema is found again only each time there are twice as many lines.
    private static let mostLooks = 50

    private let path: String
    private let settings: IntakeSettings
    private let keepsSample: Bool
    private(set) var schema: InputSchema?
    /// Why there is no schema, so far or for good.
    private(set) var failure: DetectionError?
    /// Nothing will be found any more: what cannot be understood is dropped.
    private(set) var hasGivenUp = false
    /// The first lines, where they are kept.
    private var beginning: [UInt8] = []
    /// Bytes that were looked at.
    private(set) var seen = 0
    private var lines = 0
    /// Lines at which the schema is found again whatever they hold.
    private var nextLook = 0
    private var looks = 0
    /// Lines behind the first that brought something new, and those around them.
    private var news: [UInt8] = []

    /// - Parameter keepsSample: the beginning will be wanted again and cannot be read again.
    init(path: String, settings: IntakeSettings, keepsSample: Bool) {
        self.path = path
        self.settings = settings
        self.keepsSample = keepsSample
    }

    /// Lines in which the schema can be found again; empty where nobody will want to.
    var sample: [UInt8] { news.isEmpty || !keepsSample ? beginning : firstLines(of: beginning) + news }

    /// Something that may be a record has been seen.
    var hasLines: Bool { lines > 0 }

    private var limit: Int { FormatDetection.sampleLimit(for: settings.description) }

    /// Looks at the beginning of the input, as soon as there is enough of it.
    ///
    /// - Parameters:
    ///   - isAll: nothing will follow.
    ///   - isFile: more could have been given, if there were more.
    /// - Returns: true where a schema was found.
    mutating func find(in beginning: [UInt8], isAll: Bool, isFile: Bool) -> Bool {
        let beginning = beginning.count > limit ? Array(beginning.prefix(limit)) : beginning
        lines = SchemaFinding.lines(in: beginning)
        let isLast = isAll || beginning.count >= limit || hasLines && beginning.count >= FormatDetection.sampleLimit
        guard isLast || lines >= (settings.follows || isFile ? 1 : InputSample.lineLimit) else { return false }
        seen = beginning.count
        nextLook = 2 * lines
        if keepsSample { self.beginning = beginning }
        switch detect(beginning) {
        case .success(let found):
            failure = nil
            // What the columns hold cannot be told by their names.
            if !isLast, found.headerLength > 0, !beginning[found.headerLength...].contains(0x0A) { return false }
            schema = found
        case .failure(.empty) where !isAll: return false
        case .failure(let error):
            failure = error
            hasGivenUp = isLast
        }
        return schema != nil
    }

    /// Looks at what follows the beginning of a live input, before it is decoded.
    ///
    /// - Parameter current: the beginning of the file as it is now; nil for what is no file.
    /// - Returns: true where the schema has changed by it.
    /// - Complexity: O(bytes) until as much as a sample was seen, O(1) from then on.
    mutating func learn(from bytes: UnsafeRawBufferPointer, current: () -> [UInt8]?) -> Bool {
        guard settings.follows || settings.keepsState, let schema, SchemaFinding.canLearn(schema.format), seen < limit
        else { return false }
        let piece = Array(bytes.prefix(limit))
        seen += bytes.count
        lines += SchemaFinding.lines(in: piece)
        if keepsSample { beginning += piece.prefix(max(0, limit - beginning.count)) }
        for part in SchemaFinding.parts(of: piece) where looks < Self.mostLooks && hasNewFields(part) {
            looks += 1
            take(part, current)
            news += part.prefix(max(0, limit - news.count))
        }
        if lines >= nextLook {
            nextLook = 2 * lines
            take([], current)
        }
        return self.schema != schema
    }

    /// Finds the schema again in the first lines, some that follow, and those that were new before.
    private mutating func take(_ part: [UInt8], _ current: () -> [UInt8]?) {
        guard let schema else { return }
        let lines = firstLines(of: current() ?? beginning) + part + news
        // Rows of the one have been read: lines of another kind between them make no other input of it.
        for format in [settings.description.format, schema.format] {
            guard case .success(let found) = detectAnew(lines, as: format),
                found.format == schema.format || found.format.isJSON && schema.format.isJSON,
                // The file may be another by now, with columns of its own.
                found.names(columnsOf: schema)
            else { continue }
            self.schema = found.keeping(schema)
            return
        }
    }

    /// Goes on from what an earlier run has looked at.
    ///
    /// - Parameter format: what its rows were read as; empty where none were.
    mutating func resume(from sample: [UInt8], format: String) -> Bool {
        beginning = sample
        seen = sample.count
        lines = SchemaFinding.lines(in: sample)
        nextLook = 2 * lines
        var found = detect(sample)
        // By now lines of another kind may be in the majority.
        if let format = InputFormat(rawValue: format), (try? found.get())?.format != format,
            case .success(let same) = detectAnew(sample, as: format)
        {
            found = .success(same)
        }
        switch found {
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
    private func detectAnew(
        _ sample: [UInt8], as format: InputFormat?
    ) -> Result<InputSchema, DetectionError> {
        var description = settings.description
        description.format = format
        return FormatDetection.detect(
            sample: sample, description: description, fileName: path, timeZone: settings.timeZone)
    }

    /// A quarter of the lines that are looked at, so that there is room for others behind them.
    private func firstLines(of bytes: [UInt8]) -> [UInt8] {
        SchemaFinding.lines(InputSample.lineLimit / 4, of: bytes[...])
    }

    /// So many lines at most.
    private static func lines(_ count: Int, of bytes: ArraySlice<UInt8>) -> [UInt8] {
        var rest = bytes
        for _ in 0..<count {
            guard let end = rest.firstIndex(of: 0x0A) else { break }
            rest = rest[(end + 1)...]
        }
        return Array(bytes[..<rest.startIndex])
    }

    /// The lines of a piece that are looked at, in parts of which all lines are.
    private static func parts(of piece: [UInt8]) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var start = 0
        while parts.count < 4 {
            let part = lines(InputSample.lineLimit / 4, of: piece[start...])
            guard !part.isEmpty else { break }
            parts.append(part)
            start += part.count
        }
        return parts
    }

    private static func lines(in bytes: [UInt8]) -> Int { bytes.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) } }

    private static func canLearn(_ format: InputFormat) -> Bool {
        format.isJSON || [.logfmt, .csv, .tsv].contains(format)
    }

    /// Some field is there for the first time, or has its first value.
    private func hasNewFields(_ bytes: [UInt8]) -> Bool {
        // Columns have been named.
        guard let schema, schema.format.isJSON || schema.format == .logfmt,
            case .success(let found) = detectAnew(bytes, as: schema.format)
        else { return false }
        let known = Dictionary(schema.fields.map { ($0.path, $0.kind) }) { first, _ in first }
        return found.fields.contains { $0.kind != .absent && known[$0.path] ?? .absent == .absent }
    }
}
