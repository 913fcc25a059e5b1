import Analytics

extension FormatProfile {
    /// Web server logs with referrer and agent.
    static let combined = accessLog(.combined, certainty: 0.95)
    /// Web server logs without them.
    static let common = accessLog(.common, certainty: 0.9)

    private static func accessLog(_ format: InputFormat, certainty: Double) -> FormatProfile {
        let isCombined = format == .combined
        return FormatProfile(
            format: format,
            recognise: { sample, _ in
                let (share, lines) = sample.share { isAccessLogLine($0, isCombined: isCombined) }
                guard share >= 0.6 else { return nil }
                return Recognition(
                    certainty: certainty * share,
                    reason:
                        "\(Int((share * Double(lines)).rounded())) of \(lines) lines have an address, a time in brackets and "
                        + (isCombined ? "a request with referrer and agent" : "a request"))
            },
            read: { sample, _ in
                var schema = InputSchema(format: format, mapping: FieldNames(), zone: sample.zone)
                schema.headerLength = sample.skipped
                schema.fields = AccessLogDecoder.fieldNames(isCombined: isCombined).map {
                    SampledField(
                        path: $0, kind: $0 == "time" ? .time : $0 == "bytes" || $0 == "status" ? .number : .text)
                }
                schema.fields += AccessLogSample.queryFields(sample.lines, isCombined: isCombined)
                schema.mapping.time = "time"
                schema.mapping.user = "user"
                schema.mapping.event = "event"
                schema.mapping.page = "page"
                schema.rules.agent = isCombined ? "agent" : nil
                return Reading(schema: schema, sampler: FieldSampler())
            })
    }

    private static func isAccessLogLine(_ line: ArraySlice<UInt8>, isCombined: Bool) -> Bool {
        var bytes = Array(line)
        if bytes.last == 0x0D { bytes.removeLast() }
        let count = bytes.count
        bytes.append(contentsOf: Array(repeating: 0, count: RecordDecoding.padding))
        return bytes.withUnsafeBufferPointer { buffer in
            guard let text = buffer.baseAddress else { return false }
            return AccessLogLine(text, from: 0, to: count, isCombined: isCombined) != nil
        }
    }
}
