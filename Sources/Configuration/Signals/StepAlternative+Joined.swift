import Expressions

extension StepAlternative {
    /// One alternative that holds where any of these does; nil of none.
    ///
    /// Several become conditions on the fields `event` and `page`, which stand for whatever the data calls them.
    package static func joined(_ alternatives: [StepAlternative]) -> StepAlternative? {
        guard alternatives.count > 1 else { return alternatives.first }
        var conditions: [Filter] = []
        for alternative in alternatives {
            // Any event at all: the others add nothing.
            guard let condition = alternative.condition else { return StepAlternative(.anything) }
            conditions.append(condition)
        }
        let names = alternatives.compactMap(\.literalName)
        if names.count == alternatives.count {
            return StepAlternative(
                .anything, filter: .comparison(Comparison("event", .oneOf(names.map { Literal(text: $0) }))))
        }
        return StepAlternative(.anything, filter: conditions.dropFirst().reduce(conditions[0]) { .or($0, $1) })
    }

    /// These conditions as well.
    package func and(_ filter: Filter) -> StepAlternative {
        StepAlternative(subject, filter: self.filter.map { .and($0, filter) } ?? filter)
    }

    /// The name, where nothing else is asked for.
    private var literalName: String? {
        guard case .event(let name) = subject, filter == nil, Glob(name).isLiteral else { return nil }
        return name
    }

    /// The whole alternative as a filter; nil where it holds of every event.
    private var condition: Filter? {
        let subjectFilter: Filter? =
            switch subject {
            case .event(let pattern): Self.comparison("event", pattern)
            case .page(let pattern): Self.comparison("page", pattern)
            case .anything: nil
            }
        guard let subjectFilter else { return filter }
        return filter.map { .and(subjectFilter, $0) } ?? subjectFilter
    }

    private static func comparison(_ field: String, _ pattern: String) -> Filter {
        guard !Glob(pattern).isLiteral else { return .comparison(Comparison(field, .equal(Literal(text: pattern)))) }
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map { RegularText.escaped($0) }
        return .comparison(Comparison(field, .matches("^" + parts.joined(separator: ".*") + "$")))
    }
}

/// Text as a regular expression that finds just this text.
enum RegularText {
    static func escaped(_ text: some StringProtocol) -> String {
        var escaped = ""
        for character in text {
            if "\\^$.|?*+()[]{}".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
        return escaped
    }
}
