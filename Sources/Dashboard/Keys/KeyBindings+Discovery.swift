extension KeyBindings {
    /// Those of view 0, and of picking the steps of a funnel.
    static let discovery: [KeyBinding] = [
        KeyBinding(
            "Enter", [.init(.enter, .acceptFunnel)], in: [.discovery, .editor], .discovery, label: "take it",
            weight: 96, help: "count the funnel that is suggested, or was picked"),
        KeyBinding(
            "e", [.init(.character("e"), .editFunnel)], in: .discovery, .discovery, label: "change it", weight: 93,
            help: "pick other steps, their order, window and name"),
        KeyBinding(
            "Space", [.init(.character(" "), .pick)], in: .editor, .discovery, label: "pick", weight: 97,
            help: "pick the event or page as the next step, or leave it out"),
        KeyBinding(
            "←→ K J", plain: "Left Right K J",
            [
                .init(.left, .earlier), .init(.right, .later), .init(.character("K"), .earlier),
                .init(.character("J"), .later),
            ], in: .editor, .discovery, label: "order", weight: 91,
            help: "move the picked step to an earlier, to a later place"),
        KeyBinding(
            "w", [.init(.character("w"), .setWindow)], in: .editor, .discovery, label: "window", weight: 88,
            help: "the time within which all steps must be done"),
        KeyBinding(
            "n", [.init(.character("n"), .setName)], in: .editor, .discovery, label: "name", weight: 87,
            help: "the name of the funnel"),
        KeyBinding(
            "s", [.init(.character("s"), .saveFunnel)], in: [.discovery, .editor], .discovery, label: "save",
            weight: 86, help: "write the funnel into the configuration (also :save)"),
        KeyBinding(
            "Esc", [.init(.escape, .close)], in: .editor, .discovery, label: "back", weight: 90,
            help: "leave the picking; nothing is changed"),
    ]

    /// Those of views 5 and 7.
    static let lists: [KeyBinding] = [
        KeyBinding(
            "Tab", [.init(.tab, .nextList), .init(.backTab, .previousList)], in: .traffic, .numbers, label: "list",
            weight: 80, help: "in view 5: pages, channels, categories; Shift-Tab back"),
        KeyBinding(
            "←→", plain: "Left Right",
            [
                .init(.left, .move(.left)), .init(.right, .move(.right)), .init(.character("h"), .move(.left)),
                .init(.character("l"), .move(.right)),
            ], in: [.signals, .traffic], .numbers, label: "next", weight: 71,
            help: "in view 5: other list; in a signal: the next (also h l)"),
        KeyBinding(
            "Enter", [.init(.enter, .enter)], in: .signals, .numbers, label: "detail", weight: 72,
            help: "in view 7: all there is to a signal, and its trend"),
        KeyBinding(
            "Enter", [.init(.enter, .enter)], in: .traffic, .numbers, label: "zoom", weight: 51,
            help: "in view 5: give the list the whole screen, or take it back"),
    ]
}
