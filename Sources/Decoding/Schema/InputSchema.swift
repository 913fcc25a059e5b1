import Analytics
import Expressions

/// What is known of an input before its events are read: shared, unchanged, by all its decoders.
package struct InputSchema: Sendable, Hashable {
    /// Decides which decoder reads the input.
    package var format: InputFormat
    /// Of delimited text.
    package var delimiter: UInt8
    /// Of delimited text, in order.
    package var columns: [String] = []
    /// A row of the input has named the columns, and may name others where a file is begun anew.
    package var columnsAreNamed = false
    /// Bytes to skip at the very beginning of the input: NULs and a byte order mark.
    package var headerLength = 0
    /// The fields of the sample, in order of appearance.
    package var fields: [SampledField] = []
    /// Which field plays which part.
    package var mapping: FieldNames
    /// What the format means beyond that.
    package var rules = FormatRules()
    /// Anonymous and known ids of one person are tied together.
    package var stitches = true
    /// Events of known bots count.
    package var includesBots = false
    /// Bytes of the longest record that is read; a longer one is rejected as `tooLong`.
    package var lineLimit = InputDescription.usualLineLimit
    /// The user's own rules for channels.
    package var channels: ChannelRules?
    /// How sure the sample makes one of the format, 0...1, and why.
    package var certainty = 1.0
    package var reasons: [String] = []
    /// Other formats that came into question, best first.
    package var alternatives: [DataProfile.Alternative] = []
    /// For times that carry no zone.
    package var zone: ZoneOffsets
    /// Times without a zone are not UTC by definition and none was named: they are read as UTC, and may be of any place.
    package var timesMayBeLocal = false

    /// A schema without columns, header or fields: for inputs that are known.
    package init(
        format: InputFormat, delimiter: UInt8 = 0x2C, mapping: FieldNames, zone: ZoneOffsets = .utc
    ) {
        self.format = format
        self.delimiter = delimiter
        self.mapping = mapping
        self.zone = zone
    }

    /// The paths a field name may mean, the first that has a value to be taken.
    ///
    /// A mapped name (`time`, `user`, `anonymous`, `session`, `event`, `page`, `revenue`), else a path as it stands, else every
    /// path that ends with the name (`country` for `properties.country`), the shortest first. A name that is not among the
    /// fields of the sample stays itself, in case it comes later.
    package func resolve(_ field: String) -> [String] {
        let mapped = mappedPaths(field)
        if !mapped.isEmpty { return mapped }
        let seen = seenPaths(field)
        if !seen.isEmpty { return seen }
        return format.isJSON ? [field, "properties." + field] : [field]
    }

    /// The same with all that `earlier` knew: of fields and of the parts they play.
    package func keeping(_ earlier: InputSchema) -> InputSchema {
        var all = self
        let paths = Set(fields.map(\.path))
        all.fields += earlier.fields.filter { !paths.contains($0.path) }
        // Formats have their own names for the parts.
        if format == earlier.format { all.mapping = mapping.merging(over: earlier.mapping) }
        return all
    }

    /// Rows of names say the same here as in `other`, however many columns without a name were seen beside them.
    package func names(columnsOf other: InputSchema) -> Bool {
        guard other.columnsAreNamed else { return true }
        return columnsAreNamed && HeaderRow.named(columns) == HeaderRow.named(other.columns)
    }

    /// The fields of `names` that the sample does not have, each with the name that was probably meant.
    package func unresolved(_ names: [String]) -> [(field: String, suggestion: String?)] {
        names.filter { mappedPaths($0).isEmpty && seenPaths($0).isEmpty && !InputSchema.derivedFields.contains($0) }
            .map { ($0, suggestion(for: $0)) }
    }

    /// Fields that every input has, because they are made where they are not there.
    private static let derivedFields: Set<String> = ["event", "channel", "category", "page_with_query", "bot"]

    /// The name of the sample nearest to `name`, if one is near.
    package func suggestion(for name: String) -> String? {
        var best: (path: String, distance: Int)?
        for field in fields {
            let last = field.path.split(separator: ".").last.map(String.init) ?? field.path
            for candidate in [field.path, last] {
                let distance = Suggestion.distance(between: name, and: candidate)
                if distance <= max(1, name.count / 3), distance < best?.distance ?? Int.max {
                    best = (field.path, distance)
                }
            }
        }
        return best?.path
    }

    private func mappedPaths(_ field: String) -> [String] {
        switch field {
        case "time": paths(mapping.time, rules.times)
        case "user": paths(mapping.user, rules.users) + paths(mapping.anonymous, rules.anonymous)
        case "anonymous": paths(mapping.anonymous, rules.anonymous)
        case "session": paths(mapping.session, rules.sessions)
        case "event": paths(mapping.event, [])
        case "page": paths(mapping.page, rules.pages)
        case "id": paths(mapping.id, [])
        case "revenue": paths(mapping.revenue, rules.revenues)
        default: []
        }
    }

    private func paths(_ mapped: String?, _ more: [String]) -> [String] { (mapped.map { [$0] } ?? []) + more }

    /// Rows can tell that two ids are of one person; otherwise there is nothing to learn of who belongs together.
    package var tiesIDs: Bool { RowPlan(schema: self, projection: Projection()).hasIdentity }

    /// The data has no channel of its own, but campaigns or referrers to tell it by.
    var derivesChannel: Bool {
        let clues = rules.medium + rules.source + rules.campaign + rules.referrer
        if clues.contains(where: { $0.contains(".") }) { return true }
        return seenPaths("channel").isEmpty && (mapping.page != nil || clues.contains { !seenPaths($0).isEmpty })
    }

    private func seenPaths(_ name: String) -> [String] {
        if fields.contains(where: { $0.path == name }) { return [name] }
        let suffix = "." + name
        return fields.map(\.path).filter { $0.hasSuffix(suffix) }
            .sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    }
}
