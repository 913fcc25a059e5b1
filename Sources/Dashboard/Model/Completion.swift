/// Ends words of the prompt.
struct Completion: Sendable {
    /// What can stand at the cursor.
    var candidates: [String]
    /// Where the word at the cursor begins.
    var start: Int
    var typed: String

    /// The first word decides what may follow; the word at the cursor is what is completed.
    ///
    /// - Parameter steps: what a funnel can be made of, as it is written in one, in the order in which it is offered.
    init(_ prompt: Prompt, themes: [String], fields: [String], ranges: [String], steps: [String] = []) {
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
            case .funnel: choices = typed.isEmpty || "within".hasPrefix(typed) ? steps + ["within"] : steps
            default: choices = []
            }
        }
        self.start = start
        self.typed = typed
        // Names with blanks are written in quotes, and begun without.
        candidates = choices.filter { $0.hasPrefix(typed) || $0.hasPrefix("'" + typed) }
    }

    /// The prompt with as much written as is certain; what remains open is named under it.
    func applied(to prompt: Prompt) -> Prompt {
        var prompt = prompt
        guard let first = candidates.first else {
            prompt.hint = "nothing known begins with “\(typed)”"
            return prompt
        }
        let shared = candidates.count == 1 ? first + " " : candidates.dropFirst().reduce(first, common)
        let ending = shared.count < typed.count ? typed : shared
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
