import Analytics

/// What numbers are of: definitions, settings and how the input is understood. Numbers of another one are foreign.
struct StateDefinition: Sendable, Hashable {
    /// One thing a line: its name, a tab, all of it.
    let text: String

    init(_ configuration: AnalyticsConfiguration, _ description: InputDescription) {
        let input = Mirror(reflecting: description).children.map { child in
            "input \(child.label ?? "")\t\(CanonicalText(child.value).text)"
        }
        text = ([configuration.fingerprintText] + input).joined(separator: "\n")
    }

    /// FNV-1a, 64 bits.
    var fingerprint: UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// Names of what differs, for people; nil where nothing does.
    func difference(from other: String) -> String? {
        let lines = text.split(separator: "\n")
        let others = other.split(separator: "\n")
        if lines == others { return nil }
        var names: [String] = []
        for line in Set(lines).symmetricDifference(others).sorted() {
            let name = String(line.prefix { $0 != "\t" })
            if !names.contains(name) { names.append(name) }
        }
        // The same lines in another order.
        if names.isEmpty { return "order of definitions" }
        return names.prefix(4).joined(separator: ", ") + (names.count > 4 ? " …" : "")
    }
}
