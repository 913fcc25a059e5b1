import Analytics

/// Lines of `key=value` pairs, as Heroku, Go programs and Grafana's tools write them.
///
/// A key without a value is absent; a bare key says `true`; of a key that comes twice the last value counts. A line with a
/// quote left open, or without any pair, is malformed.
final class LogfmtDecoder: RecordDecoder {
    /// The field of a time that stands before the pairs.
    static let leadingTimeName = "(time)"

    private struct Wanted {
        var key: [UInt8]
        var place: Int
    }

    private let group: RowGroup
    private let records: LineRecords
    private let wanted: [Wanted]
    /// Where the time goes that stands before the pairs, or -1.
    private let leadingTime: Int
    private let yes: UnsafeMutablePointer<UInt8>

    init(schema: InputSchema, projection: Projection) {
        let plan = RowPlan(schema: schema, projection: projection)
        group = RowGroup(width: plan.paths.count, lineLimit: schema.lineLimit)
        records = LineRecords(group: group, assembler: EventAssembler(plan: plan, zone: schema.zone))
        wanted = plan.paths.enumerated().map { Wanted(key: Array($1.utf8), place: $0) }
        leadingTime = plan.paths.firstIndex(of: LogfmtDecoder.leadingTimeName) ?? -1
        let text = Array("true".utf8) + Array(repeating: 0, count: RecordDecoding.padding)
        yes = .allocate(capacity: text.count)
        yes.initialize(from: text, count: text.count)
    }

    deinit { yes.deallocate() }

    func completeLength(of bytes: UnsafeRawBufferPointer) -> Int {
        LineFraming.completeLength(of: bytes, limit: group.lineLimit)
    }

    func decode(_ bytes: UnsafeRawBufferPointer, into batch: inout EventBatch) {
        records.decode(bytes, into: &batch) { text, start, end, row in
            if leadingTime >= 0, let time = LogfmtPairs.leadingTime(text, from: start, to: end) {
                row[leadingTime] = RawField(
                    start: text + time.lowerBound, length: UInt32(truncatingIfNeeded: time.count),
                    kind: RawFieldKind.text)
            }
            var pairs = LogfmtPairs(text, from: start, to: end)
            var hasPair = false
            while let pair = pairs.next() {
                if pair.isOpen { return RawLineStatus.malformed }
                if !pair.isBare { hasPair = true }
                guard let place = place(of: pair.key, in: text) else { continue }
                row[place] = field(pair, text)
            }
            return hasPair ? RawLineStatus.usable : RawLineStatus.malformed
        }
    }

    private func place(of key: Range<Int>, in text: UnsafePointer<UInt8>) -> Int? {
        for entry in wanted where entry.key.count == key.count {
            var index = 0
            while index < key.count, entry.key[index] == text[key.lowerBound &+ index] { index &+= 1 }
            if index == key.count { return entry.place }
        }
        return nil
    }

    private func field(_ pair: LogfmtPairs.Pair, _ text: UnsafePointer<UInt8>) -> RawField {
        if pair.isBare { return RawField(start: yes, length: 4, kind: RawFieldKind.boolean) }
        let start = text + pair.value.lowerBound
        let count = pair.value.count
        let isNull = count == 4 && start[0] == 0x6E && start[1] == 0x75 && start[2] == 0x6C && start[3] == 0x6C
        if count == 0 || isNull && !pair.isQuoted { return RawField() }
        guard pair.hasEscapes else {
            return RawField(start: start, length: UInt32(truncatingIfNeeded: count), kind: RawFieldKind.text)
        }
        let target = group.freeArena
        let length = TextEscapes.backslashDecoded(start, count, to: target)
        group.arenaUsed += length
        return RawField(start: target, length: UInt32(truncatingIfNeeded: length), kind: RawFieldKind.text)
    }
}
