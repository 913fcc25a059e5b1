import Analytics

/// Rows of fields between blanks; see `FormatProfile.columns`.
///
/// A row of another number of fields is rejected: which of them is missing cannot be told. `NULL`, `NA`, `-` and `\N` are absent.
final class ColumnsDecoder: RecordDecoder {
    private let group: RowGroup
    private let records: LineRecords
    private let splitter = FieldSplitter()
    private let wanted: [(column: Int, place: Int)]
    private let width: Int
    private let names: [[[UInt8]]]

    init(schema: InputSchema, projection: Projection) {
        let plan = RowPlan(schema: schema, projection: projection)
        group = RowGroup(width: plan.paths.count, lineLimit: schema.lineLimit)
        records = LineRecords(group: group, assembler: EventAssembler(plan: plan, zone: schema.zone))
        width = schema.columns.count
        names = HeaderRow.spellings(schema.columns)
        wanted = plan.paths.enumerated().compactMap { place, path in
            schema.columns.firstIndex(of: path).map { ($0, place) }
        }.filter { $0.column < FieldSplitter.capacity }
    }

    deinit { splitter.deallocate() }

    func completeLength(of bytes: UnsafeRawBufferPointer) -> Int {
        LineFraming.completeLength(of: bytes, limit: group.lineLimit)
    }

    func decode(_ bytes: UnsafeRawBufferPointer, into batch: inout EventBatch) {
        records.decode(bytes, into: &batch) { text, start, end, row in
            let count = splitter.split(text, from: start, to: end, by: .blanks)
            if count <= width, isHeader(text, count) { return LineRecords.skipped }
            guard count == width else { return RawLineStatus.wrongColumns }
            for (column, place) in wanted {
                let field = splitter.fields[column]
                if ColumnsDecoder.isAbsent(text, field) { continue }
                row[place] = RawField(
                    start: text + field.lowerBound, length: UInt32(truncatingIfNeeded: field.count),
                    kind: RawFieldKind.text)
            }
            return RawLineStatus.usable
        }
    }

    private func isHeader(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        HeaderRow.isAgain(fields: min(count, FieldSplitter.capacity), columns: width) { field, column in
            var range = splitter.fields[field]
            if field == 0, !range.isEmpty, text[range.lowerBound] == 0x23 { range = range.dropFirst() }
            return names[column].contains { matches($0, text, range) }
        }
    }

    private func matches(_ name: [UInt8], _ text: UnsafePointer<UInt8>, _ field: Range<Int>) -> Bool {
        name.count == field.count && name.indices.allSatisfy { name[$0] == text[field.lowerBound + $0] }
    }

    private static func isAbsent(_ text: UnsafePointer<UInt8>, _ field: Range<Int>) -> Bool {
        let start = text + field.lowerBound
        switch field.count {
        case 0: return true
        case 1: return start[0] == 0x2D
        case 2: return start[0] == 0x4E && start[1] == 0x41 || start[0] == 0x5C && start[1] == 0x4E
        case 4: return start[0] == 0x4E && start[1] == 0x55 && start[2] == 0x4C && start[3] == 0x4C
        default: return false
        }
    }
}
