import Analytics
import Expressions
import Yams

/// The mapping `view`.
enum ViewSection {
    static func view(_ node: Node, _ reader: inout NodeReader) -> Settings.View {
        var view = Settings.View()
        for entry in reader.entries(of: node, "view", keys: ["theme", "range", "glyphs", "fps"]) {
            switch entry.key {
            case "theme": view.theme = theme(entry.value, &reader)
            case "range": view.range = range(entry.value, &reader)
            case "glyphs": view.glyphs = reader.choice(entry.value, "glyphs")
            case "fps": view.framesPerSecond = reader.number(entry.value, "fps", in: 1...60)
            default: break
            }
        }
        return view
    }

    private static func theme(_ node: Node, _ reader: inout NodeReader) -> String? {
        guard let name = reader.text(node, "theme") else { return nil }
        if let themes = reader.names.themes?(), !themes.contains(name) {
            reader.add(
                "there is no theme \(NodeReader.quote(name))", Suggestion.remedy(for: name, among: themes), at: node)
        }
        return name
    }

    private static func range(_ node: Node, _ reader: inout NodeReader) -> TimeLength? {
        guard let duration = reader.duration(node, "range") else { return nil }
        let range = TimeLength.allCases.first { $0.microseconds == duration.microseconds }
        if range == nil {
            let labels = TimeLength.allCases.map(\.label)
            reader.add(
                "`range` is a length of time that the screen can show", "one of: " + labels.joined(separator: ", "),
                at: node)
        }
        return range
    }
}
