/// What the user said about the input; what is nil is found from the data.
package struct InputDescription: Sendable, Hashable {
    package var format: InputFormat?
    package var fields = FieldNames()
    /// Column names for delimited text, in place of a header.
    package var columns: [String]?
    /// The first row is data, not names.
    package var hasNoHeader = false
    package var delimiter: UInt8?
    /// `UTC`, an offset such as `+02:00`, or a name of the time zone database; for times that carry no zone.
    package var timeZone: String?
    /// Events of known bots count like any other; their field `bot` says `true`.
    package var includesBots: Bool?
    /// Anonymous and known ids of one person are tied together; on unless said otherwise.
    package var stitching: Bool?
    /// How a visit's campaign and referrer become its `channel`; nil for the usual rules.
    package var channels: ChannelRules?
    /// Bytes of the longest line that is read, in `lineLimits`; nil for `usualLineLimit`.
    package var lineLimit: Int?

    /// Bytes of the longest line that is read where nothing is said.
    package static let usualLineLimit = 64 << 10
    /// What a line limit may be: buffers are a few times as large.
    package static let lineLimits = 1_024...(16 << 20)

    package init() {}
}

/// A wire format, by the name that `--format` takes.
package enum InputFormat: String, Sendable, Hashable, CaseIterable {
    case jsonl, csv, tsv, columns, logfmt
    case combined, common, vhost, w3c, alb, elb
    case nginxJSON = "nginx-json"
    case caddy, traefik, segment, snowplow
    case snowplowJSON = "snowplow-json"
    case ga4, posthog, mixpanel, amplitude, cloudevents, shopify
}

/// Which field of the data plays which part: dotted paths for JSON, column names for delimited text.
package struct FieldNames: Sendable, Hashable {
    package var time: String?
    /// The time of day, where date and time stand in two fields and `time` is the date.
    package var timeOfDay: String?
    package var user: String?
    /// Stands in for the user where that is absent; tied to the user where both are there.
    package var anonymous: String?
    package var session: String?
    package var event: String?
    package var page: String?
    /// Tells copies of one event apart from other events.
    package var id: String?
    package var revenue: String?

    package init() {}

    /// These names where they are given, `other` elsewhere.
    package func merging(over other: FieldNames) -> FieldNames {
        var merged = self
        // A day and its time of day belong together.
        if time == nil { (merged.time, merged.timeOfDay) = (other.time, other.timeOfDay) }
        merged.user = user ?? other.user
        merged.anonymous = anonymous ?? other.anonymous
        merged.session = session ?? other.session
        merged.event = event ?? other.event
        merged.page = page ?? other.page
        merged.id = id ?? other.id
        merged.revenue = revenue ?? other.revenue
        return merged
    }
}
