/// What fills the screen; the raw value is the digit that shows it.
package enum ViewName: Int, Sendable, Hashable, CaseIterable {
    case discovery = 0
    case funnel = 1
    case experiments = 3
    case traffic = 5
    case signals = 7
    case events = 8
    case health = 9

    var title: String {
        switch self {
        case .discovery: "data"
        case .funnel: "funnel"
        case .experiments: "experiments"
        case .traffic: "traffic"
        case .signals: "signals"
        case .events: "events"
        case .health: "health"
        }
    }

    /// What one sees there, as the help says it.
    var summary: String {
        switch self {
        case .discovery: "what is in the data, and a funnel that it suggests"
        case .funnel: "the steps, who is lost where, and since when"
        case .experiments: "arms, lifts with their intervals, verdicts"
        case .traffic: "sessions, pages, channels, categories"
        case .signals: "micro-conversions, and what they go with"
        case .events: "every event as it comes"
        case .health: "what became of every line that was read"
        }
    }

    /// The digits there are, as one types them: `0 1 3`.
    static var digits: String { allCases.map { "\($0.rawValue)" }.joined(separator: " ") }
}

/// A part of view 1 that can have the focus, in the order of Tab; `experiments` only where there are some.
package enum Pane: Int, Sendable, Hashable, CaseIterable {
    case funnel, experiments, time, next, breakdown, events

    var title: String {
        switch self {
        case .funnel: "funnel"
        case .experiments: "experiments"
        case .time: "time"
        case .next: "next actions"
        case .breakdown: "breakdown"
        case .events: "events"
        }
    }
}
