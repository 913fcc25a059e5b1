import Analytics

/// Enriched events of Snowplow; see `FormatProfile.snowplow`. Empty columns are absent; columns behind the last known one are
/// passed over; a row that ends before the columns of the event's name is rejected.
final class SnowplowDecoder: RecordDecoder {
    private let group: RowGroup
    private let records: LineRecords
    private let splitter = FieldSplitter()
    private let wanted: [(column: Int, place: Int)]

    init(schema: InputSchema, projection: Projection) {
        let plan = RowPlan(schema: schema, projection: projection)
        group = RowGroup(width: plan.paths.count, lineLimit: schema.lineLimit)
        records = LineRecords(group: group, assembler: EventAssembler(plan: plan, zone: schema.zone))
        wanted = plan.paths.enumerated().compactMap { place, path in
            SnowplowColumns.names.firstIndex(of: path).map { ($0, place) }
        }
    }

    deinit { splitter.deallocate() }

    func completeLength(of bytes: UnsafeRawBufferPointer) -> Int {
        LineFraming.completeLength(of: bytes, limit: group.lineLimit)
    }

    func decode(_ bytes: UnsafeRawBufferPointer, into batch: inout EventBatch) {
        records.decode(bytes, into: &batch) { text, start, end, row in
            let count = splitter.split(text, from: start, to: end, by: .tabs)
            guard count > SnowplowColumns.eventName else { return RawLineStatus.wrongColumns }
            for (column, place) in wanted where column < count {
                var field = splitter.fields[column]
                if column == SnowplowColumns.eventName { field = name(text, field) }
                guard !field.isEmpty else { continue }
                row[place] = RawField(
                    start: text + field.lowerBound, length: UInt32(truncatingIfNeeded: field.count),
                    kind: RawFieldKind.text)
            }
            return RawLineStatus.usable
        }
    }

    /// The action of a structured event, else the event's name, else its kind.
    private func name(_ text: UnsafePointer<UInt8>, _ given: Range<Int>) -> Range<Int> {
        let kind = splitter.fields[SnowplowColumns.event]
        let action = splitter.fields[SnowplowColumns.action]
        // "struct" is the only kind of six letters that begins so.
        let isStructured = kind.count == 6 && text[kind.lowerBound] == 0x73 && text[kind.lowerBound + 1] == 0x74
        if isStructured, !action.isEmpty { return action }
        return given.isEmpty ? kind : given
    }
}
