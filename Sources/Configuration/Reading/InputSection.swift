import Analytics
import Expressions
import Yams

/// The keys that describe the input: `format`, `fields`, `delimiter`.
enum InputSection {
    /// Formats of the language that this version does not read.
    private static let laterFormats = [
        "logfmt", "vhost", "w3c", "nginx-json", "caddy", "traefik", "segment", "snowplow", "ga4", "posthog", "mixpanel",
        "amplitude", "cloudevents", "shopify",
    ]

    /// Nil for `auto`, too.
    static func format(_ node: Node, _ reader: inout NodeReader) -> InputFormat? {
        guard let name = reader.text(node, "format"), name != "auto" else { return nil }
        if let format = InputFormat(rawValue: name) { return format }
        if laterFormats.contains(name) {
            reader.add("the format `\(name)` is not available in this version", "leave it out", at: node)
        } else {
            let names = ["auto"] + InputFormat.allCases.map(\.rawValue)
            reader.add(
                "unknown format \(NodeReader.quote(name))", Suggestion.remedy(for: name, among: names), at: node)
        }
        return nil
    }

    static func fields(_ node: Node, _ reader: inout NodeReader) -> FieldNames {
        let keys: [String: WritableKeyPath<FieldNames, String?>] = [
            "time": \.time, "user": \.user, "anonymous": \.anonymous, "session": \.session, "event": \.event,
            "page": \.page, "revenue": \.revenue,
        ]
        var names = FieldNames()
        for entry in reader.entries(of: node, "fields", keys: keys.keys.sorted(), later: ["id"]) {
            guard let path = keys[entry.key] else { continue }
            names[keyPath: path] = reader.text(entry.value, entry.key)
        }
        return names
    }

    /// One sign of ASCII, or the word `tab`.
    static func delimiter(_ node: Node, _ reader: inout NodeReader) -> UInt8? {
        guard let text = reader.text(node, "delimiter") else { return nil }
        if text == "tab" || text == "\\t" { return UInt8(ascii: "\t") }
        guard text.utf8.count == 1, let sign = text.utf8.first, sign != UInt8(ascii: "\""), sign != 10, sign != 13
        else {
            reader.add("`delimiter` is one sign", "such as \";\", or tab", at: node)
            return nil
        }
        return sign
    }
}
