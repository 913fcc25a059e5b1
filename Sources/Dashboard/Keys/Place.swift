/// Where a key works: what has the focus, or what lies over everything.
struct Place: OptionSet, Sendable, Hashable {
    var rawValue: UInt16

    static let funnel = Place(rawValue: 1 << 0)
    static let time = Place(rawValue: 1 << 1)
    static let next = Place(rawValue: 1 << 2)
    static let breakdown = Place(rawValue: 1 << 3)
    static let events = Place(rawValue: 1 << 4)
    static let eventsView = Place(rawValue: 1 << 5)
    static let health = Place(rawValue: 1 << 6)
    static let prompt = Place(rawValue: 1 << 7)
    static let chooser = Place(rawValue: 1 << 8)
    static let help = Place(rawValue: 1 << 9)
    /// The pane of view 1, and view 3.
    static let experiments = Place(rawValue: 1 << 10)
    static let experimentsView = Place(rawValue: 1 << 11)

    /// The panes of view 1.
    static let panes: Place = [.funnel, .experiments, .time, .next, .breakdown, .events]
    static let views: Place = [.panes, .experimentsView, .eventsView, .health]
    static let everywhere: Place = [.views, .prompt, .chooser, .help]
    /// Where the numbers are over a range.
    static let ranged: Place = [.panes]

    init(rawValue: UInt16) { self.rawValue = rawValue }

    init(_ pane: Pane) {
        switch pane {
        case .funnel: self = .funnel
        case .experiments: self = .experiments
        case .time: self = .time
        case .next: self = .next
        case .breakdown: self = .breakdown
        case .events: self = .events
        }
    }
}

extension DashboardModel {
    /// What the next key goes to.
    var place: Place {
        if prompt != nil { return .prompt }
        if chooser != nil { return .chooser }
        if isHelpOpen { return .help }
        switch view {
        case .funnel: return Place(focus)
        case .experiments: return .experimentsView
        case .events: return .eventsView
        case .health: return .health
        }
    }
}
