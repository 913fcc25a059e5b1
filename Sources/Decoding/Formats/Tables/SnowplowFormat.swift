import Analytics

extension FormatProfile {
    /// Enriched events of Snowplow: 131 columns between tabs, known by their position.
    ///
    /// The event is `event_name`, of structured events `se_action`; revenue is the total of a transaction (`ti_price` of its items
    /// would count it twice). `unstruct_event` and the contexts stay text.
    static let snowplow = FormatProfile(
        format: .snowplow,
        recognise: { sample, _ in
            let (share, lines) = sample.share { isEnriched($0) }
            guard share >= 0.6 else { return nil }
            return Recognition(
                certainty: 0.99 * share,
                reason: "\(Int((share * Double(lines)).rounded())) of \(lines) lines have the "
                    + "\(SnowplowColumns.names.count) columns of an enriched event")
        },
        read: { sample, _ in
            var schema = InputSchema(format: .snowplow, delimiter: 0x09, mapping: FieldNames(), zone: sample.zone)
            schema.headerLength = sample.skipped
            schema.columns = SnowplowColumns.names
            var sampler = FieldSampler()
            for name in schema.columns { sampler.add(path: name, kind: .absent, text: "") }
            for line in sample.lines.prefix(400) {
                let values = FieldSplitter.texts(line, by: .tabs)
                guard values.count >= schema.columns.count else { continue }
                sampler.beginRow()
                for (name, value) in zip(schema.columns, values) {
                    sampler.add(path: name, kind: DelimitedSample.kind(value), text: value)
                }
            }
            guard sampler.rows > 0 else { return nil }
            schema.fields = sampler.finished()
            schema.mapping = snowplowMapping
            schema.rules.times = ["collector_tstamp", "dvce_created_tstamp"]
            schema.rules.anonymous = ["network_userid"]
            schema.rules.pages = ["page_url"]
            schema.rules.agent = "useragent"
            schema.rules.medium = ["mkt_medium"]
            schema.rules.source = ["mkt_source"]
            schema.rules.campaign = ["mkt_campaign"]
            schema.rules.referrer = ["page_referrer"]
            return Reading(schema: schema, sampler: sampler)
        })

    private static let snowplowMapping: FieldNames = {
        var mapping = FieldNames()
        mapping.time = "derived_tstamp"
        mapping.user = "user_id"
        mapping.anonymous = "domain_userid"
        mapping.session = "domain_sessionid"
        mapping.event = "event_name"
        mapping.page = "page_urlpath"
        mapping.id = "event_id"
        mapping.revenue = "tr_total"
        return mapping
    }()

    private static func isEnriched(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.filter({ $0 == 0x09 }).count >= SnowplowColumns.names.count - 1 else { return false }
        let first = line.split(separator: 0x09, maxSplits: 8, omittingEmptySubsequences: false)
        return SnowplowColumns.kinds.contains(String(decoding: first[SnowplowColumns.event], as: UTF8.self))
            && !first[SnowplowColumns.eventID].isEmpty
    }
}
