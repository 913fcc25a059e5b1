/// Ends words of the prompt.
struct Completion: Sendable {
    /// What can stand at the cursor.
    var candidates: [String]
    /// Where the word at the cursor begins.
    var start: Int
    var typed: String

    /// The first word decides what may follow; the word at the cursor is what is completed.
    init(_ prompt: Prompt, themes: [String], fields: [String], ranges: [String]) {
        let before = prompt.characters.prefix(prompt.cursor)
        let start = (before.lastIndex(of: " ") ?? -1) + 1
        let typed = String(before[start...])
        let first = String(before.prefix { $0 != " " })
        let choices: [String]
        switch prompt.purpose {
        case .search, .window, .name: choices = []
        case .filter: choices = fields
        case .command where start == 0: choices = Command.Name.allCases.map(\.rawValue)
        case .command:
            switch Command.Name(rawValue: first) {
            case .theme: choices = themes
            case .view: choices = ViewName.allCases.map { "\($0.rawValue)" }
            case .range: choices = ranges
            case .by, .filter, .experiment: choices = fields
            default: choices = []
            }
        }
        self.start = start
        self.typed = typed
        candidates = choices.filter { $0.hasPrefix(typed) }
    }

    /// The prompt with as much written as is certain; what remains open is named under it.
    func applied(to prompt: Prompt) -> Prompt {
        var prompt = prompt
        guard let first = candidates.first else {
            prompt.hint = "nothing known begins with “\(typed)”"
            return prompt
        }
        let ending = candidates.count == 1 ? first + " " : candidates.dropFirst().reduce(first, common)
        prompt.characters.replaceSubrange(start..<prompt.cursor, with: ending)
        prompt.cursor = start + ending.count
        prompt.error = nil
        prompt.hint = candidates.count == 1 ? nil : candidates.joined(separator: "  ")
        return prompt
    }

    private func common(_ a: String, _ b: String) -> String {
        String(zip(a, b).prefix { $0 == $1 }.map(\.0))
    }
}
