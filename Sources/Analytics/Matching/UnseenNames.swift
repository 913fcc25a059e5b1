import Expressions

/// Event names that definitions ask for and no event has had.
struct UnseenNames {
    private let seen: [String]

    init(_ seen: [String]) { self.seen = seen.filter { !$0.isEmpty } }

    /// A sentence for each, with the name that was probably meant.
    func warnings(_ definitions: [FunnelDefinition]) -> [String] {
        var warnings: [String] = []
        for definition in definitions {
            let alternatives = definition.steps.flatMap(\.alternatives) + definition.exclusions.map(\.event)
            for alternative in alternatives {
                guard case .event(let name) = alternative.subject, !name.contains("*"), !seen.contains(name) else {
                    continue
                }
                let meant = Suggestion.nearest(to: name, in: seen).map { "; did you mean \($0)?" } ?? ""
                let warning = "no event \(name) so far\(meant)"
                if !warnings.contains(warning) { warnings.append(warning) }
            }
        }
        return warnings
    }
}
