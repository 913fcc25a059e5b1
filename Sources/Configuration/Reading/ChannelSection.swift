import Analytics
import Expressions
import Yams

/// The mapping `channels`: rules that are asked before the usual table.
enum ChannelSection {
    private static let conditions = ["medium", "source", "campaign", "referrer"]
    /// What stands for a visit without a referrer.
    private static let nobody = "none"

    static func channels(_ node: Node, _ reader: inout NodeReader) -> ChannelRules? {
        var rules: ChannelRules?
        for entry in reader.entries(of: node, "channels", keys: ["rules"], later: ["costs"]) {
            rules = ChannelRules(rules: reader.elements(of: entry.value).compactMap { rule($0, &reader) })
        }
        return rules
    }

    private static func rule(_ node: Node, _ reader: inout NodeReader) -> ChannelRules.Rule? {
        let before = reader.errors.count
        let entries = reader.entries(of: node, "a rule of channels", keys: ["channel"] + conditions)
        guard reader.errors.count == before else { return nil }
        guard let channel = entries.first(where: { $0.key == "channel" }) else {
            reader.add(
                "this rule has no `channel`", "such as {channel: partners, source: \"partner-*\"}", at: node)
            return nil
        }
        guard let name = reader.text(channel.value, "channel", ifEmpty: "such as partners") else { return nil }
        var rule = ChannelRules.Rule(name)
        for entry in entries {
            switch entry.key {
            case "medium": rule.medium = pattern(entry, &reader)
            case "source": rule.source = pattern(entry, &reader)
            case "campaign": rule.campaign = pattern(entry, &reader)
            case "referrer": rule.referrer = pattern(entry, &reader)
            default: break
            }
        }
        guard reader.errors.count == before else { return nil }
        if entries.count == 1 {
            reader.add(
                "this rule would hold for every visit", "say at least one of: " + conditions.joined(separator: ", "),
                at: node
            )
            return nil
        }
        return rule
    }

    /// A pattern, or a list of them, in small letters: case tells nothing in campaigns and hosts.
    private static func pattern(_ entry: NodeReader.Entry, _ reader: inout NodeReader) -> String? {
        var patterns: [String] = []
        for element in reader.elements(of: entry.value) {
            if entry.key == "referrer", let text = element.scalar?.string, text.isEmpty || text == nobody {
                patterns.append("")
                continue
            }
            guard let text = reader.text(element, entry.key) else { return nil }
            guard entry.key == "referrer" else {
                patterns.append(text.lowercased())
                continue
            }
            let hosts = text.lowercased().split(separator: "|").map { $0.drop { $0 == " " } }
            if hosts.contains(where: { $0.contains("/") }) {
                reader.add("`referrer` is a host, not \(NodeReader.quote(text))", "such as *.example.org", at: element)
                return nil
            }
            patterns.append(hosts.map { $0.hasPrefix("www.") ? $0.dropFirst(4) : $0 }.joined(separator: "|"))
        }
        return patterns.joined(separator: "|")
    }
}
