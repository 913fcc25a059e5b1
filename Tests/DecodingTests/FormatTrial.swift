import Analytics
import Testing

@testable import Decoding

/// Lines of one format, detected and read.
struct FormatTrial {
    let schema: InputSchema
    private let input: [UInt8]

    init(_ lines: [String], named format: InputFormat? = nil) throws {
        input = Array((lines.joined(separator: "\n") + "\n").utf8)
        var description = InputDescription()
        description.format = format
        schema = try FormatDetection.detect(sample: input, description: description).get()
    }

    /// The texts of some fields, event by event, whatever parts the fields play.
    func values(_ paths: [String], sourceLocation: SourceLocation = #_sourceLocation) -> [[String]] {
        let driver = plain(paths)
        #expect(driver.tally.rejected.isEmpty, sourceLocation: sourceLocation)
        return driver.events.map(\.values)
    }

    /// The values of the first of some fields that has one: what a mapped field with its alternatives gives.
    func first(of paths: [String?]) -> [String] {
        values(paths.compactMap { $0 }).map { row in row.first { !$0.isEmpty } ?? "" }
    }

    /// The events as they reach the engine.
    var events: [DecodingDriver.Event] { read([]).events }
    var names: [String] { events.map(\.name) }
    var times: [String] { plain([]).events.map { Timestamp(microseconds: $0.time).iso8601 } }
    var users: [UInt64] { read([]).events.map(\.user) }
    var sessions: [String] { first(of: [schema.mapping.session] + schema.rules.sessions) }
    var pages: [String] { first(of: [schema.mapping.page] + schema.rules.pages) }
    var revenues: [String] { first(of: [schema.mapping.revenue] + schema.rules.revenues) }
    var ids: [String] { first(of: [schema.mapping.id]) }
    var knownIDs: [String] { first(of: [schema.mapping.user] + schema.rules.users) }
    var anonymousIDs: [String] { first(of: [schema.mapping.anonymous] + schema.rules.anonymous) }

    /// Whatever bytes come together, the events are the same.
    func expectSameEventsForEverySplit(sourceLocation: SourceLocation = #_sourceLocation) {
        let paths = schema.fields.filter { $0.kind != .list }.prefix(12).map(\.path)
        let whole = read(paths)
        #expect(!whole.events.isEmpty, sourceLocation: sourceLocation)
        // One byte at a time covers every place; it is slow where lines are many.
        for chunk in (input.count < 2500 ? [1, 3] : []) + [7, 31, 64, 100, 257, 1000] {
            let split = read(paths, chunk: chunk)
            #expect(split.events == whole.events, "chunk \(chunk)", sourceLocation: sourceLocation)
            #expect(split.tally.lines == whole.tally.lines, "chunk \(chunk)", sourceLocation: sourceLocation)
        }
    }

    private func read(_ paths: [String], chunk: Int = Int.max) -> DecodingDriver {
        DecodingDriver(
            input, schema: schema, projection: Projection(columns: paths.map { .init($0, .symbol) }), chunk: chunk)
    }

    /// Reads rows of which only the time is known.
    private func plain(_ paths: [String]) -> DecodingDriver {
        var plain = InputSchema(format: .jsonl, mapping: FieldNames())
        plain.headerLength = schema.headerLength
        plain.mapping.time = schema.mapping.time
        // Every row must have a user.
        plain.mapping.user = schema.mapping.time
        plain.mapping.event = "event"
        plain.fields = paths.map { SampledField(path: $0, kind: .text) }
        return DecodingDriver(
            input, schema: plain, projection: Projection(columns: paths.map { .init($0, .symbol) }))
    }
}
