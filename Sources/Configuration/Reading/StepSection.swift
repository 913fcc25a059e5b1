import Expressions
import Yams

/// The steps and the exclusions of a funnel written as a mapping.
enum StepSection {
    private static let stepKeys = ["name", "when", "event", "page", "optional", "first"]
    private static let exclusionKeys = ["when", "event", "page", "between"]

    /// `added_to_cart?`, or `{name: Cart, when: added_to_cart, optional: true}`.
    static func step(_ node: Node, _ reader: inout NodeReader) -> StepDefinition? {
        guard case .mapping = node else { return reader.expression(node, "steps", StepParser.parse) }
        let entries = reader.entries(of: node, "a step", keys: stepKeys)
        guard var step = subject(entries, of: node, &reader) else { return nil }
        for entry in entries {
            switch entry.key {
            case "name": step.name = reader.text(entry.value, "name") ?? step.name
            case "optional": step.isOptional = reader.flag(entry.value, "optional") ?? false
            case "first": step.isFirstTimeOnly = reader.flag(entry.value, "first") ?? false
            default: break
            }
        }
        return step
    }

    /// `logout`, or `{event: logout, between: [1, 3]}`; one exclusion for each alternative.
    static func exclusions(_ node: Node, steps: Int, _ reader: inout NodeReader) -> [Exclusion] {
        var bounds = (first: 1, last: steps)
        let excluded: StepDefinition?
        if case .mapping = node {
            let entries = reader.entries(of: node, "an exclusion", keys: exclusionKeys)
            excluded = subject(entries, of: node, &reader)
            if let between = entries.first(where: { $0.key == "between" }) {
                guard let read = Self.bounds(between.value, steps: steps, &reader) else { return [] }
                bounds = read
            }
        } else {
            excluded = reader.expression(node, "excluding", StepParser.parse)
        }
        guard let excluded else { return [] }
        if excluded.isOptional || excluded.isFirstTimeOnly {
            reader.add("an excluded event is neither `first` nor optional", "leave the mark out", at: node)
            return []
        }
        return excluded.alternatives.map { Exclusion($0, between: bounds.first, and: bounds.last) }
    }

    private static func subject(
        _ entries: [NodeReader.Entry], of node: Node, _ reader: inout NodeReader
    ) -> StepDefinition? {
        let subjects = entries.filter { ["when", "event", "page"].contains($0.key) }
        guard let entry = subjects.first else {
            reader.add("neither `when` nor `event` nor `page` stands here", "such as {when: purchased}", at: node)
            return nil
        }
        guard subjects.count == 1 else {
            reader.add(
                "`\(subjects[1].key)` contradicts `\(entry.key)`", "leave one of them out", at: subjects[1].keyNode)
            return nil
        }
        guard entry.key != "when" else { return reader.expression(entry.value, "when", StepParser.parse) }
        guard let text = reader.text(entry.value, entry.key) else { return nil }
        guard entry.key == "page" else {
            return StepDefinition(name: text, alternatives: [StepAlternative(.event(text))])
        }
        guard text.hasPrefix("/") else {
            reader.add("a page begins with `/`", "write the path without its host", at: entry.value)
            return nil
        }
        return StepDefinition(name: text, alternatives: [StepAlternative(.page(text))])
    }

    private static func bounds(_ node: Node, steps: Int, _ reader: inout NodeReader) -> (first: Int, last: Int)? {
        guard case .sequence(let sequence) = node, sequence.count == 2 else {
            reader.add("`between` is a list of two step numbers", "such as [1, \(steps)]", at: node)
            return nil
        }
        let range = 1...max(1, steps)
        guard let first = reader.number(sequence[0], "between", in: range),
            let last = reader.number(sequence[1], "between", in: range)
        else { return nil }
        return (first, last)
    }
}
