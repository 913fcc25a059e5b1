import Analytics

/// Finds out what an input is from its beginning: format, header, fields and the parts they play.
package enum FormatDetection {
    /// Bytes that are worth sampling of lines of the usual length.
    package static let sampleLimit = 4 * InputDescription.usualLineLimit

    /// The same where lines may be longer: the first has to fit.
    package static func sampleLimit(for description: InputDescription) -> Int {
        max(sampleLimit, min(4 << 20, 4 * (description.lineLimit ?? 0)))
    }

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
                    of: Array(sample.prefix(sampleLimit(for: description))), description, fileName,
                    zone: try zone(description.timeZone, timeZone)))
        } catch {
            return .failure(error)
        }
    }

    /// Format and fields of an input in which nobody was found, for people to choose the user from; nil where it has no format.
    package static func withoutUser(
        sample: [UInt8], description: InputDescription, fileName: String? = nil
    ) -> InputSchema? {
        guard
            let input = InputSample(
                Array(sample.prefix(sampleLimit(for: description))), fileName: fileName, zone: .utc,
                description: description)
        else { return nil }
        for candidate in candidates(input, description) {
            guard let reading = candidate.profile.read(input, description), !reading.schema.fields.isEmpty else {
                continue
            }
            var schema = reading.schema
            let roles = FieldRoles(sampler: reading.sampler)
            schema.mapping.time = schema.mapping.time ?? roles.time
            schema.mapping.event = schema.mapping.event ?? roles.event
            schema.mapping.page = schema.mapping.page ?? roles.page
            schema.mapping.revenue = schema.mapping.revenue ?? roles.revenue
            schema.certainty = candidate.recognition.fit ?? candidate.recognition.certainty
            schema.reasons = [candidate.recognition.reason]
            return schema
        }
        return nil
    }

    private static func zone(_ name: String?, _ table: TimeZoneTable?) throws(DetectionError) -> ZoneOffsets {
        if let table { return .table(table) }
        guard let name else { return .utc }
        guard let fixed = ZoneOffsets(fixed: name) else { throw .unknownTimeZone(name) }
        return fixed
    }

    private static func schema(
        of bytes: [UInt8], _ description: InputDescription, _ fileName: String?, zone: ZoneOffsets
    ) throws(DetectionError) -> InputSchema {
        guard let sample = InputSample(bytes, fileName: fileName, zone: zone, description: description) else {
            throw .empty
        }
        let candidates = candidates(sample, description)
        for (index, candidate) in candidates.enumerated() {
            guard let reading = candidate.profile.read(sample, description),
                reading.sampler.rows > 0 || !reading.schema.fields.isEmpty
            else { continue }
            var schema = reading.schema
            schema.mapping = try mapping(schema, FieldRoles(sampler: reading.sampler), description.fields)
            if schema.format == .jsonl, schema.mapping.user == nil { schema.rules.users = laterUsers }
            if schema.format == .jsonl, schema.mapping.revenue == nil { schema.rules.revenues = laterRevenues }
            if description.fields.revenue != nil { schema.rules.eventsWithoutRevenue = [] }
            schema.stitches = description.stitching ?? true
            schema.includesBots = description.includesBots ?? false
            schema.channels = description.channels
            schema.lineLimit = description.lineLimit ?? schema.lineLimit
            schema.timesMayBeLocal = description.timeZone == nil && formatsOfAnyZone.contains(schema.format)
            schema.certainty = certainty(
                of: candidate.recognition, before: candidates.dropFirst(index + 1).first?.recognition)
            schema.reasons = [candidate.recognition.reason]
            schema.alternatives = candidates[(index + 1)...].map {
                DataProfile.Alternative(format: $0.profile.format.rawValue, certainty: $0.recognition.certainty)
            }
            return schema
        }
        throw .unknownFormat(firstLine: text(sample.lines[0].prefix(80)))
    }

    /// Formats of which nobody has said that times without a zone are UTC.
    private static let formatsOfAnyZone: Set<InputFormat> = [.jsonl, .csv, .tsv, .logfmt]

    /// How sure it is of the best format, given the next best one.
    private static func certainty(
        of best: FormatProfile.Recognition, before rival: FormatProfile.Recognition?
    ) -> Double {
        guard let fit = best.fit else { return best.certainty }
        return rival.map { $0.certainty >= 0.9 * best.certainty } ?? false ? 0.7 * fit : fit
    }

    /// The formats that come into question, most certain first; the one that was named alone.
    private static func candidates(
        _ sample: InputSample, _ description: InputDescription
    ) -> [(profile: FormatProfile, recognition: FormatProfile.Recognition)] {
        if let named = description.format {
            let given = FormatProfile.Recognition(certainty: 1, reason: "it was named")
            return FormatProfile.all.filter { $0.format == named }.map { ($0, given) }
        }
        let found = FormatProfile.all.enumerated().compactMap { place, profile in
            profile.recognise(sample, description).map { (place: place, profile: profile, recognition: $0) }
        }
        return found.sorted { ($1.recognition.certainty, $0.place) < ($0.recognition.certainty, $1.place) }
            .map { ($0.profile, $0.recognition) }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

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
        var names = schema.mapping
        // A column that a time of day was to be joined with is no longer the time.
        if given.time != nil { names.timeOfDay = nil }
        if let time = given.time { names.time = try checked(time, "--time-field") }
        names.time = names.time ?? roles.time
        names.timeOfDay = settled(given.timeOfDay) ?? names.timeOfDay
        if let user = given.user { names.user = try checked(user, "--user-field") }
        names.user = names.user ?? roles.user
        names.anonymous = settled(given.anonymous) ?? names.anonymous ?? roles.anonymous(besides: names.user)
        guard names.user != nil || names.anonymous != nil else { throw .noUser(fields: seen) }
        names.session = settled(given.session) ?? names.session ?? roles.session
        names.event = settled(given.event) ?? names.event ?? roles.event
        names.page = settled(given.page) ?? names.page ?? roles.page
        names.id = settled(given.id) ?? names.id ?? roles.id
        names.revenue = settled(given.revenue) ?? names.revenue ?? roles.revenue
        return names
    }

    /// Names under which known users come to objects that begin with anonymous ones.
    private static let laterUsers = ["user_id", "userId", "properties.user_id", "context.user_id", "user.id"]
    /// Names under which revenue comes where the first of many events is the first that has any.
    private static let laterRevenues = [
        "revenue", "properties.revenue", "purchase_revenue", "properties.purchase_revenue", "amount",
        "properties.amount",
        "total", "properties.total", "total_price", "properties.total_price",
    ]
}
