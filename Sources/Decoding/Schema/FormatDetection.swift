import Analytics

/// Finds out what an input is from its beginning: format, header, fields and the parts they play.
package enum FormatDetection {
    /// Bytes that are worth sampling.
    package static let sampleLimit = 256 * 1024

    /// The schema of an input that begins with `sample`, which may end anywhere.
    ///
    /// What `description` says wins over what the data shows.
    /// - Parameters:
    ///   - fileName: decides nothing that the content decides; `.tsv` and `.csv` break ties.
    ///   - timeZone: the table of the zone that `description.timeZone` names, when it is not UTC or an offset.
    package static func detect(
        sample: [UInt8], description: InputDescription, fileName: String? = nil, timeZone: TimeZoneTable? = nil
    ) -> Result<InputSchema, DetectionError> {
        do throws(DetectionError) {
            return .success(
                try schema(
                    of: Array(sample.prefix(sampleLimit)), description, fileName,
                    zone: try zone(description.timeZone, timeZone)))
        } catch {
            return .failure(error)
        }
    }

    private static func zone(_ name: String?, _ table: TimeZoneTable?) throws(DetectionError) -> ZoneOffsets {
        if let table { return .table(table) }
        guard let name else { return .utc }
        guard let fixed = ZoneOffsets(fixed: name) else { throw .unknownTimeZone(name) }
        return fixed
    }

    private static func schema(
        of sample: [UInt8], _ description: InputDescription, _ fileName: String?, zone: ZoneOffsets
    ) throws(DetectionError) -> InputSchema {
        if let foreign = foreign(sample) { throw foreign }
        let skipped = sample.prefix { $0 == 0 }.count
        let hasMark = sample.dropFirst(skipped).starts(with: [0xEF, 0xBB, 0xBF])
        let start = skipped + (hasMark ? 3 : 0)
        let content = Array(sample[start...])
        let lines = content.split(separator: 0x0A).filter { line in line.contains { $0 != 0x20 && $0 != 0x0D } }
        guard !lines.isEmpty else { throw .empty }
        let whole = content.last == 0x0A || lines.count == 1 ? lines : Array(lines.dropLast())
        let format = description.format ?? lineFormat(whole)
        var schema = InputSchema(format: format ?? .csv, mapping: description.fields, zone: zone)
        var sampler = FieldSampler()
        schema.headerLength = start
        switch format {
        case .jsonl: sampleJSON(whole, &sampler)
        case .combined, .common: return accessLog(schema, whole)
        case .csv, .tsv, nil:
            let isDelimited = sampleDelimited(content, description, format, fileName, &schema, &sampler)
            guard isDelimited else { throw .unknownFormat(firstLine: text(whole[0].prefix(80))) }
        }
        schema.fields = sampler.finished()
        guard sampler.rows > 0 || !schema.columns.isEmpty else {
            throw .unknownFormat(firstLine: text(whole[0].prefix(80)))
        }
        schema.mapping = try mapping(schema, FieldRoles(sampler: sampler), description.fields)
        return schema
    }

    /// What the first bytes give away before anything is taken for text.
    private static func foreign(_ sample: [UInt8]) -> DetectionError? {
        if sample.starts(with: [0x1F, 0x8B]) { return .compressed(tool: "zcat") }
        if sample.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .compressed(tool: "zstdcat") }
        if sample.starts(with: [0xFF, 0xFE]) || sample.starts(with: [0xFE, 0xFF]) { return .utf16 }
        if !sample.contains(0x0A), sample.filter({ $0 == 0x0D }).count > 1 { return .carriageReturns }
        return nil
    }

    /// The format of inputs with one record a line; nil when it is none of them.
    private static func lineFormat(_ lines: [ArraySlice<UInt8>]) -> InputFormat? {
        let some = lines.prefix(100)
        let objects = some.filter { line in line.first { $0 != 0x20 && $0 != 0x09 } == 0x7B }.count
        if objects * 2 >= some.count, objects > 0 { return .jsonl }
        for format in [InputFormat.combined, .common] {
            let parsed = some.filter { isAccessLogLine($0, isCombined: format == .combined) }.count
            if parsed * 10 >= some.count * 6, parsed > 0 { return format }
        }
        return nil
    }

    static func isAccessLogLine(_ line: ArraySlice<UInt8>, isCombined: Bool) -> Bool {
        var bytes = Array(line)
        if bytes.last == 0x0D { bytes.removeLast() }
        let count = bytes.count
        bytes.append(contentsOf: Array(repeating: 0, count: RecordDecoding.padding))
        return bytes.withUnsafeBufferPointer { buffer in
            guard let text = buffer.baseAddress else { return false }
            return AccessLogLine(text, from: 0, to: count, isCombined: isCombined) != nil
        }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func sampleJSON(_ lines: [ArraySlice<UInt8>], _ sampler: inout FieldSampler) {
        for line in lines.prefix(400) {
            guard let values = JSONSample.values(of: line) else { continue }
            sampler.beginRow()
            for value in values { sampler.add(path: value.path, kind: value.kind, text: value.text) }
        }
    }

    private static func accessLog(_ start: InputSchema, _ lines: [ArraySlice<UInt8>]) -> InputSchema {
        var schema = start
        schema.fields = AccessLogDecoder.fieldNames(isCombined: schema.format == .combined).map {
            SampledField(path: $0, kind: $0 == "time" ? .time : $0 == "bytes" || $0 == "status" ? .number : .text)
        }
        schema.fields += AccessLogSample.queryFields(lines, isCombined: schema.format == .combined)
        schema.mapping.time = schema.mapping.time ?? "time"
        schema.mapping.user = schema.mapping.user ?? "user"
        schema.mapping.event = schema.mapping.event ?? "event"
        schema.mapping.page = schema.mapping.page ?? "page"
        return schema
    }

    private static func sampleDelimited(
        _ content: [UInt8], _ description: InputDescription, _ format: InputFormat?, _ fileName: String?,
        _ schema: inout InputSchema, _ sampler: inout FieldSampler
    ) -> Bool {
        guard let (delimiter, sample) = delimiter(content, description, format, fileName) else { return false }
        schema.delimiter = delimiter
        schema.format = delimiter == 0x09 ? .tsv : .csv
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
        return true
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
        _ content: [UInt8], _ description: InputDescription, _ format: InputFormat?, _ fileName: String?
    ) -> (UInt8, DelimitedSample)? {
        if let given = description.delimiter ?? (format == .tsv ? 0x09 : nil) {
            let sample = DelimitedSample(content, delimiter: given)
            return sample.rows.isEmpty ? nil : (given, sample)
        }
        let isNamedTSV = fileName?.lowercased().hasSuffix(".tsv") ?? false
        let order: [UInt8] = isNamedTSV ? [0x09, 0x2C, 0x3B, 0x7C] : [0x2C, 0x09, 0x3B, 0x7C]
        var best: (delimiter: UInt8, sample: DelimitedSample, score: Double)?
        for delimiter in order {
            let sample = DelimitedSample(content, delimiter: delimiter)
            let (share, fields) = sample.consistency
            guard fields >= 2, share >= 0.5 || format != nil else { continue }
            // Rows that agree count most; among those that agree, more fields.
            let score = share + Double(min(fields, 50)) / 500
            if score > best?.score ?? 0 { best = (delimiter, sample, score) }
        }
        return best.map { ($0.delimiter, $0.sample) }
    }

    private static func mapping(
        _ schema: InputSchema, _ roles: FieldRoles, _ given: FieldNames
    ) throws(DetectionError) -> FieldNames {
        let seen = schema.fields.map(\.path)
        func checked(_ name: String, _ option: String) throws(DetectionError) -> String {
            var plain = schema
            plain.mapping = FieldNames()
            guard plain.unresolved([name]).isEmpty, let path = plain.resolve(name).first else {
                throw .fieldNotFound(
                    option: option, name: name, suggestion: schema.suggestion(for: name), fields: seen)
            }
            return path
        }
        func settled(_ name: String?) -> String? {
            var plain = schema
            plain.mapping = FieldNames()
            return name.flatMap { plain.resolve($0).first }
        }
        var names = FieldNames()
        if let time = given.time { names.time = try checked(time, "--time-field") } else { names.time = roles.time }
        guard names.time != nil else { throw .noTime(fields: seen) }
        if let user = given.user { names.user = try checked(user, "--user-field") } else { names.user = roles.user }
        names.anonymous = settled(given.anonymous) ?? roles.anonymous(besides: names.user)
        guard names.user != nil || names.anonymous != nil else { throw .noUser(fields: seen) }
        names.session = settled(given.session) ?? roles.session
        names.event = settled(given.event) ?? roles.event
        names.page = settled(given.page) ?? roles.page
        names.revenue = settled(given.revenue) ?? roles.revenue
        return names
    }
}
