/// One key, as a terminal can tell it; Space is `.character(" ")`.
package enum KeyPress: Sendable, Hashable {
    case character(Character)
    /// Control with a lower-case letter, or one of `\ ] ^ _`; Ctrl-I and Ctrl-M come as Tab and Enter.
    case control(Character)
    case function(Int)
    case enter, escape, tab, backTab, backspace, delete
    case up, down, left, right, home, end, pageUp, pageDown
    /// The terminal has a new size in cells.
    case resize(width: Int, height: Int)
}

extension KeyPress {
    /// The key with a name as in `2 Tab Enter F1 Ctrl-L Space Down a`, without regard to case where it is a word;
    /// `Resize-80x24` is a new size. `nil` for anything else.
    package init?(name: String) {
        if name.count == 1, let character = name.first {
            self = .character(character)
            return
        }
        let word = name.lowercased()
        if let named = Self.byName[word] {
            self = named
        } else if word.hasPrefix("ctrl-"), word.count == 6, let character = word.last {
            self = .control(character)
        } else if word.hasPrefix("f"), let number = Int(word.dropFirst()), (1...24).contains(number) {
            self = .function(number)
        } else if word.hasPrefix("resize-") {
            let sides = word.dropFirst(7).split(separator: "x").map { Int($0) }
            guard sides.count == 2, let width = sides[0], let height = sides[1], width > 0, height > 0 else {
                return nil
            }
            self = .resize(width: width, height: height)
        } else {
            return nil
        }
    }

    /// The name that `init(name:)` takes and that help shows.
    package var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(let character): "Ctrl-" + character.uppercased()
        case .function(let number): "F\(number)"
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .backspace: "Backspace"
        case .delete: "Delete"
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .resize(let width, let height): "Resize-\(width)x\(height)"
        }
    }

    private static let byName: [String: KeyPress] = [
        "space": .character(" "), "enter": .enter, "return": .enter, "esc": .escape, "escape": .escape, "tab": .tab,
        "shift-tab": .backTab, "backtab": .backTab, "backspace": .backspace, "delete": .delete, "del": .delete,
        "up": .up, "down": .down, "left": .left, "right": .right, "home": .home, "end": .end, "pgup": .pageUp,
        "pageup": .pageUp, "pgdn": .pageDown, "pagedown": .pageDown,
    ]
}
