import TerminalUI

/// The last row: the keys that work here and now, from the table of the keys.
///
///      ? help  Tab pane  z zoom  b breakdown  , . range  f filter  q quit
struct KeyLine {
    var model: DashboardModel

    /// What fits, the weightiest kept.
    func bindings(width: Int) -> [KeyBinding] {
        var shown = KeyBindings.line(at: model.place)
        if model.view == .funnel, !model.place.isDisjoint(with: .panes), EmptyScreen(model) != nil {
            // Without panes only what the views share is of use.
            shown.removeAll { !$0.places.isSuperset(of: .views) }
        }
        while total(shown) > width, let least = shown.indices.min(by: { shown[$0].weight < shown[$1].weight }) {
            shown.remove(at: least)
        }
        return shown
    }

    func draw(into buffer: inout CellBuffer) {
        let y = buffer.height - 1
        buffer.fill(Rect(x: 0, y: y, width: buffer.width, height: 1), role: .keyLabel)
        var x = 1
        for binding in bindings(width: buffer.width) {
            x += buffer.put(binding.shownName(buffer.glyphs), x: x, y: y, role: .key) + 1
            x += buffer.put(label(binding), x: x, y: y, role: .keyLabel) + 2
        }
    }

    /// Space says what it will do, not what it did.
    private func label(_ binding: KeyBinding) -> String {
        binding.label == "pause" && model.isPaused ? "go on" : binding.label ?? ""
    }

    private func total(_ shown: [KeyBinding]) -> Int {
        shown.reduce(1) {
            $0 + CharacterWidth.ofText($1.shownName(model.glyphs)) + 1 + CharacterWidth.ofText(label($1)) + 2
        } - 2
    }
}
