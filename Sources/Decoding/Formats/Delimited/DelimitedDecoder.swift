import Analytics
import CSimdjson

/// Comma-, tab- or otherwise separated rows.
///
/// A row of the columns' names is passed over wherever it stands, because files are rotated, with their header or without, and
/// concatenated; so is the line `sep=;` of spreadsheets. Conflict markers are rejected.
///
/// Rows with more fields than columns are fine while the extra ones are empty; rows with fewer are fine while time, user
/// and event are there. Empty fields, and `NULL` and `\N` without quotes, are absent.
final class DelimitedDecoder: RecordDecoder {
    let framing: DelimitedFraming
    let names: DelimitedNames
    private let group: RowGroup
    private let assembler: EventAssembler
    private let plan: RowPlan
    /// Of the rows that are decoded next.
    private var layout: DelimitedLayout
    /// Of the call in hand.
    private var repairedLines = 0
    private var nullBytes = 0

    init(schema: InputSchema, projection: Projection) {
        let plan = RowPlan(schema: schema, projection: projection)
        framing = DelimitedFraming(delimiter: schema.delimiter, lineLimit: schema.lineLimit)
        group = RowGroup(width: plan.paths.count, lineLimit: schema.lineLimit)
        assembler = EventAssembler(plan: plan, zone: schema.zone)
        self.plan = plan
        layout = DelimitedLayout(columns: schema.columns, plan: plan, delimiter: schema.delimiter)
        names = DelimitedNames(
            columns: schema.columns, wanted: plan.paths, required: plan.required.map { plan.paths[$0] },
            delimiter: schema.delimiter)
    }

    func adopt(layout columns: [String]) {
        guard layout.columns != columns else { return }
        layout = DelimitedLayout(columns: columns, plan: plan, delimiter: framing.delimiter)
    }

    func completeLength(of bytes: UnsafeRawBufferPointer) -> Int { framing.completeLength(of: bytes) }

    func decode(_ bytes: UnsafeRawBufferPointer, into batch: inout EventBatch) {
        guard let text = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
        let end = bytes.count
        // Twice, because unquoted texts may be joined with other fields afterwards.
        group.prepareArena(for: 2 * end)
        assembler.begin(&batch)
        let isUTF8 = csimdjson_is_utf8(text, end)
        repairedLines = 0
        nullBytes = 0
        let firstNull = ByteSearch.first(0, in: text, from: 0, to: end)
        let linesBefore = batch.tally.lines
        var lines = 0
        let layout = layout
        var at = 0
        group.count = 0
        while at < end {
            if group.count == RowGroup.capacity {
                assembler.add(group, in: text, linesBefore: linesBefore, tally: &batch.tally)
                group.count = 0
            }
            at = record(text, at, end, &lines, layout, hasNull: firstNull < end, isUTF8: isUTF8)
        }
        assembler.add(group, in: text, linesBefore: linesBefore, tally: &batch.tally)
        batch.tally.lines += lines
        batch.tally.repairedLines += repairedLines
        batch.tally.nullBytes += nullBytes
        batch.tally.bytes += end
        assembler.finish(&batch)
    }

