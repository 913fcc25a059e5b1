import TerminalUI

/// One row of the help: keys that belong together, where they work, what each does, and how it is said.
struct KeyBinding: Sendable, Hashable {
    struct Key: Sendable, Hashable {
        var key: KeyPress
        var action: Action

        init(_ key: KeyPress, _ action: Action) {
            self.key = key
            self.action = action
        }
    }

    enum Group: String, Sendable, CaseIterable {
        case looking = "Look around"
        case time = "Time"
        case numbers = "Choose the numbers"
        case discovery = "The data, and a funnel for it"
        case finding = "Find"
        case program = "The program"
        case typing = "While typing"
        case choosing = "In a list to choose from"
    }

    var keys: [Key]
    /// The keys as people say them; arrows are written as words where the terminal has no arrows.
    var name: String
    var plainName: String
    var places: Place
    var group: Group
    /// What the key line says; nil keeps the key out of it.
    var label: String?
    /// The larger, the longer it stays when the key line gets narrow.
    var weight: Int
    var help: String

    init(
        _ name: String, plain: String? = nil, _ keys: [Key], in places: Place, _ group: Group, label: String? = nil,
        weight: Int = 0, help: String
    ) {
        self.name = name
        plainName = plain ?? name
        self.keys = keys
        self.places = places
        self.group = group
        self.label = label
        self.weight = weight
        self.help = help
    }

    func shownName(_ glyphs: Glyphs) -> String {
        glyphs == .ascii ? plainName : name
    }
}
