import Analytics
import Expressions

/// Writes configuration files that `ConfigurationReader` reads as the same settings.
package enum ConfigurationWriter {
    /// The text of `sources`, the description of the input, funnels, `kpi`, breakdowns, and experiments that are a field
    /// alone; other settings are left out.
    ///
    /// - Parameter remarks: lines of comment at the top, of any text.
    package static func text(_ settings: Settings, remarks: [String] = []) -> String {
        var lines = remarks.map(YAMLText.comment)
        if !settings.sources.isEmpty { lines.append("sources: " + list(settings.sources)) }
        lines += input(settings.input)
        if !settings.funnels.isEmpty {
            lines.append("funnels:")
            for funnel in settings.funnels { lines += FunnelText.lines(funnel, indent: 2) }
        }
        if let kpi = settings.kpi { lines.append("kpi: " + YAMLText.scalar(kpi)) }
        if !settings.breakdowns.isEmpty {
            lines.append("breakdowns: [" + settings.breakdowns.map(text).joined(separator: ", ") + "]")
        }
        let plain = settings.experiments.filter {
            $0 == ExperimentDefinition(name: $0.name, factors: $0.factors) && $0.factors.count == 1
        }
        if !plain.isEmpty {
            lines.append("experiments:")
            for experiment in plain {
                lines.append(
                    "  " + YAMLText.scalar(experiment.name, isInFlow: true) + ": "
                        + YAMLText.scalar(experiment.factors[0]))
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The text of a configuration file with a funnel added to it, or put in the place of the one of its name.
    ///
    /// Everything else stays as it is, comments and order included.
    /// - Parameter existing: the file's text; nil where there is none yet.
    /// - Returns: nil where that cannot be done safely: the file has mistakes, or is laid out in a way that is not understood.
    package static func saving(funnel: FunnelDefinition, into existing: String?) -> String? {
        guard !funnel.name.isEmpty, funnel.name.utf8.count <= 200, funnel.problems.isEmpty else { return nil }
        return ConfigurationEdit(existing ?? "").saving(funnel)
    }

    // MARK: Parts

    private static func input(_ input: InputDescription) -> [String] {
        var lines: [String] = []
        if let format = input.format { lines.append("format: " + YAMLText.scalar(format.rawValue)) }
        let names: [(String, String?)] = [
            ("user", input.fields.user), ("anonymous", input.fields.anonymous),
            ("session", input.fields.session), ("event", input.fields.event), ("page", input.fields.page),
            ("id", input.fields.id), ("revenue", input.fields.revenue),
        ]
        var given: [String] = []
        if let time = input.fields.time {
            given.append(
                "time: " + (input.fields.timeOfDay.map { list([time, $0]) } ?? YAMLText.scalar(time, isInFlow: true)))
        }
        given += names.compactMap { key, path in
            path.map { "\(key): \(YAMLText.scalar($0, isInFlow: true))" }
        }
        if !given.isEmpty { lines.append("fields: {" + given.joined(separator: ", ") + "}") }
        if let columns = input.columns { lines.append("columns: " + list(columns)) }
        if input.hasNoHeader { lines.append("header: false") }
        if let delimiter = input.delimiter {
            let sign = delimiter == 0x09 ? "tab" : String(UnicodeScalar(delimiter))
            lines.append("delimiter: " + YAMLText.scalar(sign))
        }
        if let zone = input.timeZone { lines.append("timezone: " + YAMLText.scalar(zone)) }
        if let stitching = input.stitching { lines.append("stitching: \(stitching)") }
        if let includesBots = input.includesBots { lines.append("bots: " + (includesBots ? "include" : "exclude")) }
        if let limit = input.lineLimit { lines.append("line_limit: " + SizeText.text(limit)) }
        return lines
    }

    private static func text(_ breakdown: AnalyticsConfiguration.Breakdown) -> String {
        let field = YAMLText.scalar(breakdown.field, isInFlow: true)
        let attribution: String
        switch breakdown.attribution {
        case .first: return field
        case .last: attribution = "last"
        case .all: attribution = "all"
        case .step(let step): attribution = "step \(step)"
        }
        return "{field: \(field), attribution: \(attribution)}"
    }

    private static func list(_ texts: [String]) -> String {
        "[" + texts.map { YAMLText.scalar($0, isInFlow: true) }.joined(separator: ", ") + "]"
    }
}
