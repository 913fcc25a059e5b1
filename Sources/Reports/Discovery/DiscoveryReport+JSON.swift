import Analytics
import Expressions

extension DiscoveryReport {
    /// Schema `funneltop.discovery/1`, with a newline at its end.
    package var json: String {
        let sources = profiles.enumerated().map { index, profile in
            json(profile, trials.indices.contains(index) ? trials[index] : [])
        }
        let document: JSONValue = [
            "schema": .string("funneltop.discovery/1"), "sources": .array(sources),
            "configuration": .string(configuration),
        ]
        return JSONText(document).text + "\n"
    }

    private func json(_ profile: DataProfile, _ trials: [FormatTrial]) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("source", .string(profile.source)), .init("format", .string(profile.format)),
            .init("certainty", .number(profile.certainty)), .init("reasons", JSONValue(profile.reasons)),
            .init(
                "alternatives",
                .array(
                    profile.alternatives.map {
                        ["format": .string($0.format), "certainty": .number($0.certainty)]
                    })),
            .init("events", .integer(profile.rows)), .init("rejected", .integer(profile.rejected)),
            .init("bots", .integer(profile.bots)), .init("users", .integer(profile.users)),
            .init("partial", .bool(profile.isPartial)), .init("in_line_order", .bool(profile.isInLineOrder)),
            .init("sorted", .bool(profile.isSorted)),
            .init("first_event", JSONValue(profile.first?.iso8601)),
            .init("last_event", JSONValue(profile.last?.iso8601)),
            .init("fields", .array(profile.fields.map(json))),
            .init("events_by_name", json(profile.events, "event")), .init("pages", json(profile.pages, "page")),
            .init("suggestion", profile.suggestion.map(json) ?? .null),
            .init("no_suggestion", JSONValue(profile.noSuggestion)),
        ]
        if !trials.isEmpty { members.append(.init("format_trials", .array(trials.map(json)))) }
        return .object(members)
    }

    private func json(_ field: DataProfile.Field) -> JSONValue {
        [
            "path": .string(field.path), "type": .string(field.kind), "count": .integer(field.count),
            "distinct": .integer(field.distinct), "distinct_is_bounded": .bool(field.isBounded),
            "role": JSONValue(field.role?.rawValue), "examples": JSONValue(field.examples),
        ]
    }

    private func json(_ counts: [NamedCount], _ key: String) -> JSONValue {
        .array(
            counts.map {
                .object([
                    .init(key, .string($0.name)), .init("events", .integer($0.count)),
                    .init("users", JSONValue($0.users)),
                ])
            })
    }

    private func json(_ suggestion: SuggestedFunnel) -> JSONValue {
        let definition = suggestion.definition
        let steps = definition.steps.enumerated().map { index, step -> JSONValue in
            [
                "index": .integer(index + 1), "name": .string(step.name),
                "expression": .string(FunnelPrinter.text(step)),
                "users": JSONValue(suggestion.counts.indices.contains(index) ? suggestion.counts[index] : nil),
            ]
        }
        return [
            "name": .string(definition.name), "expression": .string(FunnelPrinter.text(definition)),
            "window_seconds": JSONValue(definition.window.map { Int($0.microseconds / 1_000_000) }),
            "reason": .string(suggestion.reason), "steps": .array(steps),
        ]
    }

    private func json(_ trial: FormatTrial) -> JSONValue {
        [
            "format": .string(trial.format), "taken": .bool(trial.isTaken), "certainty": JSONValue(trial.certainty),
            "events": .integer(trial.events), "lines": .integer(trial.lines), "remark": .string(trial.remark),
        ]
    }
}
