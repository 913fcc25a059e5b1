import Analytics
import Expressions

/// Where a run stood: what was asked for, and every input. Stands before the aggregates in a saved state.
struct ReadingCheckpoint: Sendable, Hashable {
    /// Changes whenever the order or meaning of what is written does.
    private static let version: UInt32 = 5

    /// All definitions and settings (`Definition.text`).
    var definition: String
    var lateness: AnalyticsConfiguration.Lateness
    var sessionsByField: Bool
    var inputs: [InputCheckpoint]

    func save(to writer: inout StateWriter) {
        writer.write(ReadingCheckpoint.version)
        writer.write(definition)
        switch lateness {
        case .all: writer.write(Int64?.none)
        case .bounded(let span): writer.write(Int64?.some(span.microseconds))
        }
        writer.write(sessionsByField)
        writer.write(inputs.count)
        for input in inputs { input.save(to: &writer) }
    }

    init(
        definition: String, lateness: AnalyticsConfiguration.Lateness, sessionsByField: Bool, inputs: [InputCheckpoint]
    ) {
        self.definition = definition
        self.lateness = lateness
        self.sessionsByField = sessionsByField
        self.inputs = inputs
    }

    init(from reader: inout StateReader) throws(StateError) {
        let version = try reader.readUInt32()
        guard version == ReadingCheckpoint.version else {
            throw .invalid("it is of version \(version), this program reads version \(ReadingCheckpoint.version)")
        }
        definition = try reader.readString(limit: 1 << 24)
        lateness = try reader.readOptionalInt64().map { .bounded(TimeSpan(microseconds: $0)) } ?? .all
        sessionsByField = try reader.readBool()
        inputs = []
        for _ in 0..<(try reader.readCount(upTo: 1_000_000)) {
            inputs.append(try InputCheckpoint(from: &reader))
        }
    }
}
