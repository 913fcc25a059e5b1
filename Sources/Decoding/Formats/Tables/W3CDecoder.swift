import Analytics

/// Extended log files (W3C working draft WD-logfile-960323), as IIS writes them with blanks and CloudFront with tabs between fields.
///
/// `#Fields:` says what the fields are, from there on; every other line with `#` is passed over. Rows that do not fit the columns
/// in force are rejected. `-` is absent.
final class W3CDecoder: LayoutFollowing {
    private let group: RowGroup
    private let records: LineRecords
    private let splitter = FieldSplitter()
    private let paths: [String]
    /// All that came up; few, because a server's settings seldom change.
    private var layouts: [W3CLayout]
    private var current = 0
    /// Of the decoder that frames the input: the columns at the start of the run measured last, and behind it.
    private var columnsBefore: [String]
    private var columnsAfter: [String]
    private var hasMeasured = false

    init(schema: InputSchema, projection: Projection) {
        let plan = RowPlan(schema: schema, projection: projection)
        paths = plan.paths
        group = RowGroup(width: plan.paths.count, lineLimit: schema.lineLimit)
        records = LineRecords(group: group, assembler: EventAssembler(plan: plan, zone: schema.zone))
        layouts = [W3CLayout(columns: schema.columns, paths: plan.paths)]
        columnsBefore = schema.columns
        columnsAfter = schema.columns
    }

    deinit { splitter.deallocate() }

    // MARK: Framing

    func completeLength(of bytes: UnsafeRawBufferPointer) -> Int {
        let length = LineFraming.completeLength(of: bytes, limit: group.lineLimit)
        guard length > 0, let text = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
        columnsBefore = columnsAfter
        hasMeasured = true
        var at = ByteSearch.first(0x23, in: text, from: 0, to: length)
        while at < length {
            let end = ByteSearch.first(0x0A, in: text, from: at, to: length)
            if at == 0 || text[at - 1] == 0x0A || at == 3 && text[0] == 0xEF,
                let columns = W3CLayout.columns(text, from: at, to: end)
            {
                columnsAfter = columns
            }
            at = ByteSearch.first(0x23, in: text, from: at + 1, to: length)
        }
        return length
    }

    func layoutOfNextRun() -> [String] {
        defer { hasMeasured = false }
        return hasMeasured ? columnsBefore : columnsAfter
    }

    func adopt(layout: [String]) {
        columnsBefore = layout
        columnsAfter = layout
        hasMeasured = false
        use(layout)
    }

    // MARK: Decoding

    func decode(_ bytes: UnsafeRawBufferPointer, into batch: inout EventBatch) {
        records.decode(bytes, into: &batch) { text, start, end, row in
            if text[start] == 0x23 {
                if let columns = W3CLayout.columns(text, from: start, to: end) { use(columns) }
                return LineRecords.skipped
            }
            let hasTabs = ByteSearch.first(0x09, in: text, from: start, to: end) < end
            let count = splitter.split(text, from: start, to: end, by: hasTabs ? .tabs : .blanks)
            guard isRow(of: current, count, text) || moveToFittingLayout(count, text) else {
                return RawLineStatus.wrongColumns
            }
            fill(row, text, layouts[current], hasTabs: hasTabs)
            return RawLineStatus.usable
        }
    }

    private func use(_ columns: [String]) {
        if layouts[current].columns == columns { return }
        if let known = layouts.firstIndex(where: { $0.columns == columns }) {
            current = known
        } else {
            layouts.append(W3CLayout(columns: columns, paths: paths))
            current = layouts.count - 1
        }
    }

    private func moveToFittingLayout(_ count: Int, _ text: UnsafePointer<UInt8>) -> Bool {
        guard let fitting = layouts.indices.first(where: { isRow(of: $0, count, text) }) else { return false }
        current = fitting
        return true
    }

    /// As many fields as columns, and three digits where the status should be.
    private func isRow(of layout: Int, _ count: Int, _ text: UnsafePointer<UInt8>) -> Bool {
        guard layouts[layout].columns.count == count, count <= FieldSplitter.capacity else { return false }
        guard let column = layouts[layout].status else { return true }
        let field = splitter.fields[column]
        return field.count <= 3 && field.allSatisfy { text[$0] &- 0x30 < 10 || text[$0] == 0x2D }
    }

    private func fill(
        _ row: UnsafeMutablePointer<RawField>, _ text: UnsafePointer<UInt8>, _ layout: W3CLayout, hasTabs: Bool
    ) {
        for wanted in layout.wanted {
            let field = splitter.fields[wanted.column]
            if field.isEmpty || field.count == 1 && text[field.lowerBound] == 0x2D { continue }
            let start = text + field.lowerBound
            let value =
                switch wanted.use {
                case .plain:
                    RawField(start: start, length: UInt32(truncatingIfNeeded: field.count), kind: RawFieldKind.text)
                case .agent: agent(start, field.count, hasTabs: hasTabs)
                }
            for place in wanted.places { row[place] = value }
        }
        if let query = layout.query {
            let field = splitter.fields[query]
            if field.count > 1 { layout.queries.fill(row, from: text, field, group) }
        }
    }

    /// IIS writes the blanks of an agent as `+`; CloudFront as `%20`, and as `%2520` in older files.
    private func agent(_ start: UnsafePointer<UInt8>, _ count: Int, hasTabs: Bool) -> RawField {
        let hasEscapes = ByteSearch.first(0x25, in: start, from: 0, to: count) < count
        let field = PercentEncoding.decoded(start, count, plusIsSpace: !hasTabs && !hasEscapes, group)
        guard hasEscapes, let decoded = field.start else { return field }
        let length = Int(field.length)
        guard ByteSearch.first(0x25, in: decoded, from: 0, to: length) < length else { return field }
        // Given back, so that it is decoded again in place: what is written never overtakes what is read.
        group.arenaUsed -= length
        return PercentEncoding.decoded(decoded, length, plusIsSpace: false, group)
    }
}
