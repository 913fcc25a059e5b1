import Analytics
import ByteSources
import Decoding

/// What a later run must know of an input to go on with it behind what the aggregates have had.
struct InputCheckpoint: Sendable, Hashable {
    /// Where it is, and what named it: a pattern or the path itself (`NamedPlaces.place`).
    var path: String
    var origin: String
    var counts = InputCounts()
    var ahead = LinesAhead()
    var changes = FileChanges()
    var format = ""
    var encodings: [String] = []
    /// What could not be unpacked, in words.
    var damages: [RejectedLine] = []
    /// What the format was found out by, so that it is found out again; empty where it was not.
    var sample: [UInt8] = []
    /// The columns in force, for formats that can change them.
    var layout: [String]?
    /// Those of streams that have other columns than the first.
    var layouts: [StreamLayouts.Place] = []
    /// Rows behind what is counted as taken that were given on all the same, where inputs are merged by time.
    var given: [GivenRows] = []
    /// nil for what cannot be read again, such as standard input.
    var memory: TailMemory?
}

extension Input {
    /// Where the aggregates stand with this input. Chunks under way are left to the later run.
    func checkpoint(place: String, origin: String) -> InputCheckpoint {
        var checkpoint = InputCheckpoint(path: place, origin: origin)
        let held = handedOver.held
        checkpoint.counts = held?.counts ?? counts
        checkpoint.ahead = ahead
        checkpoint.changes = changes
        checkpoint.format = format
        checkpoint.encodings = encodings
        checkpoint.sample = finding.sample
        checkpoint.layout = layout
        checkpoint.layouts = layouts.places(at: offsets, underWay: (held.map { [$0.chunk] } ?? []) + underWay)
        checkpoint.given = handedOver.given
        if let held, let rows = pending?.next ?? Optional(held.rowsBefore), rows > 0 {
            checkpoint.given.append(
                GivenRows(offset: held.chunk.offset, beginning: held.chunk.beginning, rows: rows))
        }
        if let tail = reader.source as? FileTail {
            checkpoint.memory = tail.memory(at: offsets)
            // What is open is unpacked again, and found to be damaged again.
            let finished = finishedStreams
            checkpoint.damages =
                (before?.damages ?? [])
                + reader.faults.filter { finished.contains($0.stream) }.map { damage($0.fault) }
        } else {
            checkpoint.memory = before?.memory
            checkpoint.damages = damages
        }
        return checkpoint
    }
}

extension Input {
    /// Behind what the aggregates have had of each stream, as the offsets of chunks count.
    var offsets: [StreamID: Int] {
        handedOver.offsets(underWay: underWay) { stream, offset in
            reader.isDecoded(stream) ? reader.source.decodedStart(of: stream) : offset
        }
    }

    /// Streams that are not read again by a later run.
    var finishedStreams: Set<StreamID> {
        handedOver.finishedStreams(underWay: underWay.map(\.stream))
    }
}

// MARK: As bytes

extension InputCheckpoint {
    private static let mostTexts = 10_000
    private static let longestText = 65_536

    func save(to writer: inout StateWriter) {
        writer.write(path)
        writer.write(origin)
        counts.save(to: &writer)
        ahead.save(to: &writer)
        changes.save(to: &writer)
        writer.write(format)
        writer.write(encodings)
        damages.save(to: &writer)
        writer.write(sample)
        writer.write(layout != nil)
        if let layout { writer.write(layout) }
        writer.write(layouts.count)
        for place in layouts {
            writer.write(place.offset)
            writer.write(place.columns)
        }
        writer.write(given.count)
        for rows in given {
            writer.write(rows.offset)
            writer.write(rows.beginning)
            writer.write(rows.rows)
        }
        writer.write(memory != nil)
        memory?.save(to: &writer)
    }

