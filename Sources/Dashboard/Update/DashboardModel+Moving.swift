import Analytics

extension DashboardModel {
    /// More rows than any list has.
    var rowLimit: Int { 1_000_000 }

    /// How many rows PgUp and PgDn go.
    var pageRows: Int { max(1, height / 2) }

    mutating func move(_ direction: Action.Direction) {
        switch direction {
        case .up: moveRows(by: -1)
        case .down: moveRows(by: 1)
        case .left: moveSideways(by: -1)
        case .right: moveSideways(by: 1)
        }
    }

    /// Up and down, by what has the focus.
    mutating func moveRows(by distance: Int) {
        if isHelpOpen {
            helpScroll = min(max(0, helpScroll + distance), HelpOverlay.lastScroll(self))
            return
        }
        if showsDiscovery { return moveDiscovery(by: distance) }
        switch view {
        case .discovery: break
        case .signals: moveSignal(by: distance)
        case .traffic: moveTraffic(by: distance)
        case .health: healthScroll = min(max(0, healthScroll + distance), HealthView.lastScroll(self))
        case .events: moveEvents(by: distance)
        case .experiments: moveGoal(by: distance)
        case .funnel:
            switch focus {
            case .funnel, .time, .next: moveStep(by: distance)
            case .experiments: moveExperiment(by: distance)
            case .breakdown: moveRow(by: distance)
            case .events: moveEvents(by: distance)
            }
        }
    }

    private mutating func moveStep(by distance: Int) {
        guard let count = funnel?.steps.count, count > 0, let step else { return }
        guard stepSelection != nil || distance.magnitude > 1 else {
            // The first press shows where one stands.
            stepSelection = step
            return
        }
        stepSelection = min(max(0, step + distance), count - 1)
    }

    private mutating func moveRow(by distance: Int) {
        guard let count = breakdown?.values.count, count > 0 else { return }
        guard let row = rowSelection else {
            rowSelection = distance < 0 ? 0 : min(distance - 1, count - 1)
            return
        }
        rowSelection = min(max(0, row + distance), count - 1)
    }

    /// Scrolling holds the list as it is; its end follows the newest again.
    private mutating func moveEvents(by distance: Int) {
        let events = recent
        let back = min(max(0, eventsBack - distance), max(0, events.count - 1))
        if back == 0 {
            heldEvents = nil
        } else if heldEvents == nil {
            heldEvents = events
        }
        eventsBack = back
    }

    private mutating func moveSideways(by distance: Int) {
        if view == .experiments || view == .funnel && focus == .experiments {
            if view == .experiments { moveArm(by: distance) } else { moveExperiment(by: distance) }
            return
        }
        if view == .signals, isSignalOpen { return moveSignal(by: distance) }
        if view == .traffic { return moveList(by: distance) }
        guard view == .funnel else { return }
        if focus == .breakdown {
            let count = funnel?.breakdowns.count ?? 0
            guard count > 1 else { return }
            breakdownIndex = (min(max(0, breakdownIndex), count - 1) + distance + count) % count
            rowSelection = nil
        } else {
            let count = shown.funnels.count
            guard count > 1 else { return }
            select(funnel: (min(max(0, funnelIndex), count - 1) + distance + count) % count)
        }
    }

    mutating func select(funnel index: Int) {
        funnelIndex = index
        stepSelection = nil
        rowSelection = nil
        breakdownIndex = 0
        segments = []
    }

    /// To the next row in which the search text stands, in what has the focus.
    mutating func goToMatch(forward: Bool) {
        guard !searchText.isEmpty else {
            say("nothing searched for yet: press /")
            return
        }
        if showsDiscovery {
            goToStep(forward: forward)
        } else if view == .signals {
            goToSignal(forward: forward)
        } else if view == .traffic {
            goToTraffic(forward: forward)
        } else if view == .experiments {
            goToGoal(forward: forward)
        } else if view == .funnel, focus == .breakdown {
            goToRow(forward: forward)
        } else if view == .events || focus == .events {
            goToEvent(forward: forward)
        } else {
            focus = .events
            goToEvent(forward: forward)
        }
    }

    private mutating func goToRow(forward: Bool) {
        let rows = breakdownTable?.rows ?? []
        let start = rowSelection ?? (forward ? -1 : rows.count)
        let found = DashboardModel.next(from: start, count: rows.count, forward: forward) {
            contains(rows[$0].label)
        }
        guard let found else { return say("“\(searchText)” is not in this list") }
        rowSelection = found
    }

    private mutating func goToEvent(forward: Bool) {
        let events = recent
        // In the list the newest is last: forward is towards older events, as one reads up from the end.
        let start = events.count - 1 - eventsBack + (heldEvents == nil ? 1 : 0)
        let found = DashboardModel.next(from: start, count: events.count, forward: !forward) { matches(events[$0]) }
        guard let found else { return say("“\(searchText)” is not in the last \(format.count(events.count)) events") }
        heldEvents = events
        eventsBack = events.count - 1 - found
    }

    /// The nearest index on that side for which the condition holds, going round at the end.
    static func next(from start: Int, count: Int, forward: Bool, where holds: (Int) -> Bool) -> Int? {
        guard count > 0 else { return nil }
        for distance in 1...count {
            let index = start + (forward ? distance : -distance)
            let wrapped = ((index % count) + count) % count
            if holds(wrapped) { return wrapped }
        }
        return nil
    }

    /// Without regard to case.
    func contains(_ text: String) -> Bool {
        !searchText.isEmpty && text.lowercased().contains(searchText.lowercased())
    }

    func matches(_ event: RecentEvent) -> Bool {
        contains(event.event) || contains(event.user) || contains(event.line)
    }

    var breakdownTable: BreakdownTable? {
        guard let funnel, let breakdown else { return nil }
        return BreakdownTable(breakdown, steps: funnel.steps.count, sort: sortColumn, ascending: sortsAscending)
    }
}
