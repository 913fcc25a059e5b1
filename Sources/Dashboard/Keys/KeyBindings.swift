import TerminalUI

/// The one table from which key handling, the help screen and the key line are made.
enum KeyBindings {
    /// What a key does at a place; nil where it does nothing.
    static func action(for key: KeyPress, at place: Place) -> Action? {
        for binding in table where !binding.places.isDisjoint(with: place) {
            for entry in binding.keys where entry.key == key { return entry.action }
        }
        return nil
    }

    /// The rows of the key line at a place, in the order they are shown.
    static func line(at place: Place) -> [KeyBinding] {
        table.filter { $0.label != nil && !$0.places.isDisjoint(with: place) }
    }

    /// In the order of the key line; the help orders by group.
    static let table: [KeyBinding] =
        looking + time + numbers + discovery + lists + experiments + finding + program + typing + choosing

    private static let looking: [KeyBinding] = [
        KeyBinding(
            "?", [.init(.character("?"), .help), .init(.function(1), .help)], in: [.views, .editor, .help], .looking,
            label: "help", weight: 100, help: "this help, made of the keys that work (also F1)"),
        KeyBinding(
            "0-9", (0...9).map { .init(.character(Character("\($0)")), .view($0)) }, in: [.views, .editor], .looking,
            label: "view", weight: 46, help: "a view by its number: they stand under Views"),
        KeyBinding(
            "Tab", [.init(.tab, .nextPane), .init(.backTab, .previousPane)], in: .panes, .looking, label: "pane",
            weight: 80, help: "next pane; Shift-Tab the one before"),
        KeyBinding(
            "↑↓", plain: "Up Down",
            [
                .init(.up, .move(.up)), .init(.down, .move(.down)), .init(.character("k"), .move(.up)),
                .init(.character("j"), .move(.down)),
            ], in: .funnel, .looking, label: "step", weight: 60,
            help: "in the funnel: choose a step, see what came next (also k j)"),
        KeyBinding(
            "↑↓", plain: "Up Down",
            [
                .init(.up, .move(.up)), .init(.down, .move(.down)), .init(.character("k"), .move(.up)),
                .init(.character("j"), .move(.down)),
            ],
            in: [
                .experiments, .breakdown, .events, .eventsView, .health, .help, .time, .next, .discovery, .editor,
                .signals, .traffic,
            ], .looking, label: "move",
            weight: 60,
            help: "in lists: one row up, one row down (also k j)"),
        KeyBinding(
            "←→", plain: "Left Right",
            [
                .init(.left, .move(.left)), .init(.right, .move(.right)), .init(.character("h"), .move(.left)),
                .init(.character("l"), .move(.right)),
            ], in: [.funnel, .experiments, .breakdown, .time, .next, .events], .looking,
            help: "other funnel, field or experiment, by the pane (also h l)"),
        KeyBinding(
            "z", [.init(.character("z"), .zoom)], in: .panes, .looking, label: "zoom", weight: 70,
            help: "give the pane the whole screen, or take it back"),
        KeyBinding(
            "Enter", [.init(.enter, .enter)],
            in: [.panes, .experimentsView, .eventsView, .health, .help], .looking,
            help: "go deeper: zoom the pane, or view 3; in the help: close it"),
        KeyBinding(
            "Esc", [.init(.escape, .close)],
            in: [.experimentsView, .eventsView, .health, .discovery, .signals, .traffic, .help],
            .looking, label: "back", weight: 75,
            help: "back to where one was"),
        KeyBinding(
            "Esc", [.init(.escape, .close)], in: .panes, .looking,
            help: "in view 1: unzoom, clear the search, deselect the step"),
        KeyBinding(
            "g G",
            [.init(.character("g"), .first), .init(.character("G"), .last), .init(.home, .first), .init(.end, .last)],
            in: [.views, .editor, .help], .looking,
            help: "first, last row; G follows new events (also Home End)"),
        KeyBinding(
            "PgUp PgDn", [.init(.pageUp, .pageUp), .init(.pageDown, .pageDown)], in: [.views, .editor, .help],
            .looking,
            help: "one page up, one page down"),
    ]

    private static let numbers: [KeyBinding] = [
        KeyBinding(
            "< >", [.init(.character("<"), .sortLeft), .init(.character(">"), .sortRight)],
            in: [.breakdown, .signals, .traffic], .numbers, label: "sort", weight: 68,
            help: "in tables: sort by the column to the left, right"),
        KeyBinding(
            "r", [.init(.character("r"), .reverseSort)], in: [.breakdown, .signals, .traffic], .numbers,
            label: "reverse", weight: 30, help: "in tables: sort the other way round"),
        KeyBinding(
            "b", [.init(.character("b"), .chooseBreakdown)], in: .panes, .numbers, label: "breakdown", weight: 55,
            help: "choose the field to break down by, or type any other"),
        KeyBinding(
            "s", [.init(.character("s"), .chooseSegment)], in: .panes, .numbers, label: "segment", weight: 50,
            help: "choose a segment, or two to see side by side"),
        KeyBinding(
            "x", [.init(.character("x"), .chooseFunnel)], in: .panes, .numbers, label: "funnel", weight: 35,
            help: "choose the funnel"),
        KeyBinding(
            "c", [.init(.character("c"), .compare)], in: .panes, .numbers,
            help: "compare with the range before, or stop comparing"),
    ]

