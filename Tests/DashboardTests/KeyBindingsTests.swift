import TerminalUI
import Testing

@testable import Dashboard

@Suite struct KeyBindingsTests {
    private static let places: [Place] = [
        .funnel, .time, .next, .breakdown, .events, .eventsView, .health, .prompt, .chooser, .help,
        .experiments, .experimentsView, .discovery, .editor, .signals, .traffic,
    ]

    @Test func `reaches every key of the table at every place it names`() {
        for binding in KeyBindings.table {
            #expect(!binding.keys.isEmpty)
            for place in Self.places where binding.places.contains(place) {
                for key in binding.keys {
                    #expect(
                        KeyBindings.action(for: key.key, at: place) == key.action,
                        "\(key.key.name) at \(place) is hidden by another binding")
                }
            }
        }
    }

    @Test func `names every key in the help`() {
        let help = HelpOverlay.rows(.unicode)
        for binding in KeyBindings.table {
            #expect(help.contains { $0.key == binding.name && $0.text == binding.help })
            for key in binding.keys {
                let spoken = binding.name + " " + binding.plainName + " " + binding.help
                let name = key.key.name
                let isNamed =
                    spoken.contains(name) || binding.name == "0-9" || binding.name.contains("Bksp")
                    || name == "Shift-Tab" && spoken.contains("Shift-Tab")
                #expect(isNamed, "\(name) is not named in “\(spoken)”")
            }
        }
    }

    @Test(arguments: [40, 60, 80, 120, 200])
    func `keeps the key line within the width and always says how to get help or away`(width: Int) {
        var screen = Screen(width, 24)
        for keys in ["", "8", "9", "?", "Esc f", "Esc b", "Esc 3", "Esc x", "Esc 0", "e", "Esc 5", "7"] {
            screen.press(keys)
            let line = KeyLine(model: screen.model).bindings(width: width)
            #expect(!line.isEmpty)
            #expect(line.contains { ["help", "cancel"].contains($0.label) })
            let cells = line.reduce(1) { $0 + $1.name.count + 1 + ($1.label?.count ?? 0) + 2 } - 2
            #expect(cells <= width)
        }
    }

    @Test func `writes arrows as words where there are none`() {
        var screen = Screen(120, 40, glyphs: .ascii)
        #expect(screen.rows[39].contains("Up Down step"))
        screen.press("?")
        #expect(screen.text.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func `has a help text for every key that fits 80 columns`() {
        for row in HelpOverlay.rows(.unicode) where !row.isHeading && !row.key.isEmpty {
            #expect(row.text.count > 5 && !row.text.hasSuffix("."))
            #expect(row.text.count <= 59, "\(row.text)")
        }
    }
}
