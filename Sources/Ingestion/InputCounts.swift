import Analytics

/// What became of the lines of one input so far.
struct InputCounts: Sendable, Hashable {
    /// Rejected lines kept to show; more where there are more reasons.
    static let exampleLimit = 10

    /// Of whole records, decoded.
    var bytes = 0
    var lines = 0
    var events = 0
    /// Events of known bots, left out.
    var bots = 0
    /// Lines with characters that are broken, read all the same.
    var repairedLines = 0
    /// NUL bytes before records, passed over.
    var nullBytes = 0
    /// Records that the reader dropped because they were too long.
    var oversized = 0
    var rejected: [RejectReason: Int] = [:]
    var examples: [RejectedLine] = []

    mutating func add(_ dropped: DroppedRecords) {
        keep(
            dropped.beginnings.enumerated().map { index, bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                return RejectedLine(line: lines + index + 1, reason: .tooLong, text: text)
            })
        oversized += dropped.count
        lines += dropped.count
    }

    mutating func add(_ batch: EventBatch) {
        let tally = batch.tally
        bots += tally.bots
        repairedLines += tally.repairedLines
        nullBytes += tally.nullBytes
        keep(tally.examples.map { $0.moved(by: lines) })
        lines += tally.lines
        events += batch.times.count
        rejected.merge(tally.rejected, uniquingKeysWith: +)
    }

    private mutating func keep(_ lines: [RejectedLine]) {
        if lines.isEmpty { return }
        examples = (examples + lines).examples(limit: Self.exampleLimit, \.reason)
    }
}

/// Lines that the reader left out because they were too long, all behind what was given before them.
struct DroppedRecords: Sendable, Hashable {
    var count: Int
    /// First bytes of the first of them.
    var beginnings: [[UInt8]]
}

/// Lines of one input that the aggregates have refused, because their times are ahead of the clock. Counted apart: they
/// are known with the aggregates, while `InputCounts` are those of whole chunks.
struct LinesAhead: Sendable, Hashable {
    /// They are among `InputCounts.events`.
    var count = 0
    /// The first of them.
    var examples: [RejectedLine] = []

    mutating func add(_ row: RowAhead) {
        count += 1
        if let line = row.line, examples.count < InputCounts.exampleLimit { examples.append(line) }
    }
}
