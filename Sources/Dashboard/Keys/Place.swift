/// Where a key works: what has the focus, or what lies over everything.
struct Place: OptionSet, Sendable, Hashable {
    var rawValue: UInt32

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
    /// What is in the data: view 0, and view 1 while there is no funnel.
    static let discovery = Place(rawValue: 1 << 12)
    /// The list that a funnel's steps are picked from.
    static let editor = Place(rawValue: 1 << 13)
    static let signals = Place(rawValue: 1 << 14)
    static let traffic = Place(rawValue: 1 << 15)

    /// The panes of view 1.
    static let panes: Place = [.funnel, .experiments, .time, .next, .breakdown, .events]
    static let views: Place = [
        .panes, .experimentsView, .eventsView, .health, .discovery, .signals, .traffic,
    ]
    static let everywhere: Place = [.views, .editor, .prompt, .chooser, .help]
    /// Where the numbers are over a range.
    static let ranged: Place = [.panes, .traffic]

    init(rawValue: UInt32) { self.rawValue = rawValue }

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
        if showsDiscovery { return editor == nil ? .discovery : .editor }
        switch view {
        case .funnel: return Place(focus)
        case .experiments: return .experimentsView
        case .events: return .eventsView
        case .health: return .health
        // With nothing to discover yet only what the views share is of use.
        case .discovery: return .discovery
        case .signals: return .signals
        case .traffic: return .traffic
        }
    }
}

/// What lies over the first view, without what is typed into or chosen from.
enum Opened: Sendable, Hashable {
    case editor, signal, list, pane, view
}

extension DashboardModel {
    /// What is closed next; nil where the first view is all there is.
    var innermost: Opened? {
        if editor != nil, showsDiscovery { return .editor }
        switch view {
        case .signals where isSignalOpen: return .signal
        case .traffic where isTrafficZoomed: return .list
        case .funnel: return zoomed == nil ? nil : .pane
        case .experiments, .events, .health, .discovery, .signals, .traffic: return .view
        }
    }

    /// `q` goes back, as Esc does; otherwise it quits.
    var quitKeyCloses: Bool { isHelpOpen || innermost != nil }
}
