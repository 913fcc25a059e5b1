import Analytics

extension FormatProfile {
    /// Tables whose columns are told apart by blanks, every row of the same number of fields.
    static let columns = FormatProfile(
        format: .columns,
        recognise: { sample, description in
            guard !sample.isOfObjects, let table = ColumnsTable(sample.lines, description), table.share >= 0.8,
                table.hasTimes
            else { return nil }
            return Recognition(
                certainty: 0.3 * table.share,
                reason: "\(Int((table.share * 100).rounded())) % of the rows have \(table.width) fields between blanks",
                fit: 0.9 * table.share)
        },
        read: { sample, description in
            guard let table = ColumnsTable(sample.lines, description) else { return nil }
            var schema = InputSchema(format: .columns, mapping: FieldNames(), zone: sample.zone)
            schema.headerLength = sample.skipped
            schema.columns = table.columns
            schema.fields = table.sampler.finished()
            DateAndClock.settle(&schema)
            if !table.hasNames { HeadlessRoles.settle(&schema, table.sampler) }
            return Reading(schema: schema, sampler: table.sampler)
        })
}

/// The first rows of a table between blanks.
private struct ColumnsTable {
    private(set) var columns: [String]
    private(set) var hasNames: Bool
    private(set) var sampler = FieldSampler()
    /// Of the rows below the first, those that have `width` fields.
    let share: Double
    let width: Int

    var hasTimes: Bool { sampler.finished().contains { $0.kind == .time } }

    init?(_ lines: [ArraySlice<UInt8>], _ description: InputDescription) {
        let rows = lines.prefix(2000).filter { !ConflictMarker.isLine($0) }
            .map { FieldSplitter.texts($0, by: .blanks) }
        guard let first = rows.first else { return nil }
        var counts: [Int: Int] = [:]
        for row in rows.count > 1 ? rows.dropFirst() : rows[...] { counts[row.count, default: 0] += 1 }
        guard let most = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), most.key >= 2 else { return nil }
        width = most.key
        share = Double(most.value) / Double(counts.values.reduce(0, +))
        let data = rows.dropFirst().filter { $0.count == most.key }
        if let given = description.columns {
            columns = given
            hasNames = true
        } else {
            hasNames = !description.hasNoHeader && first.count <= most.key && HeaderRow.isFirst(of: [first] + data)
            let names = hasNames ? ColumnsTable.spread(first, over: Array(data), most.key) : []
            columns = HeaderRow.names(names, width: most.key)
        }
        for name in columns { sampler.add(path: name, kind: .absent, text: "") }
        for row in (hasNames && description.columns == nil ? rows.dropFirst() : rows[...]) where row.count == most.key {
            sampler.beginRow()
            for (name, value) in zip(columns, row) {
                sampler.add(path: name, kind: DelimitedSample.kind(value), text: value)
            }
        }
    }

    /// Gives names to rows with one field more than there are names: a time may have come apart into date and clock, or the rows
    /// may have names of their own.
    private static func spread(_ names: [String], over rows: [[String]], _ width: Int) -> [String] {
        guard names.count + 1 == width, let row = rows.first else { return names }
        for index in 0..<names.count where DateAndClock.isDate(row[index]) && DateAndClock.isClock(row[index + 1]) {
            return names[...index] + ["\(names[index]).clock"] + names[(index + 1)...]
        }
        return HeaderRow.withRowNames(names, over: rows, width: width)
    }
}
