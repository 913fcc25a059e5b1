import Analytics
import TerminalUI

extension DiscoveryText {
    /// More fields than that are for the JSON.
    private static let mostFields = 16
    private static let widestField = 26

    /// What is taken for something first to be seen, the rest in the order of the data; fields without a value are only counted.
    mutating func writeFields(_ profile: DataProfile) {
        guard !profile.fields.isEmpty else { return }
        addHeading("fields", numbers.count(profile.fields.count))
        let present = profile.fields.filter { $0.count > 0 || $0.role != nil }
        let others = max(0, DiscoveryText.mostFields - present.filter { $0.role != nil }.count)
        var left = others
        let shown = present.filter { field in
            if field.role != nil { return true }
            left -= 1
            return left >= 0
        }
        let rows = shown.map { field in
            (
                name: tail(safe(field.path)), kind: field.kind, filled: share(field, of: profile.rows),
                values: field.kind == "list"
                    ? "" : (field.isBounded ? ">" : "") + numbers.count(field.distinct),
                role: field.role?.rawValue ?? "",
                // Blanks would run into those between columns.
                examples: field.examples.map { safe($0) }.joined(separator: glyphs.bullet == "-" ? ", " : " · ")
            )
        }
        func width(_ title: String, _ texts: [String], most: Int) -> Int {
            min(most, max(CharacterWidth.ofText(title), texts.map { CharacterWidth.ofText($0) }.max() ?? 0))
        }
        let name = width("field", rows.map(\.name), most: DiscoveryText.widestField)
        let kind = width("type", rows.map(\.kind), most: 7)
        let filled = width("filled", rows.map(\.filled), most: 6)
        let values = width("values", rows.map(\.values), most: 8)
        let role = width("taken for", rows.map(\.role), most: 9)
        func line(_ a: String, _ b: String, _ c: String, _ d: String, _ e: String, _ f: String) {
            let cells = [
                FixedWidth.fit(a, name, .left, ellipsis: glyphs.ellipsis),
                FixedWidth.fit(b, kind, .left, ellipsis: ""), FixedWidth.fit(c, filled, .right, ellipsis: ""),
                FixedWidth.fit(d, values, .right, ellipsis: glyphs.ellipsis),
                FixedWidth.fit(e, role, .left, ellipsis: ""), f,
            ]
            add("  " + cells.joined(separator: "  "))
        }
        line("field", "type", "filled", "values", "taken for", "examples")
        for row in rows { line(row.name, row.kind, row.filled, row.values, row.role, row.examples) }
        let more = present.count - shown.count
        let empty = profile.fields.count - present.count
        let rest = [
            more > 0 ? "\(numbers.count(more)) more" : "", empty > 0 ? "\(numbers.count(empty)) without a value" : "",
        ].filter { !$0.isEmpty }
        if !rest.isEmpty { add("  and " + rest.joined(separator: ", ")) }
    }

    /// Of a long path the end, which tells fields apart.
    private func tail(_ path: String) -> String {
        guard CharacterWidth.ofText(path) > DiscoveryText.widestField else { return path }
        var end: [Character] = []
        var room = DiscoveryText.widestField - CharacterWidth.ofText(glyphs.ellipsis)
        for character in path.reversed() {
            room -= CharacterWidth.of(character)
            if room < 0 { break }
            end.append(character)
        }
        return glyphs.ellipsis + String(end.reversed())
    }

    private func share(_ field: DataProfile.Field, of rows: Int) -> String {
        guard rows > 0 else { return "" }
        if field.count >= rows { return "100 %" }
        if field.count == 0 { return "0 %" }
        let percent = Int(Double(field.count) * 100 / Double(rows) + 0.5)
        return "\(min(99, max(1, percent))) %"
    }
}
