import Analytics

extension FormatProfile {
    /// Objects of no known maker, one a line.
    static let jsonLines = FormatProfile(
        format: .jsonl,
        recognise: { sample, _ in
            let (share, lines) = sample.share { line in line.first { $0 != 0x20 && $0 != 0x09 } == 0x7B }
            guard share >= 0.5 else { return nil }
            return Recognition(
                // More than a table can claim, less than a known maker.
                certainty: 0.45 + 0.1 * share,
                reason: "\(Int((share * Double(lines)).rounded())) of \(lines) lines begin with {",
                fit: 0.95 * share)
        },
        read: { sample, _ in
            FormatProfile.objects(sample, InputSchema(format: .jsonl, mapping: FieldNames(), zone: sample.zone))
        })

    /// Puts the fields of a sample's objects into a schema; nil where there is no object.
    static func objects(_ sample: InputSample, _ start: InputSchema) -> Reading? {
        guard !sample.objects.isEmpty else { return nil }
        var sampler = FieldSampler()
        for values in sample.objects {
            sampler.beginRow()
            for value in values {
                sampler.add(path: value.path, kind: value.kind, text: value.text, isOfMany: value.isOfMany)
            }
        }
        var schema = start
        schema.headerLength = sample.skipped
        schema.fields = sampler.finished()
        return Reading(schema: schema, sampler: sampler)
    }
}
