import Analytics
import Expressions
import Yams

/// Reads the text of a configuration file (YAML) into checked settings.
package enum ConfigurationReader {
    static let largestText = 1 << 20

    static let keys = [
        "sources", "format", "fields", "columns", "header", "delimiter", "timezone", "lateness", "ahead", "session_gap",
        "stitching", "bots", "line_limit", "channels", "where", "signals", "funnels", "kpi", "breakdowns", "segments",
        "experiments", "view",
    ]
    /// Keys of the language that this version cannot do: named, not silently ignored.
    static let laterKeys = ["alerts", "audiences", "costs", "panes", "keys"]

    /// - Parameters:
    ///   - path: For the messages, and for the folder that relative sources are relative to.
    ///   - names: What theme and time zone are checked against.
    /// - Throws: All mistakes at once.
    package static func read(
        text: String, path: String, names: KnownNames = KnownNames()
    ) throws(ConfigurationErrors) -> Settings {
        var reader = NodeReader(text: text, path: path, names: names)
        var settings = Settings()
        if let root = try document(text, path) { settings = read(root, &reader) }
        settings.sources = settings.sources.map { SourcePlace.path($0, inFile: path) }
        guard reader.errors.isEmpty else {
            throw ConfigurationErrors(reader.errors.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
        }
        return settings
    }

    /// Nil for a file without content.
    private static func document(_ text: String, _ path: String) throws(ConfigurationErrors) -> Node? {
        guard text.utf8.count <= largestText else {
            let message = "this file is larger than 1 MiB"
            throw ConfigurationErrors([
                ConfigurationError(path: path, line: 1, column: 1, message: message, remedy: "is it a configuration?")
            ])
        }
        // An alias stands for a whole tree: a few lines of them make a tree without end, so none are read.
        if let anchor = AnchorSearch.firstAnchor(in: text) {
            throw ConfigurationErrors([
                ConfigurationError(
                    path: path, line: anchor.line, column: anchor.column,
                    message: "anchors (`&name`) are not read here",
                    remedy: "write the value out, and quote text that holds ` &`")
            ])
        }
        do {
            return try Parser(yaml: text, resolver: .basic).singleRoot()
        } catch {
            throw ConfigurationErrors([YAMLMistake.error(for: error, in: text, path: path)])
        }
    }

    private static func read(_ root: Node, _ reader: inout NodeReader) -> Settings {
        var settings = Settings()
        if NodeReader.isEmpty(root) { return settings }
        for entry in reader.entries(of: root, "a configuration", keys: keys, later: laterKeys) {
            read(entry, into: &settings, &reader)
        }
        checkSignals(of: settings, at: root, &reader)
        if let kpi = reader.kpi, !settings.funnels.isEmpty, reader.errors.isEmpty {
            let names = settings.funnels.map(\.name)
            if !names.contains(kpi.name) {
                reader.add(
                    "there is no funnel \(NodeReader.quote(kpi.name))", Suggestion.remedy(for: kpi.name, among: names),
                    at: kpi.node)
            }
        }
        return settings
    }

    /// What can only be told when all is known: the session gap may stand below the signals.
    private static func checkSignals(of settings: Settings, at root: Node, _ reader: inout NodeReader) {
        for problem in settings.signalProblems {
            let place = problem.signal.flatMap { reader.signals[$0] } ?? reader.signalsNode ?? root
            reader.add(problem.message, problem.remedy, at: place)
        }
    }

    private static func read(_ entry: NodeReader.Entry, into settings: inout Settings, _ reader: inout NodeReader) {
        let value = entry.value
        switch entry.key {
        case "sources": settings.sources = reader.texts(value, "sources")
        case "format": settings.input.format = InputSection.format(value, &reader)
        case "fields": settings.input.fields = InputSection.fields(value, &reader)
        case "columns": settings.input.columns = InputSection.columns(value, &reader)
        case "header": settings.input.hasNoHeader = reader.flag(value, "header") == false
        case "delimiter": settings.input.delimiter = InputSection.delimiter(value, &reader)
        case "timezone": settings.input.timeZone = InputSection.timeZone(value, &reader)
        case "lateness":
            if value.scalar?.string == "all" {
                settings.lateness = .all
            } else {
                settings.lateness = reader.duration(value, "lateness").map { .bounded($0) }
            }
        case "ahead": settings.ahead = reader.duration(value, "ahead")
        case "session_gap": settings.sessionGap = reader.positiveDuration(value, "session_gap")
        case "stitching": settings.input.stitching = reader.flag(value, "stitching")
        case "bots": settings.input.includesBots = InputSection.bots(value, &reader)
        case "line_limit": settings.input.lineLimit = InputSection.lineLimit(value, &reader)
        case "channels": settings.input.channels = ChannelSection.channels(value, &reader)
        case "signals":
            settings.signals = SignalSection.signals(value, &reader)
            reader.signalsNode = value
        case "where": settings.filter = reader.expression(value, "where", FilterParser.parse)
        case "funnels": settings.funnels = FunnelSection.funnels(value, &reader)
        case "kpi":
            settings.kpi = reader.text(value, "kpi")
            reader.kpi = settings.kpi.map { ($0, value) }
        case "breakdowns": settings.breakdowns = BreakdownSection.breakdowns(value, &reader)
        case "segments": settings.segments = SegmentSection.segments(value, &reader)
        case "experiments": settings.experiments = ExperimentSection.experiments(value, &reader)
        case "view": settings.view = ViewSection.view(value, &reader)
        default: break
        }
    }
}
