import Expressions
import Yams

/// Changes one funnel in the text of a configuration file and leaves every other line as it is.
///
/// What comes out is read again: unless it says exactly what it should, there is no result.
struct ConfigurationEdit {
    private let text: String
    private let lineEnd: String
    private let lines: [String]

    init(_ text: String) {
        self.text = text
        lineEnd = text.unicodeScalars.contains("\r") ? "\r\n" : "\n"
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.last == "\r" ? line.dropLast() : line)
        }
        if lines.last == "" { lines.removeLast() }
        self.lines = lines
    }

    /// The text with the funnel in it; nil where that cannot be done safely.
    func saving(_ funnel: FunnelDefinition) -> String? {
        guard var wanted = try? ConfigurationReader.read(text: text, path: "") else { return nil }
        if let index = wanted.funnels.firstIndex(where: { $0.name == funnel.name }) {
            wanted.funnels[index] = funnel
        } else {
            wanted.funnels.append(funnel)
        }
        guard let edited = edited(funnel) else { return nil }
        let result = edited.map { $0 + lineEnd }.joined()
        guard let read = try? ConfigurationReader.read(text: result, path: ""), read == wanted else { return nil }
        return result
    }

    private func edited(_ funnel: FunnelDefinition) -> [String]? {
        let root: Node?
        do { root = try Parser(yaml: text, resolver: .basic).singleRoot() } catch { return nil }
        let appended = lines + ["funnels:"] + FunnelText.lines(funnel, indent: 2)
        guard let root, !NodeReader.isEmpty(root) else { return appended }
        guard case .mapping(let mapping) = root, mapping.style != .flow else { return nil }
        guard let entry = mapping.first(where: { $0.key.scalar?.string == "funnels" }) else { return appended }
        guard let keyLine = entry.key.mark.map({ $0.line - 1 }), lines.indices.contains(keyLine) else { return nil }
        if NodeReader.isEmpty(entry.value) {
            var edited = lines
            edited.insert(contentsOf: FunnelText.lines(funnel, indent: 2), at: keyLine + 1)
            return edited
        }
        guard case .mapping(let funnels) = entry.value, funnels.style != .flow else { return nil }
        return edited(funnel, among: funnels)
    }

    private func edited(_ funnel: FunnelDefinition, among funnels: Node.Mapping) -> [String]? {
        guard let first = funnels.first?.key.mark, let last = funnels.map(\.key).last else { return nil }
        let indent = first.column - 1
        var edited = lines
        guard let present = funnels.first(where: { $0.key.scalar?.string == funnel.name }) else {
            guard let range = entryRange(last, indent: indent) else { return nil }
            edited.insert(contentsOf: FunnelText.lines(funnel, indent: indent), at: range.upperBound)
            return edited
        }
        guard let range = entryRange(present.key, indent: indent) else { return nil }
        let new = FunnelText.lines(funnel, indent: indent, remark: remark(present.value, line: range.lowerBound))
        edited.replaceSubrange(range, with: new)
        return edited
    }

    /// The lines of an entry: those that are further in than its key, without blank ones and comments at the end.
    private func entryRange(_ key: Node, indent: Int) -> Range<Int>? {
        guard let begin = key.mark.map({ $0.line - 1 }), lines.indices.contains(begin) else { return nil }
        var end = begin + 1
        var last = end
        while end < lines.count {
            let content = lines[end].drop { $0 == " " }
            end += 1
            if content.isEmpty { continue }
            guard lines[end - 1].count - content.count > indent else { break }
            if content.first != "#" { last = end }
        }
        return begin..<last
    }

    /// The comment behind the first line of an entry, with its `#`.
    private func remark(_ value: Node, line index: Int) -> String? {
        let line = lines[index]
        // Inside quotes a `#` is no comment; after the last quote it is.
        var from = line.startIndex
        if let style = value.scalar?.style, style == .singleQuoted || style == .doubleQuoted {
            guard value.mark.map({ $0.line - 1 }) == index,
                let quote = line.lastIndex(where: { $0 == "'" || $0 == "\"" })
            else { return nil }
            from = quote
        }
        var previous: Character = "x"
        for place in line[from...].indices {
            if line[place] == "#", previous == " " || previous == "\t" { return String(line[place...]) }
            previous = line[place]
        }
        return nil
    }
}