    private static let time: [KeyBinding] = [
        KeyBinding(
            ", .", [.init(.character(","), .shorterRange), .init(.character("."), .longerRange)], in: .ranged, .time,
            label: "range", weight: 90, help: "shorter, longer range: 15 m, 1 h, 6 h, 1 d, 7 d, 30 d, all"),
        KeyBinding(
            "[ ]", [.init(.character("["), .stepBack), .init(.character("]"), .stepForward)], in: .ranged, .time,
            label: "time", weight: 45, help: "one range back in time, one forward"),
        KeyBinding(
            "Space", [.init(.character(" "), .pause)], in: .views, .time, label: "pause", weight: 48,
            help: "hold the picture; reading goes on and is counted"),
    ]

    private static let finding: [KeyBinding] = [
        KeyBinding(
            "f", [.init(.character("f"), .filter)], in: .views, .finding, label: "filter", weight: 52,
            help: "count only events where a filter holds: country = DE"),
        KeyBinding(
            "/", [.init(.character("/"), .search)], in: [.views, .editor], .finding, label: "search", weight: 33,
            help: "mark a text in events and lists"),
        KeyBinding(
            "n N", [.init(.character("n"), .nextMatch), .init(.character("N"), .previousMatch)], in: .views, .finding,
            help: "next and previous place where the text stands"),
    ]

    private static let program: [KeyBinding] = [
        KeyBinding(
            ":", [.init(.character(":"), .command)], in: [.views, .editor], .program, label: "command", weight: 20,
            help: "a command line; Tab ends its words"),
        KeyBinding(
            "t", [.init(.character("t"), .theme)], in: [.views, .editor], .program, help: "the next theme"),
        KeyBinding(
            "Ctrl-L", [.init(.control("l"), .redraw)], in: .everywhere, .program, help: "draw everything anew"),
        KeyBinding(
            "Ctrl-Z", [.init(.control("z"), .suspend)], in: .everywhere, .program,
            help: "back to the shell; fg comes back here"),
        KeyBinding(
            "q", [.init(.character("q"), .closeOrQuit)], in: [.views, .editor, .help], .program, label: "quit",
            weight: 95,
            help: "close what is open: help, zoom, view; otherwise quit"),
        KeyBinding(
            "Q", [.init(.character("Q"), .quit)], in: [.views, .editor, .help], .program, help: "quit at once"),
        KeyBinding("Ctrl-C", [.init(.control("c"), .quit)], in: .everywhere, .program, help: "quit at once"),
    ]

    private static let typing: [KeyBinding] = [
        KeyBinding(
            "Enter", [.init(.enter, .accept)], in: .prompt, .typing, label: "apply", weight: 90, help: "apply the line"),
        KeyBinding(
            "Esc", [.init(.escape, .close)], in: .prompt, .typing, label: "cancel", weight: 80,
            help: "leave it as it was"),
        KeyBinding(
            "Tab", [.init(.tab, .complete)], in: .prompt, .typing, label: "complete", weight: 70,
            help: "end the word, or name what could follow"),
        KeyBinding(
            "↑↓", plain: "Up Down", [.init(.up, .move(.up)), .init(.down, .move(.down))], in: .prompt, .typing,
            label: "earlier lines", weight: 60, help: "lines typed before"),
        KeyBinding(
            "←→", plain: "Left Right",
            [
                .init(.left, .move(.left)), .init(.right, .move(.right)), .init(.home, .lineStart),
                .init(.end, .lineEnd),
                .init(.control("a"), .lineStart), .init(.control("e"), .lineEnd),
            ], in: .prompt, .typing, help: "move in the line; Home End (Ctrl-A Ctrl-E) to its ends"),
        KeyBinding(
            "Bksp Del", [.init(.backspace, .deleteBackward), .init(.delete, .deleteForward)], in: .prompt, .typing,
            help: "delete before, delete after the cursor"),
        KeyBinding(
            "Ctrl-W", [.init(.control("w"), .deleteWord)], in: .prompt, .typing,
            help: "delete the word before the cursor"),
        KeyBinding(
            "Ctrl-U Ctrl-K", [.init(.control("u"), .deleteToStart), .init(.control("k"), .deleteToEnd)], in: .prompt,
            .typing, help: "delete to the start, to the end of the line"),
    ]

    private static let choosing: [KeyBinding] = [
        KeyBinding(
            "Enter", [.init(.enter, .accept)], in: .chooser, .choosing, label: "choose", weight: 90,
            help: "take the row, or what is marked"),
        KeyBinding(
            "Esc", [.init(.escape, .close)], in: .chooser, .choosing, label: "cancel", weight: 80,
            help: "leave it as it was"),
        KeyBinding(
            "↑↓", plain: "Up Down",
            [
                .init(.up, .move(.up)), .init(.down, .move(.down)), .init(.pageUp, .pageUp),
                .init(.pageDown, .pageDown),
                .init(.home, .first), .init(.end, .last),
            ], in: .chooser, .choosing, label: "move", weight: 70,
            help: "up and down the list (also PgUp PgDn Home End)"),
        KeyBinding(
            "Bksp", [.init(.backspace, .deleteBackward)], in: .chooser, .choosing, help: "delete a typed character"),
        KeyBinding(
            "Tab", [.init(.tab, .mark)], in: .chooser, .choosing,
            help: "mark a segment to see it beside another (also Space)"),
    ]
}
