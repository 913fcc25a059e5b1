import Expressions
import TerminalUI

extension DashboardModel {
    /// A key while a line is typed.
    mutating func edit(_ key: KeyPress, _ action: Action?) -> [Effect] {
        guard var line = prompt else { return [] }
        switch action {
        case .accept?: return submit(line)
        case .close?:
            prompt = nil
            if line.isPending { pending = nil }
            return []
        case .complete?:
            line = Completion(
                line, themes: themes, fields: knownFields, ranges: Command.ranges, steps: knownSteps
            ).applied(to: line)
        case .move(.up)?: line.recall(histories[line.purpose] ?? [], older: true)
        case .move(.down)?: line.recall(histories[line.purpose] ?? [], older: false)
        case .move(.left)?: line.move(by: -1)
        case .move(.right)?: line.move(by: 1)
        case .lineStart?: line.moveToStart()
        case .lineEnd?: line.moveToEnd()
        case .deleteBackward?:
            if line.characters.isEmpty {
                prompt = nil
                return []
            }
            line.deleteBackward()
        case .deleteForward?: line.deleteForward()
        case .deleteWord?: line.deleteWord()
        case .deleteToStart?: line.deleteToStart()
        case .deleteToEnd?: line.deleteToEnd()
        default:
            guard case .character(let character) = key else { return [] }
            line.insert(character)
        }
        prompt = line
        if line.purpose == .search { searchText = line.text }
        return []
    }

    /// Fields that can stand in a filter, those in use first.
    var knownFields: [String] {
        var known: [String] = []
        for field in (funnel?.breakdowns.map(\.field) ?? []) + fields + ["event", "page", "revenue", "session", "user"]
        where !known.contains(field) {
            known.append(field)
        }
        return known
    }

    /// What a funnel can be made of: the steps of the funnels in their order, then events and pages by use.
    private var knownSteps: [String] {
        let inUse = shown.funnels.flatMap(\.definition.steps).flatMap(\.alternatives)
        let seen =
            seenEvents.map { StepAlternative(.event($0.name)) }
            + seenPages.prefix(200).map { StepAlternative(.page($0.name)) }
        var known: [String] = []
        var found: Set<String> = []
        for alternative in inUse + seen.filter({ $0 != StepAlternative(.event("")) }) where alternative.filter == nil {
            let text = FunnelPrinter.text(alternative)
            if found.insert(text).inserted { known.append(text) }
        }
        return known
    }

    private mutating func submit(_ line: Prompt) -> [Effect] {
        let text = line.text.trimmed
        remember(text, line.purpose)
        switch line.purpose {
        case .search:
            prompt = nil
            searchText = text
            if !text.isEmpty { goToMatch(forward: true) }
            return []
        case .filter: return ask(.filter(text), .applyFilter(text))
        case .command: return run(text)
        case .window:
            setWindow(text)
            return []
        case .name:
            editor?.name = text
            prompt = nil
            return []
        }
    }

    private mutating func run(_ text: String) -> [Effect] {
        guard !text.isEmpty else {
            prompt = nil
            return []
        }
        let command: Command
        do {
            command = try Command(text)
        } catch {
            prompt?.error = error.text
            return []
        }
        switch command {
        case .filter(let filter): return ask(.filter(filter), .applyFilter(filter))
        case .funnel(let expression):
            return ask(.funnel(expression), .setFunnel(expression, replacing: shownFunnelIndex))
        case .by(let field): return by(field)
        case .experiment(let text): return beginExperiment(text)
        case .theme(let name) where !themes.contains(name):
            prompt?.error = "no theme “\(name)”; there are \(themes.joined(separator: ", "))"
            return []
        default: break
        }
        prompt = nil
        switch command {
        case .quit: return [.quit]
        case .compare: return toggleComparison()
        case .pause: togglePause()
        case .help: isHelpOpen = true
        case .discover: show(view: ViewName.discovery.rawValue)
        case .save: return saveFunnel()
        case .theme(let name): return setTheme(name)
        case .view(let number): show(view: number)
        case .range(let length): return setRange(length)
        case .filter, .funnel, .by, .experiment: break
        }
        return []
    }

    /// Shows a breakdown that is there, or asks for a new one.
    mutating func by(_ field: String) -> [Effect] {
        if let index = funnel?.breakdowns.firstIndex(where: { $0.field == field }) {
            prompt = nil
            breakdownIndex = index
            rowSelection = nil
            return []
        }
        return ask(.breakdown(field), .addBreakdown(field))
    }

    /// Sends a question to the owner; the prompt, where there is one, stays until it is answered.
    mutating func ask(_ question: Pending, _ effect: Effect) -> [Effect] {
        pending = question
        prompt?.isPending = true
        prompt?.error = nil
        return [effect]
    }

    private mutating func remember(_ text: String, _ purpose: Prompt.Purpose) {
        guard !text.isEmpty else { return }
        var history = histories[purpose] ?? []
        history.removeAll { $0 == text }
        history.append(text)
        histories[purpose] = Array(history.suffix(100))
    }
}
