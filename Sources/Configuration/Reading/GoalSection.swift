import Analytics
import Expressions
import Yams

/// One goal of an experiment: `purchased`, or `{refunds: refunded, better: lower}`.
enum GoalSection {
    private static let options = ["name", "on", "unit", "primary", "better"]

    static func goal(_ node: Node, _ reader: inout NodeReader) -> GoalDefinition? {
        guard case .mapping = node else { return reader.expression(node, "goals", GoalText.goal) }
        let before = reader.errors.count
        let entries = reader.entries(of: node, "a goal")
        let chosen = entries.filter { options.contains($0.key) && !NodeReader.isEmpty($0.value) }
        guard let subject = subject(entries.filter { !options.contains($0.key) }, of: node, &reader),
            var goal = counted(subject, &reader)
        else { return nil }
        for option in chosen { read(option, into: &goal, of: subject, &reader) }
        return reader.errors.count == before ? goal : nil
    }

    /// The one entry that says what is counted.
    private static func subject(
        _ entries: [NodeReader.Entry], of node: Node, _ reader: inout NodeReader
    ) -> NodeReader.Entry? {
        let known = GoalText.amounts + options
        // Any name is free for a goal; one that is nearly a word of the language is more likely a slip of the pen.
        let isAlone = entries.count == 1
        func slip(_ entry: NodeReader.Entry) -> Bool {
            !GoalText.amounts.contains(entry.key)
                && Suggestion.nearest(to: entry.key, in: isAlone ? GoalText.amounts : known) != nil
        }
        let slips = entries.filter(slip)
        let subjects = entries.filter { !slip($0) }
        for entry in slips {
            reader.add(
                "unknown key \(NodeReader.quote(entry.key)) in a goal", Suggestion.remedy(for: entry.key, among: known),
                at: entry.keyNode)
        }
        guard let subject = subjects.first else {
            if slips.isEmpty {
                reader.add(
                    "this goal does not say what it counts",
                    "such as {newsletter: newsletter_signup} or {revenue_per_user: properties.revenue}", at: node)
            }
            return nil
        }
        for other in subjects.dropFirst() {
            reader.add(
                "\(NodeReader.quote(other.key)) stands in the goal \(NodeReader.quote(subject.key))",
                "a goal of its own is an entry of its own; else one of: " + options.joined(separator: ", "),
                at: other.keyNode)
        }
        return slips.isEmpty && subjects.count == 1 ? subject : nil
    }

    private static func counted(_ subject: NodeReader.Entry, _ reader: inout NodeReader) -> GoalDefinition? {
        if GoalText.amounts.contains(subject.key) {
            // Without a value it is the mapped revenue.
            guard !NodeReader.isEmpty(subject.value) else { return GoalText.amount(subject.key, field: nil) }
            return reader.text(subject.value, subject.key).flatMap { GoalText.amount(subject.key, field: $0) }
        }
        return reader.expression(subject.value, subject.key, GoalText.goal).map { goal in
            guard let step = goal.step else {
                var amount = goal
                amount.name = subject.key
                return amount
            }
            return GoalDefinition(name: subject.key, kind: .custom(step))
        }
    }

    private static func read(
        _ option: NodeReader.Entry, into goal: inout GoalDefinition, of subject: NodeReader.Entry,
        _ reader: inout NodeReader
    ) {
        let node = option.value
        switch option.key {
        case "name":
            if GoalText.amounts.contains(subject.key) {
                goal.name = reader.text(node, "name") ?? goal.name
            } else {
                reader.add("this goal is named \(NodeReader.quote(goal.name))", "leave `name` out", at: option.keyNode)
            }
        case "on":
            let step = reader.expression(node, "on", StepParser.parse)
            switch goal.kind {
            case .revenuePerUser(let field, _): goal.kind = .revenuePerUser(field: field, on: step)
            case .averageOrderValue(let field, _): goal.kind = .averageOrderValue(field: field, on: step)
            case .conversion, .custom:
                reader.add(
                    "`on` stands beside \(GoalText.amounts.joined(separator: " or ")) only", "leave it out",
                    at: option.keyNode)
            }
        case "unit":
            guard let text = reader.text(node, "unit") else { return }
            goal.unit = Double(decimal: text)
            if goal.unit == nil {
                reader.add("`unit` is a number, not \(NodeReader.quote(text))", "such as 5", at: node)
            }
        case "primary": goal.isPrimary = reader.flag(node, "primary") ?? true
        case "better": goal.better = reader.choice(node, "better") ?? .higher
        default: break
        }
    }
}
