/// What fills the screen; the raw value is the digit that shows it.
package enum ViewName: Int, Sendable, Hashable, CaseIterable {
    case funnel = 1
    case experiments = 3
    case events = 8
    case health = 9

    var title: String {
        switch self {
        case .funnel: "funnel"
        case .experiments: "experiments"
        case .events: "events"
        case .health: "health"
        }
    }
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
