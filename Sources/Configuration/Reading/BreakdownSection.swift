import Analytics
import Expressions
import Yams

/// The list `breakdowns`: field names, or `{field: device, attribution: last}`.
enum BreakdownSection {
    static func breakdowns(_ node: Node, _ reader: inout NodeReader) -> [AnalyticsConfiguration.Breakdown] {
        var breakdowns: [AnalyticsConfiguration.Breakdown] = []
        for element in reader.elements(of: node) {
            guard let breakdown = breakdown(element, &reader) else { continue }
            if breakdowns.contains(breakdown) {
                reader.add(
                    "the breakdown by \(NodeReader.quote(breakdown.field)) stands twice", "leave one out", at: element)
            } else {
                breakdowns.append(breakdown)
            }
        }
        return breakdowns
    }

    private static func breakdown(_ node: Node, _ reader: inout NodeReader) -> AnalyticsConfiguration.Breakdown? {
        guard case .mapping = node else {
            return reader.text(node, "breakdowns").map { AnalyticsConfiguration.Breakdown(field: $0) }
        }
        var field: String?
        var attribution = Attribution.first
        for entry in reader.entries(of: node, "a breakdown", keys: ["field", "attribution"]) {
            if entry.key == "field" {
                field = reader.text(entry.value, "field")
            } else if let read = Self.attribution(entry.value, &reader) {
                attribution = read
            }
        }
        guard let field else {
            reader.add("this breakdown has no `field`", "such as {field: device, attribution: last}", at: node)
            return nil
        }
        return AnalyticsConfiguration.Breakdown(field: field, attribution: attribution)
    }

    private static func attribution(
        _ node: Node, _ reader: inout NodeReader
    ) -> Attribution? {
        guard let text = reader.text(node, "attribution") else { return nil }
        switch text {
        case "first": return .first
        case "last": return .last
        case "all": return .all
        default: break
        }
        let parts = text.split { $0 == " " || $0 == ":" }
        if parts.count == 2, parts[0] == "step", let step = Int(parts[1]),
            FunnelDefinition.stepCounts.upperBound >= step, step >= 1
        {
            return .step(step)
        }
        reader.add(
            "`attribution` cannot be \(NodeReader.quote(text))",
            Suggestion.remedy(for: text, among: ["first", "last", "all", "step 2"]), at: node)
        return nil
    }
}
