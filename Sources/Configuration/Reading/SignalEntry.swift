import Expressions
import Yams

/// One signal: `newsletter_signup`, `/thanks`, or a mapping with what raises it.
enum SignalEntry {
    private static let subjects = [
        "page", "page_regex", "event", "when", "session_length", "pages_per_session", "dwell",
    ]
    private static let units: [String: TimeSpan] = [
        "seconds": .seconds(1), "minutes": .seconds(60), "milliseconds": TimeSpan(microseconds: 1000),
    ]
    static let keys = subjects + ["where", "at_least", "seconds", "minutes", "milliseconds", "role"]

    static func signal(_ signal: NodeReader.Entry, _ reader: inout NodeReader) -> SignalDefinition? {
        if NodeReader.isEmpty(signal.value) {
            reader.add(
                "the signal \(NodeReader.quote(signal.key)) says nothing", "such as {event: newsletter_signup}",
                at: signal.keyNode)
            return nil
        }
        guard case .mapping = signal.value else {
            return action(signal.value, signal.key, &reader).map { SignalDefinition(name: signal.key, kind: $0) }
        }
        let before = reader.errors.count
        let entries = reader.entries(of: signal.value, "a signal", keys: keys)
        guard reader.errors.count == before else { return nil }
        let chosen = entries.filter { subjects.contains($0.key) }
        guard let subject = chosen.first else {
            reader.add(
                "the signal \(NodeReader.quote(signal.key)) does not say what raises it",
                "one of: " + subjects.joined(separator: ", "), at: signal.keyNode)
            return nil
        }
        if chosen.count > 1 {
            reader.add(
                "`\(chosen[1].key)` contradicts `\(subject.key)`", "a signal of its own is an entry of its own",
                at: chosen[1].keyNode)
            return nil
        }
        var options: [String: NodeReader.Entry] = [:]
        for entry in entries where entry.key != subject.key { options[entry.key] = entry }
        var definition = kind(subject, options, &reader).map { SignalDefinition(name: signal.key, kind: $0) }
        if let role = options["role"], let word: SignalDefinition.Role = reader.choice(role.value, "role") {
            definition?.role = word
        }
        return reader.errors.count == before ? definition : nil
    }

    private static func kind(
        _ subject: NodeReader.Entry, _ options: [String: NodeReader.Entry], _ reader: inout NodeReader
    ) -> SignalDefinition.Kind? {
        let node = subject.value
        switch subject.key {
        case "page", "page_regex":
            guard allows(["role"], of: options, beside: subject.key, &reader) else { return nil }
            return page(node, subject.key, &reader).map { .destination($0) }
        case "session_length":
            guard allows(["role"], of: options, beside: subject.key, &reader) else { return nil }
            return reader.expression(node, subject.key, ThresholdParser.duration).map { .sessionLength(atLeast: $0) }
        case "pages_per_session":
            guard allows(["role"], of: options, beside: subject.key, &reader) else { return nil }
            return reader.expression(node, subject.key, ThresholdParser.count).map { .pagesPerSession(atLeast: $0) }
        case "dwell":
            guard allows(["role", "at_least", "where"], of: options, beside: subject.key, &reader) else { return nil }
            return dwell(subject, options, &reader)
        default:
            guard let kind = alternatives(subject, options["where"]?.value, &reader) else { return nil }
            return carried(kind, subject, options, &reader)
        }
    }

    private static func page(_ node: Node, _ key: String, _ reader: inout NodeReader) -> PagePattern? {
        key == "page"
            ? reader.expression(node, key, PagePatternParser.parse)
            : reader.expression(node, key, PagePatternParser.regularExpression)
    }

    private static func dwell(
        _ subject: NodeReader.Entry, _ options: [String: NodeReader.Entry], _ reader: inout NodeReader
    ) -> SignalDefinition.Kind? {
        guard let length = options["at_least"] else {
            reader.add("`dwell` has no `at_least`", "such as {dwell: \"/guide/*\", at_least: 45s}", at: subject.keyNode)
            return nil
        }
        let span = reader.expression(length.value, "at_least", ThresholdParser.duration)
        guard let condition = options["where"]?.value else {
            guard let kind = action(subject.value, "dwell", &reader), let span else { return nil }
            switch kind {
            case .destination(let pattern): return .dwell(on: .page(pattern), atLeast: span)
            case .action(let alternative): return .dwell(on: .action(alternative), atLeast: span)
            case .sessionLength, .dwell, .pagesPerSession, .carried: return nil
            }
        }
        guard let step = reader.expression(subject.value, "dwell", StepParser.parse),
            let filter = reader.expression(condition, "where", FilterParser.parse), let span
        else { return nil }
        return single(step, subject.value, &reader).map { .dwell(on: .action($0.and(filter)), atLeast: span) }
    }

