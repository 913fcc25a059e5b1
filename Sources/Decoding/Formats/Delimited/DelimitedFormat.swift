import Analytics

extension FormatProfile {
    /// Columns between tabs.
    static let tabSeparated = delimited(.tsv)
    /// Columns between commas, semicolons, bars or any given sign.
    static let commaSeparated = delimited(.csv)

    private static func delimited(_ format: InputFormat) -> FormatProfile {
        FormatProfile(
            format: format,
            recognise: { sample, description in
                guard let (delimiter, rows) = delimiter(sample, description, nil),
                    (delimiter == 0x09) == (format == .tsv)
                else { return nil }
                let (share, fields) = rows.consistency
                return Recognition(
                    certainty: 0.4 * share,
                    reason: "\(Int((share * 100).rounded())) % of the rows have \(fields) fields between "
                        + (delimiter == 0x09 ? "tabs" : "`\(Character(UnicodeScalar(delimiter)))`"))
            },
            read: { sample, description in
                guard let (delimiter, rows) = delimiter(sample, description, description.format) else { return nil }
                return table(rows, delimiter: delimiter, sample, description)
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
        let names = first.map { String($0.drop { $0 == " " }) }
        let isHeader: Bool
        if let given = description.columns {
            schema.columns = given
            isHeader = names == given
        } else {
            isHeader = !description.hasNoHeader && isRowOfNames(first)
            let width = max(first.count, sample.consistency.fields)
            schema.columns = isHeader ? names : (1...width).map { "column\($0)" }
        }
        if isHeader { schema.headerLength += sample.firstRowLength }
        for name in schema.columns where !name.isEmpty { sampler.add(path: name, kind: .absent, text: "") }
        for row in isHeader ? sample.rows.dropFirst() : sample.rows[...] {
            sampler.beginRow()
            for (name, value) in zip(schema.columns, row) where !name.isEmpty {
                sampler.add(path: name, kind: kind(value), text: value)
            }
        }
        schema.fields = sampler.finished()
        return Reading(schema: schema, sampler: sampler)
    }

    private static func kind(_ value: String) -> SampledField.Kind {
        if value.isEmpty || value == "NULL" || value == "\\N" { return .absent }
        return Double(value) != nil ? .number : .text
    }

    /// Names are neither empty nor numbers, and none is a time.
    private static func isRowOfNames(_ row: [String]) -> Bool {
        var probe = FieldSampler()
        for (index, value) in row.enumerated() {
            if value.isEmpty || Double(value) != nil { return false }
            probe.add(path: "\(index)", kind: .text, text: value)
            if probe.holdsTimes(path: "\(index)") { return false }
        }
        return Set(row).count == row.count
    }

    private static func delimiter(
        _ input: InputSample, _ description: InputDescription, _ format: InputFormat?
    ) -> (UInt8, DelimitedSample)? {
        if let given = description.delimiter ?? (format == .tsv ? 0x09 : nil) {
            let sample = DelimitedSample(input.content, delimiter: given)
            return sample.rows.isEmpty ? nil : (given, sample)
        }
        let isNamedTSV = input.fileName?.lowercased().hasSuffix(".tsv") ?? false
        let order: [UInt8] = isNamedTSV ? [0x09, 0x2C, 0x3B, 0x7C] : [0x2C, 0x09, 0x3B, 0x7C]
        var best: (delimiter: UInt8, sample: DelimitedSample, score: Double)?
        for delimiter in order {
            let sample = DelimitedSample(input.content, delimiter: delimiter)
            let (share, fields) = sample.consistency
            guard fields >= 2, share >= 0.5 || format != nil else { continue }
            // Rows that agree count most; among those that agree, more fields.
            let score = share + Double(min(fields, 50)) / 500
            if score > best?.score ?? 0 { best = (delimiter, sample, score) }
        }
        return best.map { ($0.delimiter, $0.sample) }
    }
}
