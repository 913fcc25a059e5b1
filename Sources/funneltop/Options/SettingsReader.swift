import Analytics
import Configuration
import Decoding
import Expressions

/// Makes checked settings of flags and the configuration file: flags win.
struct SettingsReader {
    let input: InputOptions
    let funnels: FunnelOptions

    /// - Throws: `UsageError` or `ConfigurationErrors`.
    func settings() throws -> Settings {
        var settings = Settings()
        settings.sources = input.sources
        settings.input = try description()
        settings.lateness = try input.lateness.map(lateness)
        settings.ahead = try input.ahead.map { try duration($0, "--ahead") }
        settings.sessionGap = try input.sessionGap.map(sessionGap)
        settings.signals = try signals()
        settings.funnels = try definitions()
        settings.breakdowns = try breakdowns()
        settings.segments = try funnels.segment.map(segment)
        settings.filter = try funnels.filter.map { try expression("--where", $0, FilterParser.parse) }
        settings.view.range = try funnels.range.map(range)
        let file = try ConfigurationFile(option: input.config, sources: input.sources).settings()
        settings.experiments = try experiments(over: file.experiments)
        let merged = settings.merging(over: file)
        // The file was checked by itself: what is wrong now is wrong by the flags.
        if let problem = merged.signalProblems.first {
            let option = settings.sessionGap == nil ? "--signals" : "--session-gap"
            throw UsageError("\(option): \(problem.message); \(problem.remedy)")
        }
        return merged
    }

    private func experiments(over file: [ExperimentDefinition]) throws -> [ExperimentDefinition] {
        do throws(ExperimentFlagError) { return try funnels.experiments.flags.definitions(over: file) } catch {
            throw UsageError(error.description)
        }
    }

    private func description() throws -> InputDescription {
        var description = InputDescription()
        if let name = input.format {
            guard let format = InputFormat(rawValue: name) else {
                throw UsageError(unknown("--format", name, InputFormat.allCases.map(\.rawValue)))
            }
            description.format = format
        }
        (description.fields.time, description.fields.timeOfDay) = try times()
        description.fields.user = input.userField
        description.fields.anonymous = input.anonymousField
        description.fields.session = input.sessionField
        description.fields.event = input.eventField
        description.fields.page = input.pageField
        description.fields.id = input.idField
        description.fields.revenue = input.revenueField
        if input.noStitching { description.stitching = false }
        if input.includeBots { description.includesBots = true }
        description.hasNoHeader = input.noHeader
        description.columns = input.columns.map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        description.timeZone = input.timezone
        description.lineLimit = try input.lineLimit.map(lineLimit)
        if let text = input.delimiter {
            let bytes = Array((text == "\\t" ? "\t" : text).utf8)
            guard bytes.count == 1 else {
                throw UsageError("--delimiter takes one character, \\t for a tab; \"\(text)\" is not one")
            }
            description.delimiter = bytes[0]
        }
        return description
    }

    private func lineLimit(_ text: String) throws -> Int {
        guard let bytes = LineLimitText.bytes(text) else {
            throw UsageError("--line-limit takes a size \(LineLimitText.range); \"\(text)\" is not one")
        }
        return bytes
    }

    /// One field, or the date and the time of day with a comma between them.
    private func times() throws -> (String?, String?) {
        guard let text = input.timeField else { return (nil, nil) }
        let fields = text.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmingSpaces)
        guard fields.count <= 2, !fields.contains("") else {
            throw UsageError(
                "--time-field: \(ExpressionExcerpt.quote(text)) is neither a field nor two; write --time-field date,time"
            )
        }
        return (fields.first, fields.count == 2 ? fields.last : nil)
    }

    private func signals() throws -> [SignalDefinition] {
        SignalSet.definitions(
            of: try funnels.signals.flatMap { $0.split(separator: ",") }.map { word in
                guard let set = SignalSet(rawValue: word.trimmingSpaces) else {
                    throw UsageError(unknown("--signals", String(word), SignalSet.allCases.map(\.rawValue)))
                }
                return set
            })
    }

    private func sessionGap(_ text: String) throws -> TimeSpan {
        let gap = try duration(text, "--session-gap")
        guard gap.microseconds > 0 else {
            throw UsageError("--session-gap: a session needs some silence to end; write 30m")
        }
        return gap
    }

    private func lateness(_ text: String) throws -> AnalyticsConfiguration.Lateness {
        text == "all" ? .all : .bounded(try duration(text, "--lateness"))
    }

    private func duration(_ text: String, _ option: String) throws -> TimeSpan {
        try expression(option, text, DurationParser.parse)
    }

    private func expression<Value>(
        _ option: String, _ text: String, _ parse: (String) throws(ExpressionError) -> Value
    ) throws -> Value {
        do throws(ExpressionError) { return try parse(text) } catch {
            throw UsageError("\(option): \(error.description)")
        }
    }

    private func definitions() throws -> [FunnelDefinition] {
        var definitions: [FunnelDefinition] = []
        for text in funnels.funnel {
            var definition = try expression("--funnel", text, FunnelParser.parse)
            let same = definitions.filter { $0.name == definition.name }.count
            if same > 0 { definition.name += " (\(same + 1))" }
            definitions.append(definition)
        }
        return definitions
    }

    private func breakdowns() throws -> [AnalyticsConfiguration.Breakdown] {
        let attribution = try funnels.attribution.map(SettingsReader.attribution) ?? .first
        return funnels.by.map { AnalyticsConfiguration.Breakdown(field: $0, attribution: attribution) }
    }

    private static func attribution(_ text: String) throws -> Attribution {
        switch text {
        case "first": return .first
        case "last": return .last
        case "all": return .all
        default:
            guard text.hasPrefix("step:"), let step = Int(text.dropFirst(5)), (1...32).contains(step) else {
                throw UsageError(unknown("--attribution", text, ["first", "last", "all", "step:1"]))
            }
            return .step(step)
        }
    }

    private func segment(_ text: String) throws -> AnalyticsConfiguration.Segment {
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
            throw UsageError("--segment: \"\(text)\" has no name; write --segment \"mobile=device = mobile\"")
        }
        let name = text[..<equals].trimmingSpaces
        let filter = String(text[text.index(after: equals)...])
        return AnalyticsConfiguration.Segment(
            name: name, filter: try expression("--segment \(name)", filter, FilterParser.parse))
    }

    private func range(_ text: String) throws -> TimeLength {
        if let range = TimeLength.allCases.first(where: { $0.label == text || text == "24h" && $0 == .oneDay }) {
            return range
        }
        throw UsageError(unknown("--range", text, TimeLength.allCases.map(\.label)))
    }
}

/// "--format: xml is not known; did you mean csv? (jsonl, csv, …)"
func unknown(_ option: String, _ word: String, _ known: [String]) -> String {
    let meant = Suggestion.nearest(to: word, in: known).map { "; did you mean \($0)?" } ?? ""
    return
        "\(option): \(ExpressionExcerpt.visible(word)) is not known\(meant) (one of \(known.joined(separator: ", ")))"
}

extension StringProtocol {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
