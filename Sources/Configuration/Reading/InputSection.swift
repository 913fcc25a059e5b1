import Analytics
import Expressions
import Yams

/// The keys that describe the input: `format`, `fields`, `delimiter`, `bots`.
enum InputSection {
    /// Nil for `auto`, too.
    static func format(_ node: Node, _ reader: inout NodeReader) -> InputFormat? {
        guard let name = reader.text(node, "format"), name != "auto" else { return nil }
        if let format = InputFormat(rawValue: name) { return format }
        let names = ["auto"] + InputFormat.allCases.map(\.rawValue)
        reader.add("unknown format \(NodeReader.quote(name))", Suggestion.remedy(for: name, among: names), at: node)
        return nil
    }

    /// Names of columns, no two the same.
    static func columns(_ node: Node, _ reader: inout NodeReader) -> [String] {
        var names: [String] = []
        for element in reader.elements(of: node) {
            guard let name = reader.text(element, "columns") else { continue }
            if names.contains(name) {
                reader.add(
                    "the column \(NodeReader.quote(name)) stands twice: only one could be read", "rename one of them",
                    at: element)
            }
            names.append(name)
        }
        return names
    }

    static func timeZone(_ node: Node, _ reader: inout NodeReader) -> String? {
        guard let name = reader.text(node, "timezone") else { return nil }
        if let isTimeZone = reader.names.isTimeZone, !isTimeZone(name) {
            let near = Suggestion.nearest(to: name, in: reader.names.timeZones())
            reader.add(
                "there is no time zone \(NodeReader.quote(name))",
                near.map { "did you mean `\($0)`?" } ?? "UTC, +02:00, or a name such as Europe/Berlin", at: node)
        }
        return name
    }

    static func lineLimit(_ node: Node, _ reader: inout NodeReader) -> Int? {
        guard let text = reader.text(node, "line_limit") else { return nil }
        guard let bytes = LineLimitText.bytes(text) else {
            reader.add("`line_limit` needs a size \(LineLimitText.range)", "such as 1M", at: node)
            return nil
        }
        return bytes
    }

    static func fields(_ node: Node, _ reader: inout NodeReader) -> FieldNames {
        let keys: [String: WritableKeyPath<FieldNames, String?>] = [
            "time": \.time, "user": \.user, "anonymous": \.anonymous, "session": \.session, "event": \.event,
            "page": \.page, "id": \.id, "revenue": \.revenue,
        ]
        var names = FieldNames()
        for entry in reader.entries(of: node, "fields", keys: keys.keys.sorted()) {
            guard let path = keys[entry.key] else { continue }
            if entry.key == "time", case .sequence = entry.value {
                readTime(entry.value, into: &names, &reader)
            } else {
                names[keyPath: path] = reader.text(entry.value, entry.key)
            }
        }
        return names
    }

    /// `[date, time]`: the day in one field, the time of day in another.
    private static func readTime(_ node: Node, into names: inout FieldNames, _ reader: inout NodeReader) {
        let elements = reader.elements(of: node)
        guard elements.count == 1 || elements.count == 2 else {
            reader.add("`time` is one field, or two: the date and the time of day", "such as [date, time]", at: node)
            return
        }
        let fields = elements.map { reader.text($0, "time") }
        names.time = fields.first ?? nil
        names.timeOfDay = fields.count == 2 ? fields.last ?? nil : nil
    }

    /// Whether events of known bots count: `include` or `exclude`.
    static func bots(_ node: Node, _ reader: inout NodeReader) -> Bool? {
        guard let word = reader.text(node, "bots") else { return nil }
        switch word {
        case "include": return true
        case "exclude": return false
        default:
            reader.add(
                "`bots` cannot be \(NodeReader.quote(word))",
                Suggestion.remedy(for: word, among: ["include", "exclude"]), at: node)
            return nil
        }
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
