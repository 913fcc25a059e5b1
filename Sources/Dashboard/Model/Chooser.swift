/// A list to choose from, narrowed by typing.
struct Chooser: Sendable, Hashable {
    enum Subject: Sendable, Hashable { case breakdown, segment, funnel, experiment, experimentSegment }

    struct Item: Sendable, Hashable {
        enum Meaning: Sendable, Hashable {
            /// Position in the snapshot's list.
            case listed(Int)
            /// Everyone, where segments are chosen.
            case everyone
            /// A field or an expression as it was typed.
            case typed(String)
        }

        var title: String
        var note: String
        var meaning: Meaning
    }

    var subject: Subject
    var all: [Item]
    var query = ""
    var selected = 0
    /// Positions of the segments marked with Space, at most two.
    var marked: [Int] = []
    /// The name was typed after the last mark: what it finds is meant, not the marks.
    var isNamed = false

    /// What the query leaves, and what the query itself could mean.
    var items: [Item] {
        let word = query.lowercased()
        var items = all.filter { word.isEmpty || $0.title.lowercased().contains(word) }
        let text = query.trimmed
        switch subject {
        case .breakdown where !text.isEmpty && !all.contains(where: { $0.title == text }):
            items.append(Item(title: text, note: "break down by this field", meaning: .typed(text)))
        case .experiment where !text.isEmpty && !all.contains(where: { $0.title == text }):
            items.append(Item(title: text, note: "a new experiment", meaning: .typed(text)))
        case .funnel where text.contains(">"):
            items.append(Item(title: text, note: "define this funnel", meaning: .typed(text)))
        default: break
        }
        return items
    }

    var current: Item? {
        let items = items
        return items.isEmpty ? nil : items[min(max(0, selected), items.count - 1)]
    }

    var title: String {
        switch subject {
        case .breakdown: "break down by"
        case .segment: "segments"
        case .funnel: "funnels"
        case .experiment: "experiments"
        case .experimentSegment: "see it through a segment"
        }
    }

    /// What one can do here besides choosing.
    var advice: String {
        switch subject {
        case .breakdown: "type to narrow, or any field name"
        case .segment: "Space marks two to see side by side"
        case .funnel: "type to narrow, or define one: a > b within 1h"
        case .experiment: "type to narrow, or the field that carries the variant"
        case .experimentSegment: "exploratory: never calls a winner"
        }
    }

    mutating func move(by distance: Int) {
        selected = min(max(0, min(selected, items.count - 1) + distance), max(0, items.count - 1))
    }

    mutating func type(_ character: Character) {
        guard query.count < Prompt.limit else { return }
        query.append(character)
        selected = 0
        isNamed = true
    }

    mutating func erase() {
        if !query.isEmpty { query.removeLast() }
        selected = 0
        isNamed = !query.isEmpty
    }

    /// Marks or unmarks the segment under the cursor; a third mark takes the place of the oldest.
    mutating func mark() {
        guard case .listed(let index)? = current?.meaning else { return }
        isNamed = false
        if let position = marked.firstIndex(of: index) {
            marked.remove(at: position)
        } else {
            marked.append(index)
            if marked.count > 2 { marked.removeFirst() }
        }
    }
}
