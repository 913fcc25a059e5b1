import Expressions
import Yams

/// Takes values out of YAML nodes and collects what is wrong with them.
struct NodeReader {
    struct Entry {
        var key: String
        var keyNode: Node
        var value: Node
    }

    let path: String
    let names: KnownNames
    private let lines: [Substring.UnicodeScalarView]
    private(set) var errors: [ConfigurationError] = []
    /// The name given as `kpi`: checked when the funnels are known.
    var kpi: (name: String, node: Node)?
    /// Where each signal stands: checked together when all is read.
    var signals: [String: Node] = [:]
    var signalsNode: Node?

    init(text: String, path: String, names: KnownNames = KnownNames()) {
        self.path = path
        self.names = names
        lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    }

    static func quote(_ text: String) -> String { ExpressionExcerpt.quote(text) }

    /// True of a key without a value.
    static func isEmpty(_ node: Node) -> Bool {
        guard let scalar = node.scalar, scalar.style == .any || scalar.style == .plain else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }

    mutating func add(_ message: String, _ remedy: String? = nil, at node: Node) {
        let mark = node.mark
        errors.append(
            ConfigurationError(
                path: path, line: mark?.line ?? 1, column: mark?.column ?? 1, message: message, remedy: remedy))
    }

    /// The mistake in its place inside the text of a scalar, where that is written on one line without escapes.
    mutating func add(_ error: ExpressionError, in node: Node) {
        var column = node.mark?.column ?? 1
        let line = node.mark?.line ?? 1
        if let scalar = node.scalar, lines.indices.contains(line - 1) {
            let written = lines[line - 1].dropFirst(column - 1)
            let isQuoted = written.first == "\"" || written.first == "'"
            if written.dropFirst(isQuoted ? 1 : 0).starts(with: scalar.string.unicodeScalars) {
                column += (isQuoted ? 1 : 0) + scalar.string.prefix(error.offset).unicodeScalars.count
            }
        }
        errors.append(
            ConfigurationError(path: path, line: line, column: column, message: error.message, remedy: error.remedy))
    }

    /// The entries of a mapping whose keys are known; every other key is an error, and so is a node of another kind.
    mutating func entries(of node: Node, _ what: String, keys: [String], later: [String] = []) -> [Entry] {
        var known: [Entry] = []
        for entry in entries(of: node, what) {
            if keys.contains(entry.key) {
                if !Self.isEmpty(entry.value) { known.append(entry) }
            } else if later.contains(entry.key) {
                add("`\(entry.key)` is not available in this version", "leave it out", at: entry.keyNode)
            } else {
                add(
                    "unknown key \(Self.quote(entry.key)) in \(what)", Suggestion.remedy(for: entry.key, among: keys),
                    at: entry.keyNode)
            }
        }
        return known
    }

    /// The entries of a mapping whose keys are names of the user's choice.
    mutating func entries(of node: Node, _ what: String) -> [Entry] {
        guard case .mapping(let mapping) = node else {
            add("\(what) is a mapping, not \(Self.kind(of: node))", "write `key: value`", at: node)
            return []
        }
        var entries: [Entry] = []
        for (key, value) in mapping {
            guard let name = key.scalar?.string, !name.isEmpty else {
                add("a key is a name, not \(Self.kind(of: key))", "write `key: value`", at: key)
                continue
            }
            entries.append(Entry(key: name, keyNode: key, value: value))
        }
        return entries
    }

    /// A list, or a single value in place of a list of one.
    func elements(of node: Node) -> [Node] {
        if case .sequence(let sequence) = node { return Array(sequence) }
        return Self.isEmpty(node) ? [] : [node]
    }

    /// - Parameter remedy: what would be right where a text is empty.
    mutating func texts(_ node: Node, _ what: String, ifEmpty remedy: String = "leave it out") -> [String] {
        elements(of: node).compactMap { text($0, what, ifEmpty: remedy) }
    }

    /// - Parameter remedy: what would be right where the text is empty.
    mutating func text(_ node: Node, _ what: String, ifEmpty remedy: String = "leave it out") -> String? {
        guard let scalar = node.scalar else {
            add("\(Self.quote(what)) is a text, not \(Self.kind(of: node))", nil, at: node)
            return nil
        }
        guard !scalar.string.isEmpty else {
            add("\(Self.quote(what)) is empty", remedy, at: node)
            return nil
        }
        return scalar.string
    }

    mutating func flag(_ node: Node, _ what: String) -> Bool? {
        switch node.scalar?.string.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default:
            add("\(Self.quote(what)) is true or false", nil, at: node)
            return nil
        }
    }

    mutating func number(_ node: Node, _ what: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = node.scalar?.string, let number = Int(text), range.contains(number) else {
            add("\(Self.quote(what)) is a whole number from \(range.lowerBound) to \(range.upperBound)", nil, at: node)
            return nil
        }
        return number
    }

    mutating func choice<Value: RawRepresentable & CaseIterable>(
        _ node: Node, _ what: String
    ) -> Value? where Value.RawValue == String {
        guard let text = text(node, what) else { return nil }
        if let value = Value(rawValue: text) { return value }
        add(
            "\(Self.quote(what)) cannot be \(Self.quote(text))",
            Suggestion.remedy(for: text, among: Value.allCases.map(\.rawValue)), at: node)
        return nil
    }

    mutating func duration(_ node: Node, _ what: String) -> TimeSpan? { expression(node, what, DurationParser.parse) }

    mutating func positiveDuration(_ node: Node, _ what: String) -> TimeSpan? {
        guard let duration = duration(node, what) else { return nil }
        guard duration.microseconds > 0 else {
            add("\(Self.quote(what)) needs a length", "such as 30m", at: node)
            return nil
        }
        return duration
    }

    mutating func expression<Value>(
        _ node: Node, _ what: String, _ parse: (String) throws(ExpressionError) -> Value
    ) -> Value? {
        guard let text = text(node, what) else { return nil }
        do throws(ExpressionError) {
            return try parse(text)
        } catch {
            add(error, in: node)
            return nil
        }
    }

    private static func kind(of node: Node) -> String {
        switch node {
        case .scalar: isEmpty(node) ? "nothing" : "a text"
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }
}
