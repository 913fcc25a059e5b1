import Analytics

/// What `:` understands.
enum Command: Sendable, Hashable {
    case quit, compare, pause, help, discover, save
    case filter(String), funnel(String), by(String), theme(String), experiment(String)
    case view(Int)
    /// nil is everything.
    case range(TimeLength?)

    enum Name: String, Sendable, CaseIterable {
        case by, compare, discover, experiment, filter, funnel, help, pause, quit, range, save, theme, view

        /// The command as one types it and what it does.
        var usage: (text: String, help: String) {
            switch self {
            case .by: ("by FIELD", "break the funnel down by a field")
            case .compare: ("compare", "compare with the range before, or stop")
            case .discover: ("discover", "what is in the data, and a funnel for it")
            case .experiment: ("experiment FIELD", "compare the variants a field carries; a * b crosses two")
            case .filter: ("filter EXPR", "count only events where EXPR holds; alone: all events")
            case .funnel: ("funnel A > B", "define the funnel, as in viewed > bought within 1h")
            case .help: ("help", "open this help")
            case .pause: ("pause", "hold the picture, or go on")
            case .quit: ("quit", "leave funneltop")
            case .range: ("range 1h", "15m, 1h, 6h, 1d, 7d, 30d or all")
            case .save: ("save", "write the funnel shown into the configuration")
            case .theme: ("theme NAME", "change the colours")
            case .view: ("view N", "show view N")
            }
        }
    }

    /// What is wrong with a line, in words for the line under it.
    struct Problem: Error, Hashable {
        var text: String
    }

    static var ranges: [String] { TimeLength.allCases.map(\.label) + ["all"] }

    init(_ line: String) throws(Problem) {
        let trimmed = line.trimmed
        let word = String(trimmed.prefix { $0 != " " })
        let rest = String(trimmed.dropFirst(word.count)).trimmed
        let matching = Name.allCases.filter { $0.rawValue.hasPrefix(word) }
        guard let name = Name(rawValue: word) ?? (matching.count == 1 ? matching.first : nil) else {
            let all = Name.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(text: "no command “\(word)”; there are \(all)")
        }
        switch name {
        case .quit: self = .quit
        case .compare: self = .compare
        case .pause: self = .pause
        case .help: self = .help
        case .discover: self = .discover
        case .save: self = .save
        case .filter: self = .filter(rest)
        case .funnel: self = .funnel(try Command.argument(rest, of: name))
        case .experiment: self = .experiment(try Command.argument(rest, of: name))
        case .by: self = .by(try Command.argument(rest, of: name))
        case .theme: self = .theme(try Command.argument(rest, of: name))
        case .view:
            guard let number = Int(try Command.argument(rest, of: name)), (0...9).contains(number) else {
                throw Problem(text: "a view is one of \(ViewName.digits), not “\(rest)”")
            }
            self = .view(number)
        case .range:
            let text = try Command.argument(rest, of: name)
            if text == "all" {
                self = .range(nil)
            } else if let length = TimeLength.allCases.first(where: { $0.label == text }) {
                self = .range(length)
            } else {
                throw Problem(text: "no range “\(text)”; there are \(Command.ranges.joined(separator: ", "))")
            }
        }
    }

    private static func argument(_ rest: String, of name: Name) throws(Problem) -> String {
        guard !rest.isEmpty else { throw Problem(text: "something is missing: \(name.usage.text)") }
        return rest
    }
}

extension String {
    /// Without spaces at both ends.
    var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
