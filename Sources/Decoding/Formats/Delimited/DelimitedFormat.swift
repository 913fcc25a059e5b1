import Analytics

extension FormatProfile {
    /// Columns between tabs.
    static let tabSeparated = delimited(.tsv)
    /// Columns between commas, semicolons, bars or any given sign.
    static let commaSeparated = delimited(.csv)

    private static func delimited(_ format: InputFormat) -> FormatProfile {
        FormatProfile(
            format: format,
            recognise: { sample, _ in
                guard let found = sample.table, (found.delimiter == 0x09) == (format == .tsv)
                else { return nil }
                let (share, fields) = found.sample.consistency
                // Without a time it is only a table if nothing better comes up.
                let certainty = found.hasTimes || found.sample.rows.count == 1 ? 0.4 : 0.2
                return Recognition(
                    certainty: certainty * share,
                    reason: "\(Int((share * 100).rounded())) % of the rows have \(fields) fields between "
                        + DelimiterSearch.name(found.delimiter),
                    fit: (found.hasTimes ? 0.95 : 0.6) * share)
            },
            read: { sample, description in
                guard let found = sample.table else { return nil }
                return table(found.sample, delimiter: found.delimiter, sample, description)
            })
    }

    private static func table(
        _ sample: DelimitedSample, delimiter: UInt8, _ input: InputSample, _ description: InputDescription
    ) -> Reading {
        var schema = InputSchema(
            format: delimiter == 0x09 ? .tsv : .csv, delimiter: delimiter, mapping: FieldNames(), zone: input.zone)
        schema.headerLength = input.skipped
        var sampler = FieldSampler()
        let first = sample.rows[0]
        let isHeader: Bool
        if let given = description.columns {
            schema.columns = given
            isHeader = first.map { HeaderRow.trimmed($0) } == given
        } else {
            isHeader = !description.hasNoHeader && HeaderRow.isFirst(of: sample.rows)
            let width = sample.filledWidth
            let names = isHeader ? HeaderRow.withRowNames(first, over: sample.rows.dropFirst(), width: width) : []
            schema.columns = HeaderRow.names(
                names, width: isHeader ? width : max(width, sample.consistency.fields, first.count))
        }
        schema.columnsAreNamed = isHeader
        for name in schema.columns where !name.isEmpty { sampler.add(path: name, kind: .absent, text: "") }
        for row in isHeader ? sample.rows.dropFirst() : sample.rows[...] {
            sampler.beginRow()
            for (name, value) in zip(schema.columns, row) where !name.isEmpty {
                sampler.add(path: name, kind: DelimitedSample.kind(value), text: value)
            }
        }
        schema.fields = sampler.finished()
        DateAndClock.settle(&schema)
        if !isHeader, description.columns == nil { HeadlessRoles.settle(&schema, sampler) }
        return Reading(schema: schema, sampler: sampler)
    }
}
