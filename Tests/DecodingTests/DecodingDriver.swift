import Analytics

@testable import Decoding

/// Feeds bytes to a decoder as the engine does, in chunks of any size, and gives the events back as text.
struct DecodingDriver {
    struct Event: Equatable, CustomStringConvertible {
        var time: Int64
        var user: UInt64
        var name: String
        var values: [String]
        /// A second id of the same person, 0 for none; what the row says of ids; the event's own id.
        var other: UInt64 = 0
        var facts: IdentityColumns.Facts = []
        var id: UInt64 = 0
        var description: String { "\(time) \(name) \(values)" }
    }

    var events: [Event] = []
    var tally = InputTally()
    var recent: [RecentEvent] = []
    private var names: [String] = []
    private var texts: [[String]]

    /// Splits `input` at every multiple of `chunk`; what is not whole waits for the next chunk.
    init(
        _ input: [UInt8], schema: InputSchema, projection: Projection, chunk: Int = Int.max
    ) {
        texts = Array(repeating: [], count: projection.columns.count)
        let decoder = DecoderFactory.makeDecoder(schema: schema, projection: projection, number: 0)
        var waiting: [UInt8] = []
        var at = min(schema.headerLength, input.count)
        while at < input.count {
            let end = chunk > input.count - at ? input.count : at + chunk
            waiting += input[at..<end]
            at = end
            let isLast = at == input.count
            let padded = waiting + Array(repeating: 0x22, count: RecordDecoding.padding)
            let count = waiting.count
            padded.withUnsafeBytes { bytes in
                let whole = UnsafeRawBufferPointer(rebasing: bytes[..<count])
                let length = isLast ? count : decoder.completeLength(of: whole)
                guard length > 0 else { return }
                var batch = EventBatch(decoder: 0, projection: projection)
                decoder.decode(UnsafeRawBufferPointer(rebasing: bytes[..<length]), into: &batch)
                take(batch)
                waiting.removeFirst(length)
            }
        }
    }

    init(_ input: String, _ description: InputDescription = InputDescription(), columns: [Projection.Column]) throws {
        let schema = try FormatDetection.detect(sample: Array(input.utf8), description: description).get()
        self.init(Array(input.utf8), schema: schema, projection: Projection(columns: columns))
    }

    private mutating func take(_ batch: EventBatch) {
        names += batch.newEventNames
        for index in texts.indices { texts[index] += batch.newTexts[index] }
        for row in batch.times.indices {
            let values = batch.columns.indices.map { column in
                switch batch.columns[column] {
                case .symbols(let symbols): text(symbols[row], texts[column], batch)
                case .numbers(let numbers): numbers[row].isNaN ? "-" : "\(numbers[row])"
                case .keys(let keys): "\(keys[row])"
                }
            }
            events.append(
                Event(
                    time: batch.times[row], user: batch.users[row], name: text(batch.events[row], names, batch),
                    values: values, other: batch.identity?.others[row] ?? 0, facts: batch.identity?.facts[row] ?? [],
                    id: batch.ids.isEmpty ? 0 : batch.ids[row]))
        }
        tally.bytes += batch.tally.bytes
        for example in batch.tally.examples {
            var moved = example
            moved.line += tally.lines
            tally.examples.append(moved)
        }
        tally.lines += batch.tally.lines
        tally.bots += batch.tally.bots
        tally.repairedLines += batch.tally.repairedLines
        tally.nullBytes += batch.tally.nullBytes
        tally.rejected.merge(batch.tally.rejected) { $0 + $1 }
        recent = batch.recent
    }

    private func text(_ symbol: Symbol, _ texts: [String], _ batch: EventBatch) -> String {
        if symbol == .none { return "" }
        if symbol.isTransient { return batch.transientTexts[Int(symbol.id & ~Symbol.transientBit)] }
        return texts[Int(symbol.id) - 1]
    }
}

/// Reads one time in UTC unless told otherwise.
func microseconds(_ text: String, zone: ZoneOffsets = .utc) -> Int64? {
    var parser = TimestampParser(zone: zone)
    var bytes = Array(text.utf8)
    let count = bytes.count
    bytes += Array(repeating: 0, count: 64)
    return bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return nil }
        // Twice, so that the second time goes through the remembered date.
        let first = parser.microseconds(base, count: count)
        let second = parser.microseconds(base, count: count)
        return first == second ? first : nil
    }
}