    /// Splits the record at `start`; gives the start of the next.
    @inline(__always)
    private func record(
        _ text: UnsafePointer<UInt8>, _ begin: Int, _ end: Int, _ lines: inout Int, _ layout: DelimitedLayout,
        hasNull: Bool, isUTF8: Bool
    ) -> Int {
        let places = layout.places
        var start = begin
        if hasNull { while start < end, text[start] == 0 { start &+= 1 } }
        if start > begin, start == end || text[start] == 0x0A {
            // Nothing but NULs: no blank line, and worth a word.
            _ = group.append(start: begin, length: 0, number: lines)
            return finish(text, begin, min(end, start &+ 1), &lines, RawLineStatus.binary)
        }
        nullBytes &+= start &- begin
        if start &+ 2 < end, text[start] == 0xEF, text[start &+ 1] == 0xBB, text[start &+ 2] == 0xBF { start &+= 3 }
        let delimiter = framing.delimiter
        let first = text[start]
        if first == 0x3C || first == 0x3D || first == 0x3E || first == 0x7C {
            let line = ByteSearch.first(0x0A, in: text, from: start, to: end)
            let isCRLF = line > start && text[line &- 1] == 0x0D
            if ConflictMarker.isLine(text, from: start, to: isCRLF ? line &- 1 : line, delimiter: delimiter) {
                _ = group.append(start: start, length: 0, number: lines)
                return finish(text, start, min(end, line &+ 1), &lines, RawLineStatus.conflictMarker)
            }
        }
        if layout.header.mayBegin(with: first), let next = layout.header.end(of: text, from: start, to: end, framing) {
            lines &+= max(1, newlines(text, start, next))
            return next
        }
        let row = group.append(start: start, length: 0, number: lines)
        var column = 0
        var at = start
        var hasExtra = false
        var recordEnd = end
        var isQuoted = false
        while true {
            // Field by field: `at` is the first byte of one, and at most `end`.
            if at < end, text[at] == 0x22 {
                if !isQuoted {
                    isQuoted = true
                    switch framing.recordEnd(in: text, from: start, to: end) {
                    case .at(let found): recordEnd = found
                    case .incomplete:
                        let line = min(end, ByteSearch.first(0x0A, in: text, from: start, to: end) &+ 1)
                        return finish(text, start, line, &lines, RawLineStatus.malformed)
                    case .overlong(let line):
                        return finish(text, start, line, &lines, RawLineStatus.tooLong)
                    }
                }
                let place = column < places.count ? places[column] : -1
                let close = quoted(text, at, recordEnd, place >= 0 ? row + place : nil)
                if column >= places.count, close > at &+ 2 { hasExtra = true }
                at = ByteSearch.first(delimiter, or: 0x0A, in: text, from: close, to: recordEnd)
            } else {
                let next = ByteSearch.first(delimiter, or: 0x0A, in: text, from: at, to: recordEnd)
                var fieldEnd = next
                if next == recordEnd || text[next] == 0x0A, fieldEnd > at, text[fieldEnd &- 1] == 0x0D {
                    fieldEnd &-= 1
                }
                if column < places.count {
                    let place = places[column]
                    if place >= 0 { plain(text, at, fieldEnd, row + place) }
                } else if fieldEnd > at {
                    hasExtra = true
                }
                at = next
            }
            column &+= 1
            if at >= recordEnd || text[at] == 0x0A { break }
            at &+= 1
        }
        let next = min(end, at &+ 1)
        let isBlank = column == 1 && isBlankLine(text, start, at)
        if isBlank {
            group.count &-= 1
            lines &+= 1
            return next
        }
        var status = RawLineStatus.usable
        if hasExtra || column < layout.requiredColumns { status = RawLineStatus.wrongColumns }
        if at &- start > framing.lineLimit { status = RawLineStatus.tooLong }
        if hasNull, ByteSearch.first(0, in: text, from: start, to: at) < at { status = RawLineStatus.binary }
        if !isUTF8, status == RawLineStatus.usable, !csimdjson_is_utf8(text + start, at &- start) { repairedLines += 1 }
        let line = group.lines + (group.count &- 1)
        line.pointee.length = UInt32(truncatingIfNeeded: at &- start)
        line.pointee.status = status
        lines &+= isQuoted ? newlines(text, start, at) &+ 1 : 1
        return next
    }

    private func finish(
        _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ lines: inout Int, _ status: UInt32
    ) -> Int {
        let line = group.lines + (group.count - 1)
        line.pointee.length = UInt32(truncatingIfNeeded: max(0, end - start - 1))
        line.pointee.status = status
        lines += 1
        return end
    }

    private func isBlankLine(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        for index in start..<end where text[index] != 0x20 && text[index] != 0x0D { return false }
        return true
    }

    private func newlines(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var count = 0
        for index in start..<end where text[index] == 0x0A { count += 1 }
        return count
    }

    @inline(__always)
    private func plain(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ field: UnsafeMutablePointer<RawField>)
    {
        let count = end &- start
        guard count > 0 else { return }
        if count == 4, text[start] == 0x4E, text[start &+ 1] == 0x55, text[start &+ 2] == 0x4C, text[start &+ 3] == 0x4C
        {
            return
        }
        if count == 2, text[start] == 0x5C, text[start &+ 1] == 0x4E { return }
        field.pointee = RawField(
            start: text + start, length: UInt32(truncatingIfNeeded: count), kind: RawFieldKind.text)
    }

    /// Reads the quoted field at `start`; gives the index behind its closing quote.
    private func quoted(
        _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ field: UnsafeMutablePointer<RawField>?
    ) -> Int {
        var at = start + 1
        var hasDoubled = false
        while at < end {
            at = ByteSearch.first(0x22, in: text, from: at, to: end)
            guard at + 1 < end, text[at + 1] == 0x22 else { break }
            hasDoubled = true
            at += 2
        }
        let close = min(at, end)
        guard let field, close > start + 1 else { return min(end, close + 1) }
        if hasDoubled {
            let target = group.freeArena
            var count = 0
            var from = start + 1
            while from < close {
                target[count] = text[from]
                count += 1
                from += text[from] == 0x22 ? 2 : 1
            }
            group.arenaUsed += count
            field.pointee = RawField(
                start: target, length: UInt32(truncatingIfNeeded: count), kind: RawFieldKind.text)
        } else {
            field.pointee = RawField(
                start: text + start + 1, length: UInt32(truncatingIfNeeded: close - start - 1), kind: RawFieldKind.text)
        }
        return min(end, close + 1)
    }
}
