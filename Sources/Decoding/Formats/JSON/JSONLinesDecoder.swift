import Analytics
import CSimdjson

/// One JSON object a line, read by simdjson behind a C shim, some thirty kilobytes a call.
///
/// Every line is checked in full; of strings that are not wanted only the escapes stay unchecked. A path that occurs
/// twice has its last value; a key with dots in it is found like a nested path. A path may lead through a list (to the
/// pair of that key, otherwise to the first element) and through a string that holds an object. Objects count as absent.
final class JSONLinesDecoder: RecordDecoder {
    private let reader: OpaquePointer
    private let group: RowGroup
    private let assembler: EventAssembler

    /// Nil only when memory is exhausted.
    init?(schema: InputSchema, projection: Projection) {
        let plan = RowPlan(schema: schema, projection: projection)
        guard let reader = JSONLinesDecoder.makeReader(plan.paths, schema.lineLimit) else { return nil }
        self.reader = reader
        group = RowGroup(width: plan.paths.count, lineLimit: schema.lineLimit)
        assembler = EventAssembler(plan: plan, zone: schema.zone)
    }

    deinit { csimdjson_reader_destroy(reader) }

    private static func makeReader(_ paths: [String], _ lineLimit: Int) -> OpaquePointer? {
        let text = paths.joined().utf8.map { CChar(bitPattern: $0) }
        return text.withUnsafeBufferPointer { bytes in
            guard var start = bytes.baseAddress else { return nil }
            let list = paths.map { path in
                let entry = csimdjson_path(text: start, length: path.utf8.count)
                start += path.utf8.count
                return entry
            }
            return csimdjson_reader_create(list, list.count, lineLimit)
        }
    }

    func completeLength(of bytes: UnsafeRawBufferPointer) -> Int {
        LineFraming.completeLength(of: bytes, limit: group.lineLimit)
    }

    func decode(_ bytes: UnsafeRawBufferPointer, into batch: inout EventBatch) {
        guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
        // Twice: texts inside texts are unescaped again, and derived fields are made of what was unescaped.
        group.prepareArena(for: 2 * bytes.count)
        csimdjson_begin(reader)
        assembler.begin(&batch)
        var offset = 0
        while offset < bytes.count {
            let result = csimdjson_read(
                reader, base + offset, bytes.count - offset, group.lines, group.fields, RowGroup.capacity,
                group.freeArena)
            group.count = result.records
            group.arenaUsed += result.arena_used
            assembler.add(group, in: base + offset, linesBefore: batch.tally.lines, tally: &batch.tally)
            batch.tally.lines += result.physical_lines
            batch.tally.repairedLines += result.repaired
            batch.tally.nullBytes += result.nulls
            offset += result.consumed
        }
        batch.tally.bytes += bytes.count
        assembler.finish(&batch)
    }
}
