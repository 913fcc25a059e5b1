import Expressions
import Yams

/// The key `signals`: a ready-made set, or a definition for each name; both with `use`.
enum SignalSection {
    /// Which ready-made sets come first.
    private static let useKey = "use"
    /// Where signals of one's own may stand beside `use`, apart from it.
    private static let moreKey = "more"

    static func signals(_ node: Node, _ reader: inout NodeReader) -> [SignalDefinition] {
        guard case .mapping = node else { return SignalSet.definitions(of: sets(node, "signals", &reader)) }
        let entries = reader.entries(of: node, "signals")
        let isSet = entries.contains { $0.key == useKey }
        var signals: [SignalDefinition] = []
        for entry in entries where entry.key == useKey {
            signals = SignalSet.definitions(of: sets(entry.value, useKey, &reader))
        }
        for entry in entries where entry.key != useKey {
            if isSet, entry.key == moreKey, holdsSignals(entry.value, reader) {
                for inner in reader.entries(of: entry.value, moreKey) { add(inner, to: &signals, &reader) }
            } else {
                add(entry, to: &signals, &reader)
            }
        }
        return signals
    }

    /// Of one name the signal of one's own stands in place of the set's; `false` takes that out.
    private static func add(
        _ entry: NodeReader.Entry, to signals: inout [SignalDefinition], _ reader: inout NodeReader
    ) {
        let index = signals.firstIndex { $0.name == entry.key }
        if let isOn = flag(entry.value) {
            if let index {
                if !isOn { signals.remove(at: index) }
            } else {
                let names = signals.map(\.name)
                reader.add(
                    "there is no ready-made signal \(NodeReader.quote(entry.key))",
                    names.isEmpty
                        ? "say what raises it, such as {event: newsletter_signup}"
                        : Suggestion.remedy(for: entry.key, among: names), at: entry.keyNode)
            }
            return
        }
        reader.signals[entry.key] = entry.value
        guard let signal = SignalEntry.signal(entry, &reader) else { return }
        if let index { signals[index] = signal } else { signals.append(signal) }
    }

    private static func sets(_ node: Node, _ what: String, _ reader: inout NodeReader) -> [SignalSet] {
        var sets: [SignalSet] = []
        let names = SignalSet.allCases.map(\.rawValue)
        for element in reader.elements(of: node) {
            guard let name = reader.text(element, what) else { continue }
            if let set = SignalSet(rawValue: name) {
                sets.append(set)
            } else {
                reader.add(
                    "there are no ready-made signals \(NodeReader.quote(name))",
                    Suggestion.remedy(for: name, among: names), at: element)
            }
        }
        return sets
    }

    /// A mapping of names, not the definition of a signal that is itself named `more`.
    private static func holdsSignals(_ node: Node, _ reader: NodeReader) -> Bool {
        guard case .mapping(let mapping) = node else { return false }
        return !mapping.keys.contains { $0.scalar.map { SignalEntry.keys.contains($0.string) } ?? false }
    }

    /// Whether a signal of the set is wanted; nil of a definition.
    private static func flag(_ node: Node) -> Bool? {
        guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else { return nil }
        switch scalar.string.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: return nil
        }
    }
}
