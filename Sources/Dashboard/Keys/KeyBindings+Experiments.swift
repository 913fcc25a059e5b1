extension KeyBindings {
    /// Those of view 3 alone.
    static let experiments: [KeyBinding] = [
        KeyBinding(
            "↑↓", plain: "Up Down",
            [
                .init(.up, .move(.up)), .init(.down, .move(.down)), .init(.character("k"), .move(.up)),
                .init(.character("j"), .move(.down)),
            ], in: .experimentsView, .numbers, label: "goal", weight: 62,
            help: "in view 3: choose the goal (also k j)"),
        KeyBinding(
            "←→", plain: "Left Right",
            [
                .init(.left, .move(.left)), .init(.right, .move(.right)), .init(.character("h"), .move(.left)),
                .init(.character("l"), .move(.right)),
            ], in: .experimentsView, .numbers, label: "arm", weight: 61,
            help: "in view 3: choose the arm (also h l)"),
        KeyBinding(
            "Tab", [.init(.tab, .nextExperiment), .init(.backTab, .previousExperiment)], in: .experimentsView,
            .numbers, label: "experiment", weight: 64, help: "in view 3: next experiment; Shift-Tab the one before"),
        KeyBinding(
            "x", [.init(.character("x"), .chooseExperiment)], in: .experimentsView, .numbers, label: "choose",
            weight: 49, help: "in view 3: choose the experiment, or begin one"),
        KeyBinding(
            "m", [.init(.character("m"), .effects)], in: .experimentsView, .numbers, label: "effects", weight: 58,
            help: "in view 3: effects of several factors, or the arms again"),
        KeyBinding(
            "s", [.init(.character("s"), .chooseSegment)], in: .experimentsView, .numbers,
            label: "segment (exploratory)", weight: 50,
            help: "in view 3: through a segment; exploratory, never calls"),
        KeyBinding(
            "p", [.init(.character("p"), .declarePhase)], in: .experimentsView, .numbers, label: "declare phase",
            weight: 78, help: "in view 3: the split was changed on purpose; compare anew"),
    ]
}
