import Analytics
import Expressions
import Yams

/// The list `breakdowns`: field names, or `{field: device, attribution: last}`.
enum BreakdownSection {
    static func breakdowns(_ node: Node, _ reader: inout NodeReader) -> [AnalyticsConfiguration.Breakdown] {
        var breakdowns: [AnalyticsConfiguration.Breakdown] = []
        if let fields = severalFields(node) {
            let list = fields.joined(separator: ", ")
            reader.add(
                "\(NodeReader.quote(fields.joined(separator: " "))) is one field with blanks in its name, or several fields",
                "write [\(list)], or the name in quotes", at: node)
            return []
        }
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

    /// The words of a text without quotes that stands where a list was to be; nil for one word.
    private static func severalFields(_ node: Node) -> [String]? {
        guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else { return nil }
        let words = scalar.string.split { $0 == " " || $0 == "," }.map(String.init)
        return words.count > 1 ? words : nil
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
        let remedy =
            text.hasPrefix("step")
            ? "a step from 1 to \(FunnelDefinition.stepCounts.upperBound), such as step 2"
            : Suggestion.remedy(for: text, among: ["first", "last", "all", "step 2"])
        reader.add("`attribution` cannot be \(NodeReader.quote(text))", remedy, at: node)
        return nil
    }
}
