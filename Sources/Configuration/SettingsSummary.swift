import Analytics
import Expressions

/// What was understood of settings, for people to compare with what they meant.
///
///     sources    logs/events-*.jsonl, -
///     funnels    checkout: 4 steps within 1h, the main one
///                signup: 3 steps within 30m
package struct SettingsSummary: Sendable {
    /// Aligned, without control characters, each as long as it must be.
    package private(set) var lines: [String] = []

    /// Only what the settings say; no line for what they leave open.
    package init(_ settings: Settings) {
        add("sources", settings.sources.isEmpty ? [] : [settings.sources.joined(separator: ", ")])
        addInput(settings.input)
        addTime(settings)
        add("signals", settings.signals.map { "\($0.name): \(Self.words($0)), \($0.role.rawValue)" })
        add("funnels", settings.funnels.enumerated().map { Self.funnel($1, isMain: settings.isMain($1, at: $0)) })
        add("by", settings.breakdowns.isEmpty ? [] : [settings.breakdowns.map(\.field).joined(separator: ", ")])
        add("segments", settings.segments.map { "\($0.name): \(FilterPrinter.text($0.filter))" })
        add("experiments", settings.experiments.map(Self.experiment))
        addView(settings.view)
    }

    /// Longest description of a signal that helps.
    private static let longest = 60
    /// Found by so many names that a list of them would not help.
    private static let ready = Set(SignalSet.definitions(of: SignalSet.allCases).filter { !$0.isDerived })

    private mutating func addInput(_ input: InputDescription) {
        if let format = input.format { add("format", [format.rawValue]) }
        let fields = input.fields
        let parts: [(String, String?)] = [
            ("time", [fields.time, fields.timeOfDay].compactMap { $0 }.joined(separator: " and ")),
            ("user", fields.user), ("anonymous", fields.anonymous), ("session", fields.session),
            ("event", fields.event), ("page", fields.page), ("id", fields.id), ("revenue", fields.revenue),
        ]
        let named = parts.compactMap { part, field in field.flatMap { $0.isEmpty ? nil : "\(part) is \($0)" } }
        add("fields", named.isEmpty ? [] : [named.joined(separator: ", ")])
        if let columns = input.columns { add("columns", [columns.joined(separator: ", ")]) }
        if let zone = input.timeZone { add("timezone", [zone]) }
        if let stitching = input.stitching {
            add("stitching", [stitching ? "ids of one person are tied together" : "every id is a person"])
        }
        if let bots = input.includesBots { add("bots", [bots ? "count like any visitor" : "are left out"]) }
        if let limit = input.lineLimit { add("line_limit", ["lines over \(SizeText.text(limit)) are left out"]) }
        add("channels", input.channels?.rules.map(Self.rule) ?? [])
    }

    private mutating func addTime(_ settings: Settings) {
        switch settings.lateness {
        case .all: add("lateness", ["any order"])
        case .bounded(let span): add("lateness", [FunnelPrinter.text(span)])
        case nil: break
        }
        if let span = settings.ahead { add("ahead", ["up to \(FunnelPrinter.text(span)) of the clock"]) }
        if let gap = settings.sessionGap { add("sessions", ["end after \(FunnelPrinter.text(gap)) of silence"]) }
        if let filter = settings.filter { add("where", [FilterPrinter.text(filter)]) }
    }

    private mutating func addView(_ view: Settings.View) {
        var parts: [String] = []
        if let theme = view.theme { parts.append("theme \(theme)") }
        if let range = view.range { parts.append("range \(range.label)") }
        if let glyphs = view.glyphs { parts.append("glyphs \(glyphs.rawValue)") }
        if let frames = view.framesPerSecond { parts.append("\(frames) frames per second") }
        add("view", parts.isEmpty ? [] : [parts.joined(separator: ", ")])
    }

    private mutating func add(_ title: String, _ texts: [String]) {
        for (index, text) in texts.enumerated() {
            let head = index == 0 ? title : ""
            let padding = String(repeating: " ", count: max(1, 13 - head.count))
            lines.append("  " + head + padding + ExpressionExcerpt.visible(text))
        }
    }

    private static func words(_ signal: SignalDefinition) -> String {
        if ready.contains(signal) { return "ready-made" }
        let words = signal.words
        return words.count > longest ? words.prefix(longest) + "…" : words
    }

    private static func funnel(_ funnel: FunnelDefinition, isMain: Bool) -> String {
        var text = "\(funnel.name): \(funnel.steps.count) steps"
        if let window = funnel.window { text += " within \(FunnelPrinter.text(window))" }
        if let window = funnel.stepWindow { text += ", \(FunnelPrinter.text(window)) from step to step" }
        return text + (isMain ? ", the main one" : "")
    }

    private static func rule(_ rule: ChannelRules.Rule) -> String {
        let parts: [(String, String?)] = [
            ("medium", rule.medium), ("source", rule.source), ("campaign", rule.campaign), ("referrer", rule.referrer),
        ]
        let conditions = parts.compactMap { name, pattern in
            pattern.map { $0.isEmpty ? "no \(name)" : "\(name) \($0)" }
        }
        return "\(rule.channel): " + conditions.joined(separator: " and ")
    }

    private static func experiment(_ experiment: ExperimentDefinition) -> String {
        "\(experiment.name): variants of \(ExperimentDefinition.variant(experiment.factors))"
            + (experiment.control.map { " against \($0)" } ?? "")
    }
}

extension Settings {
    /// The funnel that is shown first.
    fileprivate func isMain(_ funnel: FunnelDefinition, at index: Int) -> Bool {
        guard funnels.count > 1 else { return false }
        return kpi.map { funnel.name == $0 } ?? (index == 0)
    }
}
