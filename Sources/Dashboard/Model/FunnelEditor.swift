import Analytics
import Expressions

/// A funnel being put together: what there is to pick from, what has been picked, in which order.
struct FunnelEditor: Sendable, Hashable {
    struct Row: Sendable, Hashable {
        enum Kind: Sendable, Hashable {
            /// A step of the suggestion that is neither one event nor one page.
            case other
            case event, page
        }

        var kind: Kind
        var step: StepDefinition
    }

    /// In the order in which they were found: they stay where they are while their counts change.
    private(set) var rows: [Row] = []
    /// Picked, in the order of the funnel.
    private(set) var steps: [StepDefinition] = []
    /// nil is no limit.
    var window: TimeSpan?
    /// Empty leaves it to the steps.
    var name = ""
    /// What it began with: rules that cannot be edited here are kept from it.
    private var base: FunnelDefinition?
    private(set) var cursor = 0

    init(events: [String], pages: [String], from base: FunnelDefinition?) {
        self.base = base
        steps = base?.steps ?? []
        window = base?.window
        if let base, base.name != FunnelDefinition.usualName(of: base.steps) { name = base.name }
        learn(events: events, pages: pages)
        let others = steps.filter { step in !rows.contains { $0.step.alternatives == step.alternatives } }
        rows.insert(contentsOf: others.map { Row(kind: .other, step: $0) }, at: 0)
        cursor = rows.firstIndex { row in steps.contains { $0.alternatives == row.step.alternatives } } ?? 0
    }

    /// Takes in what has been seen since; nothing that is there moves against the cursor.
    mutating func learn(events: [String], pages: [String]) {
        var known = Set(rows.map(\.step.alternatives))
        func new(_ names: [String], _ subject: (String) -> StepAlternative.Subject) -> [StepDefinition] {
            names.filter { !$0.isEmpty }.compactMap { name in
                let alternatives = [StepAlternative(subject(name))]
                guard known.insert(alternatives).inserted else { return nil }
                return StepDefinition(name: name, alternatives: alternatives)
            }
        }
        let events = new(events) { .event($0) }.map { Row(kind: .event, step: $0) }
        // A page step begins with a slash, or it would be read as an event.
        let pages = new(pages.filter { $0.hasPrefix("/") }) { .page($0) }.map { Row(kind: .page, step: $0) }
        let place = rows.firstIndex { $0.kind == .page } ?? rows.count
        if !rows.isEmpty, cursor >= place { cursor += events.count }
        rows.insert(contentsOf: events, at: place)
        rows += pages
    }

    var current: Row? { rows.indices.contains(cursor) ? rows[cursor] : nil }

    /// Place of the row among the steps, counted from 1; nil where it is not picked.
    func number(of row: Row) -> Int? {
        steps.firstIndex { $0.alternatives == row.step.alternatives }.map { $0 + 1 }
    }

    mutating func moveCursor(by distance: Int) {
        let (wanted, overflow) = cursor.addingReportingOverflow(distance)
        cursor = min(max(0, overflow ? 0 : wanted), max(0, rows.count - 1))
    }

    mutating func go(to row: Int) { cursor = min(max(0, row), max(0, rows.count - 1)) }

    /// Picks the row under the cursor as the last step, or leaves it out; false where there are too many.
    mutating func pick() -> Bool {
        guard let row = current else { return true }
        if let number = number(of: row) {
            steps.remove(at: number - 1)
            return true
        }
        guard steps.count < FunnelDefinition.stepCounts.upperBound else { return false }
        steps.append(row.step)
        return true
    }

    /// Moves the step under the cursor among the steps; false where it is not picked.
    mutating func order(by distance: Int) -> Bool {
        guard let row = current, let number = number(of: row) else { return false }
        let place = min(max(0, number - 1 + distance), steps.count - 1)
        steps.insert(steps.remove(at: number - 1), at: place)
        return true
    }

    /// What has been put together, whether it makes sense or not.
    var definition: FunnelDefinition {
        var steps = steps
        if !steps.isEmpty { steps[0].isOptional = false }
        var definition = base ?? FunnelDefinition(name: "", steps: [])
        // Exclusions are between steps by number: they mean something else among other steps.
        if definition.steps != steps { definition.exclusions = [] }
        definition.steps = steps
        definition.window = window
        definition.name = name.isEmpty ? FunnelDefinition.usualName(of: steps) : name
        return definition
    }
}
