import Analytics

/// What the objects of one maker look like, and which of their fields play which part.
///
/// The lists hold paths in the order in which they are looked at; the first that is not absent in an event counts.
struct MakerFormat: Sendable {
    var format: InputFormat
    /// In the plural, for people: "calls of Segment".
    var things: String
    /// 0...1, as sure as one object makes it; nil when it is not of this maker.
    var certainty: @Sendable (SampledObject) -> Double?

    var times: [String]
    var users: [String] = []
    var anonymous: [String] = []
    /// Used where the sample has one of them; otherwise sessions end by their gap.
    var sessions: [String] = []
    var events: [String] = []
    var pages: [String] = []
    var ids: [String] = []
    var revenues: [String] = []
    var agents: [String] = []
    var medium: [String] = []
    var source: [String] = []
    var campaign: [String] = []
    var referrer: [String] = []
    /// Everything else.
    var refine: @Sendable (inout InputSchema, SampledPaths) -> Void = { _, _ in }

    private static let recognisedObjects = 100
    /// So many of a hundred lines must be the maker's: a file of several makers belongs to none.
    private static let leastShare = 0.8

    /// The format as one among all.
    var profile: FormatProfile {
        FormatProfile(
            format: format, recognise: { sample, _ in recognition(sample) },
            read: { sample, _ in
                FormatProfile.objects(sample, InputSchema(format: format, mapping: FieldNames(), zone: sample.zone)).map
                {
                    reading in
                    var reading = reading
                    assign(&reading.schema)
                    return reading
                }
            })
    }

    private func recognition(_ sample: InputSample) -> FormatProfile.Recognition? {
        let objects = sample.objects.prefix(MakerFormat.recognisedObjects)
        let lines = min(sample.lines.count, MakerFormat.recognisedObjects)
        let certainties = objects.compactMap { certainty(SampledObject(values: $0)) }
        guard !certainties.isEmpty, Double(certainties.count) >= MakerFormat.leastShare * Double(lines) else {
            return nil
        }
        return FormatProfile.Recognition(
            certainty: certainties.reduce(0, +) / Double(max(lines, certainties.count)),
            reason: "\(certainties.count) of \(lines) lines have the keys of \(things)")
    }

    private func assign(_ schema: inout InputSchema) {
        let paths = SampledPaths(schema.fields)
        (schema.mapping.time, schema.rules.times) = paths.split(times)
        (schema.mapping.session, schema.rules.sessions) = paths.split(sessions)
        (schema.mapping.page, schema.rules.pages) = paths.split(pages)
        schema.mapping.event = paths.first(of: events) ?? events.first
        schema.mapping.id = paths.first(of: ids)
        // Purchases are rare: a sample without one says nothing of the rest.
        schema.mapping.revenue = revenues.first
        schema.rules.revenues = Array(revenues.dropFirst())
        // Where one kind of id is there, the other may come later.
        if paths.first(of: users + anonymous) != nil {
            let users = paths.seenFirst(users)
            schema.mapping.user = users.first
            schema.rules.users = Array(users.dropFirst())
            let anonymous = paths.seenFirst(anonymous)
            schema.mapping.anonymous = anonymous.first
            schema.rules.anonymous = Array(anonymous.dropFirst())
        }
        schema.rules.agent = paths.first(of: agents)
        schema.rules.medium = medium + schema.rules.medium
        schema.rules.source = source + schema.rules.source
        schema.rules.campaign = campaign + schema.rules.campaign
        schema.rules.referrer = referrer + schema.rules.referrer
        refine(&schema, paths)
    }
}
