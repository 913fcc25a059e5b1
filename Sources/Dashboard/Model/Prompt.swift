/// One line being typed: its text, the place of the cursor, and what came of it.
struct Prompt: Sendable, Hashable {
    enum Purpose: Sendable, Hashable {
        case filter, search, command
        /// Of the funnel being put together.
        case window, name
    }

    var purpose: Purpose
    var characters: [Character]
    var cursor: Int
    /// Why the owner refused it, or what could stand at the cursor.
    var error: String?
    var hint: String?
    /// An effect is out and unanswered.
    var isPending = false
    /// Position in the history, from its end; 0 is the line being typed.
    var recalled = 0
    /// The text was there before anything was typed: a sign takes its place, a move of the cursor keeps it.
    var isPrefilled = false
    /// What was typed before the history was opened.
    var draft: [Character] = []

    /// - Parameter replaces: the first key that is typed takes the place of `text`.
    init(_ purpose: Purpose, text: String = "", replaces: Bool = false) {
        self.purpose = purpose
        isPrefilled = replaces && !text.isEmpty
        characters = Array(text)
        cursor = characters.count
    }

    var text: String { String(characters) }

    /// Longest line one can type; pasted noise is cut there.
    static let limit = 2000

    var sign: String {
        switch purpose {
        case .filter: "filter "
        case .search: "/"
        case .command: ":"
        case .window: "window "
        case .name: "name "
        }
    }

    mutating func insert(_ character: Character) {
        if isPrefilled {
            characters = []
            cursor = 0
        }
        guard characters.count < Prompt.limit else { return }
        characters.insert(character, at: cursor)
        cursor += 1
        changed()
    }

    mutating func deleteBackward() {
        guard cursor > 0 else { return }
        if isPrefilled { return deleteToStart() }
        cursor -= 1
        characters.remove(at: cursor)
        changed()
    }

    mutating func deleteForward() {
        guard cursor < characters.count else { return }
        characters.remove(at: cursor)
        changed()
    }

    mutating func deleteToStart() {
        characters.removeFirst(cursor)
        cursor = 0
        changed()
    }

    mutating func deleteToEnd() {
        characters.removeLast(characters.count - cursor)
        changed()
    }

    mutating func deleteWord() {
        var start = cursor
        while start > 0, characters[start - 1] == " " { start -= 1 }
        while start > 0, characters[start - 1] != " " { start -= 1 }
        characters.removeSubrange(start..<cursor)
        cursor = start
        changed()
    }

    mutating func move(by distance: Int) {
        cursor = min(max(0, cursor + distance), characters.count)
        isPrefilled = false
    }

    mutating func moveToStart() {
        cursor = 0
        isPrefilled = false
    }

    mutating func moveToEnd() {
        cursor = characters.count
        isPrefilled = false
    }

    mutating func replace(with text: String) {
        characters = Array(text)
        cursor = characters.count
        changed()
    }

    /// Goes through earlier lines; `older` counts up.
    mutating func recall(_ history: [String], older: Bool) {
        let wanted = recalled + (older ? 1 : -1)
        guard wanted >= 0, wanted <= history.count else { return }
        if recalled == 0 { draft = characters }
        let kept = draft
        replace(with: wanted == 0 ? String(kept) : history[history.count - wanted])
        recalled = wanted
        draft = kept
    }

    private mutating func changed() {
        isPrefilled = false
        error = nil
        hint = nil
        recalled = 0
    }
}
