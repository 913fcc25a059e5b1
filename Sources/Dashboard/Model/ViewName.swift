/// What fills the screen; the raw value is the digit that shows it.
package enum ViewName: Int, Sendable, Hashable, CaseIterable {
    case funnel = 1
    case events = 8
    case health = 9

    var title: String {
        switch self {
        case .funnel: "funnel"
        case .events: "events"
        case .health: "health"
        }
    }
}

/// A part of view 1 that can have the focus, in the order of Tab.
package enum Pane: Int, Sendable, Hashable, CaseIterable {
    case funnel, time, next, breakdown, events

    var title: String {
        switch self {
        case .funnel: "funnel"
        case .time: "time"
        case .next: "next actions"
        case .breakdown: "breakdown"
        case .events: "events"
        }
    }
}
