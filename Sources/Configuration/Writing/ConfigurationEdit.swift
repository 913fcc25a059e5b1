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
        let line = Array(lines[index].unicodeScalars)
        var from = 0
        // Inside quotes a `#` is no comment; behind them it is.
        if let style = value.scalar?.style, style == .singleQuoted || style == .doubleQuoted {
            guard let mark = value.mark, mark.line - 1 == index,
                let end = ConfigurationEdit.closingQuote(in: line, openedAt: mark.column - 1)
            else { return nil }
            from = end + 1
        }
        for place in line.indices.dropFirst(max(1, from)) where line[place] == "#" {
            guard line[place - 1] == " " || line[place - 1] == "\t" else { continue }
            var remark = String.UnicodeScalarView()
            remark.append(contentsOf: line[place...])
            return String(remark)
        }
        return nil
    }

    /// nil where the text goes on in the next line.
    private static func closingQuote(in line: [Unicode.Scalar], openedAt start: Int) -> Int? {
        guard line.indices.contains(start) else { return nil }
        let quote = line[start]
        var place = start + 1
        while place < line.count {
            if quote == "\"", line[place] == "\\" {
                place += 2
            } else if line[place] != quote {
                place += 1
            } else if quote == "'", place + 1 < line.count, line[place + 1] == quote {
                place += 2
            } else {
                return place
            }
        }
        return nil
    }
}
