import Analytics
import ByteSources
import Decoding

/// Finds out what data are from their beginning: format, fields, events, pages, and a funnel that they suggest.
package enum DataDiscovery {
    /// Bytes that are looked at.
    package static let sampleLimit = 4 << 20

    /// - Parameters:
    ///   - source: path of the file, or `-`.
    ///   - timeZone: the table of the zone that `description.timeZone` names, when it is not UTC or an offset.
    ///   - memory: of whoever has looked at the source before.
    /// - Complexity: O(bytes × fields).
    package static func profile(
        of sample: SampleBytes, source: String, description: InputDescription, timeZone: TimeZoneTable? = nil,
        memory: DetectionMemory = DetectionMemory()
    ) -> Result<DataProfile, DiscoveryError> {
        let detected = memory.detect(
            sample: sample.bytes, description: description, fileName: source == "-" ? nil : source, timeZone: timeZone)
        switch detected {
        case .failure(let error):
            guard let damage = sample.damage else {
                let isHole = !sample.bytes.isEmpty && sample.bytes.allSatisfy { $0 == 0 || $0 == 0x0A }
                let reason = "there is nothing in it but NUL bytes"
                return .failure(error == .empty && isHole ? .unreadable(reason: reason) : .format(error))
            }
            return .failure(.damaged(damage: damage, bytes: sample.bytes.count, then: error))
        case .success(let schema): return profile(of: sample, source: source, schema: schema)
        }
    }

    /// The fields of data in which nobody was found, for people to choose the user from; nil where they have no format.
    package static func fieldsWithoutUser(
        of sample: SampleBytes, source: String, description: InputDescription
    ) -> DataProfile? {
        guard
            let schema = FormatDetection.withoutUser(
                sample: sample.bytes, description: description, fileName: source == "-" ? nil : source)
        else { return nil }
        var profile = DataProfile(
            source: source, format: schema.format.rawValue, certainty: schema.certainty, reasons: schema.reasons)
        profile.rows = schema.fields.map(\.count).max() ?? 0
        let roles: [(String?, DataProfile.Role)] = [
            (schema.mapping.time, .time), (schema.mapping.event, .event), (schema.mapping.page, .page),
            (schema.mapping.revenue, .revenue),
        ]
        profile.fields = schema.fields.map { field in
            DataProfile.Field(
                path: field.path, kind: field.kind.rawValue, count: field.count, distinct: field.examples.count,
                isBounded: field.examples.count > 2, examples: field.examples,
                role: roles.first { $0.0 == field.path }?.1)
        }
        return profile
    }

    /// The same where the schema is known already, as it is to a live reading that has settled its input.
    package static func profile(
        of sample: SampleBytes, source: String, schema: InputSchema
    ) -> Result<DataProfile, DiscoveryError> {
        let decoded = SampleDecoding(sample, schema: schema, fields: schema.fields.map(\.path))
        let batch = decoded.batch
        guard !batch.times.isEmpty else {
            return .failure(
                .noEvent(
                    format: schema.format.rawValue, lines: batch.tally.lines, rejected: batch.tally.rejected,
                    example: batch.tally.examples.first))
        }
        var profile = DataProfile(
            source: source, format: schema.format.rawValue, certainty: schema.certainty, reasons: schema.reasons)
        profile.alternatives = schema.alternatives
        profile.rows = batch.times.count
        profile.rejected = batch.tally.rejected.values.reduce(0, +)
        profile.bots = batch.tally.bots
        profile.isPartial = !sample.isWhole
        let people = decoded.people
        profile.users = Set(people).count
        profile.isInLineOrder = schema.mapping.time == nil
        if !profile.isInLineOrder {
            profile.first = batch.times.min().map { Timestamp(microseconds: $0) }
            profile.last = batch.times.max().map { Timestamp(microseconds: $0) }
        }
        profile.isSorted = zip(batch.times, batch.times.dropFirst()).allSatisfy { $0 <= $1 }
        let events = decoded.sample(people)
        profile.events = counts(of: events.names, events.rows) { $0.event }
        profile.pages = counts(of: events.pages, events.rows) { $0.page }
        profile.fields = FieldProfiles(decoded, people: people).fields
        switch FunnelSuggester.suggest(events) {
        case .suggestion(let funnel): profile.suggestion = funnel
        case .none(let reason): profile.noSuggestion = reason
        }
        return .success(profile)
    }

    /// How far events stand behind later ones in the beginning of a file, in microseconds; 0 where they are in order or
    /// nothing can be said.
    ///
    /// - Complexity: some milliseconds: a quarter of a megabyte is looked at.
    package static func disorder(
        ofFileAt path: String, description: InputDescription, timeZone: TimeZoneTable?,
        memory: DetectionMemory = DetectionMemory()
    ) -> Int64 {
        guard
            let sample = SampleBytes.beginning(
                of: path, limit: FormatDetection.sampleLimit(for: description), lineLimit: LineLimit(description)),
            case .success(let schema) = memory.detect(
                sample: sample.bytes, description: description, fileName: path, timeZone: timeZone)
        else { return 0 }
        var newest = Int64.min
        var disorder: Int64 = 0
        for time in SampleDecoding(sample, schema: schema, fields: []).batch.times {
            if newest > time { disorder = max(disorder, newest - time) }
            newest = max(newest, time)
        }
        return disorder
    }

    /// Most frequent first.
    private static func counts(
        of names: [String], _ rows: [EventSample.Row], _ place: (EventSample.Row) -> Int?
    ) -> [NamedCount] {
        var counts = Array(repeating: 0, count: names.count)
        var users = Array(repeating: Set<UInt64>(), count: names.count)
        for row in rows {
            guard let place = place(row) else { continue }
            counts[place] += 1
            users[place].insert(row.user)
        }
        return names.indices.filter { counts[$0] > 0 }
            .map { NamedCount(name: names[$0], count: counts[$0], users: users[$0].count) }
            .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    }
}
