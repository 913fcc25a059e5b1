import Analytics

extension FormatProfile {
    /// Web server logs with referrer and agent; more may follow behind them.
    static let combined = accessLog(
        .combined, certainty: 0.95, of: "an address, a time in brackets, a request, referrer and agent")
    /// Web server logs without them.
    static let common = accessLog(.common, certainty: 0.9, of: "an address, a time in brackets and a request")

    /// A format of the family, recognised by the share of lines that can be taken apart.
    static func accessLog(
        _ format: InputFormat, certainty: Double, of parts: String,
        where isTypical: @escaping @Sendable (ArraySlice<UInt8>) -> Bool = { _ in true }
    ) -> FormatProfile {
        FormatProfile(
            format: format,
            recognise: { sample, _ in
                let (share, lines) = sample.share { isTypical($0) && AccessLogSample.isLine($0, of: format) }
                guard share >= 0.6 else { return nil }
                return Recognition(
                    certainty: certainty * share,
                    reason: "\(Int((share * Double(lines)).rounded())) of \(lines) lines have \(parts)")
            },
            read: { sample, _ in
                var schema = InputSchema(format: format, mapping: FieldNames(), zone: sample.zone)
                schema.headerLength = sample.skipped
                schema.fields = AccessLogDecoder.fieldNames(of: format).map { SampledField(path: $0, kind: kind($0)) }
                schema.fields += AccessLogSample.queryFields(sample.lines, of: format)
                schema.mapping.time = "time"
                schema.mapping.user = "user"
                schema.mapping.event = "event"
                schema.mapping.page = "page"
                schema.mapping.session = session(schema.fields)
                schema.rules.agent = AccessLogPart.parts(of: format).contains(.agent) ? "agent" : nil
                schema.rules.ownHost = AccessLogSample.ownHost(sample.lines, of: format)
                return Reading(schema: schema, sampler: FieldSampler())
            })
    }

    private static func kind(_ name: String) -> SampledField.Kind {
        switch name {
        case "time": .time
        case "bytes", "status", "target_status", "duration": .number
        default: .text
        }
    }

    /// Servers of old put their session into the query.
    private static func session(_ fields: [SampledField]) -> String? {
        fields.map(\.path).first { ["query.jsessionid", "query.phpsessid"].contains($0.lowercased()) }
    }
}
