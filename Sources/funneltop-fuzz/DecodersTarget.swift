import Analytics
import Decoding

/// Records on their way to events.
enum DecodersTarget {
    private static let projection = Projection(
        columns: ["page", "event", "channel", "note"].map { Projection.Column($0, .symbol) }
            + [Projection.Column("session", .key), Projection.Column("revenue", .number)])

    static func detect(_ bytes: [UInt8]) {
        _ = FormatDetection.detect(sample: bytes, description: InputDescription())
    }

    /// The first byte picks the format, the second the size of the pieces; the others are the input.
    static func run(_ bytes: [UInt8]) {
        guard bytes.count > 2 else { return }
        let formats = InputFormat.allCases
        var description = InputDescription()
        description.format = formats[Int(bytes[0]) % formats.count]
        let input = Array(bytes.dropFirst(2)) + [0x0A]
        guard case .success(let schema) = FormatDetection.detect(sample: input, description: description) else {
            return
        }
        let whole = decode(input, schema, piece: .max)
        precondition(whole.bytes == input.count - min(schema.headerLength, input.count), "bytes are missing")
        precondition(whole.events + whole.rejected <= whole.lines || schema.format == .csv, "more events than lines")
        let split = decode(input, schema, piece: 1 + Int(bytes[1] & 31))
        // An open quote may wait for more of the input than a piece that ends with it.
        if schema.format != .csv, schema.format != .tsv {
            precondition(split == whole, "what is decoded depends on how it comes")
        }
    }

    private struct Counts: Equatable {
        var bytes = 0
        var lines = 0
        var events = 0
        var rejected = 0
        var users: UInt64 = 0
    }

    private static func decode(_ input: [UInt8], _ schema: InputSchema, piece: Int) -> Counts {
        let decoder = DecoderFactory.makeDecoder(schema: schema, projection: projection, number: 0)
        var counts = Counts()
        var waiting: [UInt8] = []
        var at = min(schema.headerLength, input.count)
        while at < input.count {
            let end = piece > input.count - at ? input.count : at + piece
            waiting += input[at..<end]
            at = end
            let count = waiting.count
            let padded = waiting + Array(repeating: 0x22, count: RecordDecoding.padding)
            let length = padded.withUnsafeBytes { bytes in
                let whole = UnsafeRawBufferPointer(rebasing: bytes[..<count])
                let length = at == input.count ? count : decoder.completeLength(of: whole)
                precondition(length >= 0 && length <= count, "more than there is")
                guard length > 0 else { return 0 }
                var batch = EventBatch(decoder: 0, projection: projection)
                decoder.decode(UnsafeRawBufferPointer(rebasing: bytes[..<length]), into: &batch)
                add(batch, to: &counts)
                return length
            }
            waiting.removeFirst(length)
        }
        return counts
    }

    private static func add(_ batch: EventBatch, to counts: inout Counts) {
        counts.bytes += batch.tally.bytes
        counts.lines += batch.tally.lines
        counts.events += batch.times.count
        counts.rejected += batch.tally.rejected.values.reduce(0, +) + batch.tally.bots
        for user in batch.users { counts.users &+= user }
        for column in batch.columns {
            switch column {
            case .symbols(let values): precondition(values.count == batch.times.count, "a column is short")
            case .numbers(let values): precondition(values.count == batch.times.count, "a column is short")
            case .keys(let values): precondition(values.count == batch.times.count, "a column is short")
            }
        }
    }
}
