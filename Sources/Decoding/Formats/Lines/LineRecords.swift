import Analytics
import CSimdjson

/// The loop that all formats of one record a line share.
struct LineRecords {
    /// In place of a status: the line is no record but a comment or a header.
    static let skipped = UInt32.max

    let group: RowGroup
    let assembler: EventAssembler

    /// Hands every line that may be a record to `read`, with an empty row to fill; what `read` gives becomes its status.
    ///
    /// Blank lines are passed over; leading NULs, a byte order mark, and the CR of a line end are not part of a line. Lines that
    /// are too long, hold a NUL, or are conflict markers are rejected without a look.
    @inline(__always)
    func decode(
        _ bytes: UnsafeRawBufferPointer, into batch: inout EventBatch,
        _ read: (
            _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ row: UnsafeMutablePointer<RawField>
        ) -> UInt32
    ) {
        guard let text = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
        let count = bytes.count
        // Twice, because what a format decodes may be joined with other fields afterwards.
        group.prepareArena(for: 2 * count)
        assembler.begin(&batch)
        let isUTF8 = csimdjson_is_utf8(text, count)
        let hasNull = ByteSearch.first(0, in: text, from: 0, to: count) < count
        let linesBefore = batch.tally.lines
        var lines = 0
        var at = 0
        group.count = 0
        while at < count {
            if group.count == RowGroup.capacity {
                assembler.add(group, in: text, linesBefore: linesBefore, tally: &batch.tally)
                group.count = 0
            }
            let lineEnd = ByteSearch.first(0x0A, in: text, from: at, to: count)
            var start = at
            var end = lineEnd
            if hasNull { while start < end, text[start] == 0 { start &+= 1 } }
            let nulls = start &- at
            if start &+ 2 < end, text[start] == 0xEF, text[start &+ 1] == 0xBB, text[start &+ 2] == 0xBF {
                start &+= 3
            }
            while end > start, text[end &- 1] == 0x0D { end &-= 1 }
            if !LineRecords.isBlank(text, start, end) {
                batch.tally.nullBytes += nulls
                let row = group.append(start: start, length: end &- start, number: lines)
                let status = self.status(text, start, end, row, hasNull: hasNull, read)
                if !isUTF8, status == RawLineStatus.usable, !csimdjson_is_utf8(text + start, end &- start) {
                    batch.tally.repairedLines += 1
                }
                if status == LineRecords.skipped {
                    group.count &-= 1
                } else if status != RawLineStatus.usable {
                    group.rejectLast(status)
                }
            } else if hasNull, start > at, text[at] == 0 {
                // Nothing but NULs: no blank line, and worth a word.
                _ = group.append(start: at, length: lineEnd &- at, number: lines)
                group.rejectLast(RawLineStatus.binary)
            }
            lines &+= 1
            at = lineEnd &+ 1
        }
        assembler.add(group, in: text, linesBefore: linesBefore, tally: &batch.tally)
        batch.tally.lines += lines
        batch.tally.bytes += count
        assembler.finish(&batch)
    }

    @inline(__always)
    private func status(
        _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ row: UnsafeMutablePointer<RawField>, hasNull: Bool,
        _ read: (UnsafePointer<UInt8>, Int, Int, UnsafeMutablePointer<RawField>) -> UInt32
    ) -> UInt32 {
        if end &- start > group.lineLimit { return RawLineStatus.tooLong }
        if hasNull, ByteSearch.first(0, in: text, from: start, to: end) < end { return RawLineStatus.binary }
        if ConflictMarker.isLine(text, from: start, to: end) { return RawLineStatus.conflictMarker }
        return read(text, start, end, row)
    }

    @inline(__always)
    private static func isBlank(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var at = start
        while at < end, text[at] == 0x20 { at &+= 1 }
        return at == end
    }
}
