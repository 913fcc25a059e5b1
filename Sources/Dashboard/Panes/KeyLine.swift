import Expressions
import TerminalUI

/// The last row: the keys that work here and now, from the table of the keys.
///
///      ? help  Tab pane  z zoom  b breakdown  , . range  f filter  q quit
struct KeyLine {
    var model: DashboardModel

    /// What fits, the weightiest kept.
    func bindings(width: Int) -> [KeyBinding] {
        var shown = KeyBindings.line(at: model.place)
        if model.quitKeyCloses { shown = shown.joiningWaysBack }
        if model.view == .funnel, !model.place.isDisjoint(with: .panes), EmptyScreen(model) != nil {
            // Without panes only what the views share is of use.
            shown.removeAll { !$0.places.isSuperset(of: .views) }
        }
        if model.place == .discovery || model.place == .editor {
            // What makes a funnel comes right after the help.
            let own = shown.filter { $0.group == .discovery }
            let rest = shown.filter { $0.group != .discovery }
            shown =
                Array(rest.prefix(1)) + (model.showsDiscovery ? own.filter(isOfUseForFunnel) : []) + rest.dropFirst()
            // Nothing lies over the first view: there is no way back.
            if !model.quitKeyCloses { shown.removeAll { $0.label == "back" } }
        }
        if model.isInLineOrder { shown.removeAll { $0.group == .time && $0.label != "pause" } }
        if model.place == .signals {
            let hasNone = model.shown.signals.isEmpty
            let isOpen = model.isSignalOpen && !hasNone
            shown.removeAll { binding in
                switch binding.label {
                case "detail", "sort", "reverse", "move": isOpen || hasNone
                case "next": !isOpen
                default: false
                }
            }
        }
        if model.place == .traffic { shown.removeAll { $0.label == "next" } }
        if model.place == .experimentsView {
            shown.removeAll { !isOfUse($0) }
            // What is of this view alone comes right after the way to other views.
            let common = shown.filter { $0.places != .experimentsView }
            shown = Array(common.prefix(2)) + shown.filter { $0.places == .experimentsView } + common.dropFirst(2)
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

    private func isOfUseForFunnel(_ binding: KeyBinding) -> Bool {
        switch binding.label {
        case "take it", "save": model.proposedFunnel?.problems.isEmpty == true && !model.awaitsFunnel
        case "order": model.editor.map { list in list.current.flatMap { list.number(of: $0) } != nil } ?? false
        default: true
        }
    }

    /// In view 3 some keys need something to work on.
    private func isOfUse(_ binding: KeyBinding) -> Bool {
        guard let shown = model.shownExperiment else {
            return binding.places.isSuperset(of: .views) || binding.label == "choose" || binding.label == "back"
        }
        switch binding.label {
        case "experiment": return shown.count > 1
        case "goal": return shown.goals.count > 1 && !shown.isEmpty
        case "arm": return shown.compared.count > 1 && !shown.isEmpty && !model.seesEffects
        case "effects": return shown.experiment.isMultivariate
        case "segment (exploratory)": return !shown.experiment.segments.isEmpty
        case "declare phase":
            return shown.experiment.split.change.map { $0.time != model.declaredPhases[shown.experiment.name] } ?? false
        default: return true
        }
    }

    /// Space says what it will do, not what it did.
    private func label(_ binding: KeyBinding) -> String {
        switch binding.label {
        case "pause" where model.isPaused: "go on"
        case "effects" where model.seesEffects: "arms"
        case "change it" where model.proposedFunnel == nil: "pick steps"
        case "pick" where model.editor.map { list in list.current.flatMap { list.number(of: $0) } != nil } == true:
            "unpick"
        default: binding.label ?? ""
        }
    }

    private func total(_ shown: [KeyBinding]) -> Int {
        shown.reduce(1) {
            $0 + CharacterWidth.ofText($1.shownName(model.glyphs)) + 1 + CharacterWidth.ofText(label($1)) + 2
        } - 2
    }
}

extension [KeyBinding] {
    /// Esc and `q` in one, where they do the same.
    fileprivate var joiningWaysBack: [KeyBinding] {
        guard contains(where: { $0.keys.contains { $0.action == .closeOrQuit } }) else { return self }
        return compactMap { binding in
            let actions = binding.keys.map(\.action)
            if actions.contains(.close) { return nil }
            guard actions.contains(.closeOrQuit) else { return binding }
            var back = binding
            back.name = "Esc q"
            back.plainName = back.name
            back.label = "back"
            return back
        }
    }
}