    init(from reader: inout StateReader) throws(StateError) {
        path = try reader.readString(limit: Self.longestText)
        origin = try reader.readString(limit: Self.longestText)
        counts = try InputCounts(from: &reader)
        ahead = try LinesAhead(from: &reader)
        changes = try FileChanges(from: &reader)
        format = try reader.readString(limit: Self.longestText)
        encodings = try reader.readStrings(count: Self.mostTexts, limit: Self.longestText)
        damages = try [RejectedLine](from: &reader, limit: .max)
        sample = try reader.readArray(of: UInt8.self, limit: DataDiscovery.sampleLimit)
        layout =
            try reader.readBool() ? reader.readStrings(count: Self.mostTexts, limit: Self.longestText) : nil
        for _ in 0..<(try reader.readCount(upTo: Self.mostTexts)) {
            layouts.append(
                StreamLayouts.Place(
                    offset: try reader.readCount(upTo: .max),
                    columns: try reader.readStrings(count: Self.mostTexts, limit: Self.longestText)))
        }
        for _ in 0..<(try reader.readCount(upTo: Self.mostTexts)) {
            given.append(
                GivenRows(
                    offset: try reader.readCount(upTo: .max),
                    beginning: try reader.readArray(of: UInt8.self, limit: Self.longestText),
                    rows: try reader.readCount(upTo: .max)))
        }
        if try reader.readBool() { memory = try TailMemory(from: &reader) }
    }
}

extension InputCounts {
    func save(to writer: inout StateWriter) {
        for number in [bytes, lines, events, bots, oversized, repairedLines, nullBytes] { writer.write(number) }
        writer.write(rejected.count)
        for (reason, number) in rejected.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            writer.write(reason.rawValue)
            writer.write(number)
        }
        examples.save(to: &writer)
    }

    init(from reader: inout StateReader) throws(StateError) {
        bytes = try reader.readCount(upTo: .max)
        lines = try reader.readCount(upTo: .max)
        events = try reader.readCount(upTo: .max)
        bots = try reader.readCount(upTo: .max)
        oversized = try reader.readCount(upTo: .max)
        repairedLines = try reader.readCount(upTo: .max)
        nullBytes = try reader.readCount(upTo: .max)
        for _ in 0..<(try reader.readCount(upTo: RejectReason.allCases.count)) {
            rejected[try RejectReason(from: &reader)] = try reader.readCount(upTo: .max)
        }
        let limit = max(InputCounts.exampleLimit, RejectReason.allCases.count)
        examples = try [RejectedLine](from: &reader, limit: limit)
    }
}

extension LinesAhead {
    func save(to writer: inout StateWriter) {
        writer.write(count)
        examples.save(to: &writer)
    }

    init(from reader: inout StateReader) throws(StateError) {
        count = try reader.readCount(upTo: .max)
        examples = try [RejectedLine](from: &reader, limit: InputCounts.exampleLimit)
    }
}

extension [RejectedLine] {
    fileprivate func save(to writer: inout StateWriter) {
        writer.write(count)
        for line in self { line.save(to: &writer) }
    }

    fileprivate init(from reader: inout StateReader, limit: Int) throws(StateError) {
        self = []
        for _ in 0..<(try reader.readCount(upTo: limit)) { append(try RejectedLine(from: &reader)) }
    }
}

extension RejectedLine {
    fileprivate func save(to writer: inout StateWriter) {
        writer.write(line)
        writer.write(reason.rawValue)
        writer.write(text)
    }

    fileprivate init(from reader: inout StateReader) throws(StateError) {
        self.init(
            line: try reader.readCount(upTo: .max), reason: try RejectReason(from: &reader),
            text: try reader.readString(limit: 65_536))
    }
}

extension RejectReason {
    fileprivate init(from reader: inout StateReader) throws(StateError) {
        let word = try reader.readString(limit: 256)
        guard let reason = RejectReason(rawValue: word) else {
            throw .invalid("“\(word)” is no reason to reject a line")
        }
        self = reason
    }
}
