import Analytics
import ByteSources
import Configuration
import Decoding
import Expressions
import Ingestion

/// Settings made ready for reading: what to open, what to compute.
struct ReadingPlan: Sendable {
    let settings: Settings
    private let timeZone: TimeZoneTable?
    private let start: StartPosition
    private let since: Timestamp?
    private let until: Timestamp?
    private let memoryLimit: Int?
    /// With less, what is there whatever the number of users would be most of it.
    private static let leastMemory = 64 << 20
    /// Of all readings of the plan: a beginning is looked into once.
    let memory = DetectionMemory()

    /// - Throws: `UsageError`.
    init(_ settings: Settings, input: InputOptions, start: StartPosition = .beginning) throws {
        self.settings = settings
        self.start = start
        timeZone = try ReadingPlan.timeZone(settings.input.timeZone)
        let zone = try ReadingPlan.zone(settings.input.timeZone, timeZone)
        since = try input.since.map { try ReadingPlan.time($0, "--since", zone) }
        until = try input.until.map { try ReadingPlan.time($0, "--until", zone) }
        memoryLimit = try input.memory.map(ReadingPlan.memory)
        try refuseWhatIsNoFile()
    }

    /// Devices and sockets never become readable, so they are told before anything begins.
    ///
    /// Pipes are read, folders stand for their files, and what is not there may come.
    private func refuseWhatIsNoFile() throws {
        for origin in origins {
            guard case .files(let pattern) = origin, let facts = try? FileFacts(path: pattern.text),
                !facts.isReadable, facts.kind != .directory
            else { continue }
            throw UsageError(ByteSourceError.unsuitable(path: pattern.text, kind: facts.kind).description)
        }
    }

    /// All sources are folders without a file in them: there is nothing that could be wrong inside a file.
    var namesEmptyFoldersOnly: Bool {
        origins.allSatisfy { origin in
            guard case .files(let pattern) = origin else { return false }
            return pattern.isEmptyFolder
        }
    }

    private static func memory(_ text: String) throws -> Int {
        guard let bytes = SizeText.bytes(text) else {
            throw UsageError("--memory: \(ExpressionExcerpt.visible(text)) is not a size; write 512M or 2G")
        }
        guard bytes >= leastMemory else {
            throw UsageError("--memory: \(ExpressionExcerpt.visible(text)) is too little; 64M is the least")
        }
        return bytes
    }

    /// nil for UTC and fixed offsets.
    ///
    /// - Throws: `UsageError` for a name that is not known.
    static func timeZone(_ name: String?) throws -> TimeZoneTable? {
        guard let name, ZoneOffsets(fixed: name) == nil else { return nil }
        if let table = TimeZoneFolder.table(name) { return table }
        let near = Suggestion.nearest(to: name, in: TimeZoneFolder.names)
        throw UsageError(
            "--timezone: \(ExpressionExcerpt.visible(name)) is not known; "
                + (near.map { "did you mean \($0)?" } ?? "write UTC, +02:00 or a name such as Europe/Berlin"))
    }

    private static func zone(_ name: String?, _ table: TimeZoneTable?) throws -> ZoneOffsets {
        if let table { return .table(table) }
        return name.flatMap(ZoneOffsets.init(fixed:)) ?? .utc
    }

    private static func time(_ text: String, _ option: String, _ zone: ZoneOffsets) throws -> Timestamp {
        var parser = TimestampParser(zone: zone)
        guard let found = parser.microseconds(of: text) else {
            throw UsageError("\(option): \(ExpressionExcerpt.visible(text)) is not a time; write 2026-11-21T14:00:00Z")
        }
        return Timestamp(microseconds: found)
    }

    /// The sources as given; standard input where there are none.
    var origins: [InputOrigin] {
        let sources = settings.sources.isEmpty ? ["-"] : settings.sources
        return sources.map { text in
            let pattern = SourcePattern(text)
            return pattern.isStandardInput ? .standardInput : .files(pattern)
        }
    }

    func intake(follows: Bool) -> IntakeSettings {
        var intake = IntakeSettings(origins: origins, description: settings.input, follows: follows)
        intake.timeZone = timeZone
        intake.start = start
        intake.memory = memory
        return intake
    }

    /// Some file to be read holds events that a bound would leave out as late.
    private var isDisordered: Bool {
        guard case .bounded(let bound) = settings.analytics.lateness, start == .beginning else { return false }
        return origins.contains { origin in
            guard case .files(let pattern) = origin, let paths = try? pattern.expand() else { return false }
            return paths.prefix(16).contains { path in
                (try? FileFacts(path: path))?.kind == .regular
                    && DataDiscovery.disorder(
                        ofFileAt: path, description: settings.input, timeZone: timeZone, memory: memory)
                        > bound.microseconds
            }
        }
    }

    /// - Parameter isComplete: the input is read to its end: then the order of arrival does not matter unless said so.
    func analytics(isComplete: Bool) -> AnalyticsConfiguration {
        var analytics = settings.analytics
        if settings.lateness == nil, isComplete || isDisordered { analytics.lateness = .all }
        analytics.since = since
        analytics.until = until
        analytics.memoryLimit = memoryLimit
        // The funnel that matters most comes first.
        if let kpi = settings.kpi, let index = analytics.funnels.firstIndex(where: { $0.name == kpi }) {
            analytics.funnels.insert(analytics.funnels.remove(at: index), at: 0)
        }
        return analytics
    }
}

extension SourcePattern {
    /// A folder in which there is no file to read.
    var isEmptyFolder: Bool {
        guard case .emptyDirectory = noMatch, let paths = try? expand() else { return false }
        return paths.isEmpty
    }
}
