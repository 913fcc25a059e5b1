import Analytics

extension FormatProfile {
    /// Extended log files, as of IIS and CloudFront.
    static let w3c = FormatProfile(
        format: .w3c,
        recognise: { sample, _ in
            guard let place = sample.lines.prefix(50).firstIndex(where: { W3CSample.columns($0) != nil }) else {
                return nil
            }
            return Recognition(certainty: 1, reason: "line \(place + 1) names the columns behind #Fields:")
        },
        read: { sample, _ in
            guard let columns = sample.lines.lazy.compactMap({ W3CSample.columns($0) }).first else { return nil }
            let sampled = W3CSample(sample.lines, columns: columns)
            var schema = InputSchema(format: .w3c, mapping: FieldNames(), zone: sample.zone)
            schema.headerLength = sample.skipped
            schema.columns = columns
            schema.fields = sampled.fields
            func known(_ name: String) -> String? { columns.contains(name) ? name : nil }
            schema.mapping.time = known("date") ?? known("time")
            schema.mapping.timeOfDay = known("date") == nil ? nil : known("time")
            schema.mapping.user = known("c-ip")
            schema.mapping.page = known("cs-uri-stem")
            schema.mapping.id = known("x-edge-request-id")
            schema.rules.pagesAreEscaped = true
            schema.rules.agent = known(W3CLayout.agent)
            schema.rules.usersAreVisitors = schema.mapping.user != nil && schema.rules.agent != nil
            if let method = known("cs-method"), let status = known("sc-status") {
                schema.rules.naming = .request(method: method, status: status)
            }
            schema.rules.referrer = ["cs(Referer)", "cs(Referrer)"]
            schema.rules.medium = ["query.utm_medium"]
            schema.rules.source = ["query.utm_source"]
            schema.rules.campaign = ["query.utm_campaign"]
            return Reading(schema: schema, sampler: sampled.sampler)
        })
}

/// The fields of the first lines of an extended log file.
private struct W3CSample {
    private(set) var sampler = FieldSampler()
    /// Columns, then the names that access logs share, then query parameters.
    private(set) var fields: [SampledField] = []

    init(_ lines: [ArraySlice<UInt8>], columns: [String]) {
        var current = columns
        var queries: [SampledField] = []
        for name in columns { sampler.add(path: name, kind: .absent, text: "") }
        for line in lines.prefix(2000) {
            if line.first == 0x23 {
                current = W3CSample.columns(line) ?? current
                continue
            }
            let values = FieldSplitter.texts(line, by: line.contains(0x09) ? .tabs : .blanks)
            guard values.count == current.count else { continue }
            sampler.beginRow()
            for (name, value) in zip(current, values) {
                sampler.add(path: name, kind: DelimitedSample.kind(value), text: value)
                if name == "cs-uri-query", value != "-" {
                    QueryParameters.sample(Array(value.utf8)[...], into: &queries)
                }
            }
        }
        fields = sampler.finished()
        for alias in W3CLayout.aliases {
            guard var field = fields.first(where: { alias.columns.contains($0.path) }) else { continue }
            field.path = alias.name
            fields.append(field)
        }
        fields += queries
    }

    static func columns(_ line: ArraySlice<UInt8>) -> [String]? {
        line.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { W3CLayout.columns($0, from: 0, to: buffer.count) }
        }
    }
}