    /// A duration that the event itself carries, where one is asked for.
    private static func carried(
        _ alternative: StepAlternative, _ subject: NodeReader.Entry, _ options: [String: NodeReader.Entry],
        _ reader: inout NodeReader
    ) -> SignalDefinition.Kind? {
        let fields = options.values.filter { units[$0.key] != nil }.sorted { $0.key < $1.key }
        guard let field = fields.first else {
            guard let length = options["at_least"] else { return kind(of: alternative, isGiven: subject.key == "when") }
            reader.add(
                "`at_least` needs the field that carries the duration",
                "such as seconds: properties.watched; the time until the next event is {dwell: …, at_least: …}",
                at: length.keyNode)
            return nil
        }
        if fields.count > 1 {
            reader.add("`\(fields[1].key)` contradicts `\(field.key)`", "leave one of them out", at: fields[1].keyNode)
            return nil
        }
        guard let length = options["at_least"] else {
            reader.add("`\(field.key)` has no `at_least`", "such as at_least: 30s", at: field.keyNode)
            return nil
        }
        guard let name = reader.text(field.value, field.key), let unit = units[field.key],
            let span = reader.expression(length.value, "at_least", ThresholdParser.duration)
        else { return nil }
        return .carried(by: alternative, field: name, unit: unit, atLeast: span)
    }

    /// What `event`, a name or a list of names as they stand in the data, or `when`, a step of a funnel, mean.
    private static func alternatives(
        _ subject: NodeReader.Entry, _ condition: Node?, _ reader: inout NodeReader
    ) -> StepAlternative? {
        var alternative: StepAlternative?
        if subject.key == "when" {
            guard let step = reader.expression(subject.value, "when", StepParser.parse) else { return nil }
            alternative = single(step, subject.value, &reader)
        } else {
            let names = reader.texts(subject.value, "event", ifEmpty: "such as newsletter_signup")
            if let name = names.first(where: { $0.contains(" where ") || $0.contains(" | ") }) {
                reader.add(
                    "`event` is the name of an event, not \(NodeReader.quote(name))",
                    "write when: \(ExpressionExcerpt.visible(name))", at: subject.value)
                return nil
            }
            alternative = StepAlternative.joined(names.map { StepAlternative(.event($0)) })
        }
        guard let condition else { return alternative }
        guard let filter = reader.expression(condition, "where", FilterParser.parse) else { return nil }
        return alternative?.and(filter)
    }

    /// A text by itself: a page, or a step of a funnel.
    private static func action(
        _ node: Node, _ what: String, _ reader: inout NodeReader
    ) -> SignalDefinition.Kind? {
        if let text = node.scalar?.string, text.hasPrefix("/"), !text.contains(where: \.isWhitespace) {
            return page(node, "page", &reader).map { .destination($0) }
        }
        guard let step = reader.expression(node, what, StepParser.parse) else { return nil }
        return single(step, node, &reader).map { kind(of: $0, isGiven: true) }
    }

    /// A page alone is a destination.
    private static func kind(of alternative: StepAlternative, isGiven: Bool) -> SignalDefinition.Kind {
        if isGiven, case .page(let path) = alternative.subject, alternative.filter == nil {
            return .destination(PagePattern(.glob(path), includesQuery: path.contains("?")))
        }
        return .action(alternative)
    }

    private static func single(
        _ step: StepDefinition, _ node: Node, _ reader: inout NodeReader
    ) -> StepAlternative? {
        if step.isOptional || step.isFirstTimeOnly {
            reader.add("a signal is neither `first` nor optional", "leave the mark out", at: node)
            return nil
        }
        return StepAlternative.joined(step.alternatives)
    }

    private static func allows(
        _ allowed: [String], of options: [String: NodeReader.Entry], beside subject: String,
        _ reader: inout NodeReader
    ) -> Bool {
        let strange = options.values.filter { !allowed.contains($0.key) }.sorted { $0.key < $1.key }
        for option in strange {
            let remedy =
                switch (subject, option.key) {
                case ("page", "at_least"), ("page_regex", "at_least"): "write dwell in place of `\(subject)`"
                case ("page", "where"): "write when: /path where …"
                case ("session_length", "at_least"): "write session_length: \">= 2m\""
                case ("pages_per_session", "at_least"): "write pages_per_session: \">= 3\""
                default: "leave it out"
                }
            reader.add("`\(option.key)` does not stand beside `\(subject)`", remedy, at: option.keyNode)
        }
        return strange.isEmpty
    }
}
