import Analytics

/// Moving and sorting in views 5 and 7, and in what was discovered.
extension DashboardModel {
    mutating func moveDiscovery(by distance: Int) {
        if editor != nil {
            editor?.moveCursor(by: distance)
        } else {
            discoveryScroll = min(max(0, discoveryScroll + distance), DiscoveryView.lastScroll(self))
        }
    }

    mutating func moveSignal(by distance: Int) {
        let all = sortedSignals
        guard !all.isEmpty else { return }
        let place = signalIndex.map { $0 + distance } ?? (distance < 0 ? 0 : distance - 1)
        signalName = all[min(max(0, place), all.count - 1)].definition.name
    }

    mutating func openSignal() {
        guard let first = sortedSignals.first else { return }
        if signalIndex == nil { signalName = first.definition.name }
        isSignalOpen = true
    }

    mutating func moveSignalSort(by distance: Int) {
        let columns = SignalsView.sortable(self)
        guard !columns.isEmpty, !isSignalOpen else { return }
        let index = columns.firstIndex(of: signalSort) ?? 0
        signalSort = columns[(index + distance + columns.count) % columns.count]
    }

    mutating func goToSignal(forward: Bool) {
        let all = sortedSignals
        let found = DashboardModel.next(
            from: signalIndex ?? (forward ? -1 : all.count), count: all.count, forward: forward
        ) { contains(all[$0].definition.name) }
        guard let found else { return say("“\(searchText)” is not among the signals") }
        signalName = all[found].definition.name
    }

    mutating func moveList(by distance: Int) {
        let all = TrafficList.allCases
        let index = all.firstIndex(of: trafficList) ?? 0
        trafficList = all[(index + distance + all.count) % all.count]
    }

    mutating func moveTraffic(by distance: Int) {
        let count = trafficRows(trafficList).count
        guard count > 0 else { return }
        let place = trafficRows[trafficList].map { $0 + distance } ?? (distance < 0 ? 0 : distance - 1)
        trafficRows[trafficList] = min(max(0, place), count - 1)
    }

    mutating func moveTrafficSort(by distance: Int) {
        let columns = TrafficView.sortable(self, trafficList)
        guard !columns.isEmpty else { return }
        var sort = trafficSort[trafficList] ?? TrafficSort()
        let index = columns.firstIndex(of: sort.column) ?? 0
        sort.column = columns[(index + distance + columns.count) % columns.count]
        trafficSort[trafficList] = sort
    }

    mutating func goToTraffic(forward: Bool) {
        let rows = trafficRows(trafficList)
        let found = DashboardModel.next(
            from: trafficRows[trafficList] ?? (forward ? -1 : rows.count), count: rows.count, forward: forward
        ) { contains(rows[$0].name) }
        guard let found else { return say("“\(searchText)” is not in this list") }
        trafficRows[trafficList] = found
    }

    mutating func reverseSort() {
        switch view {
        case .signals: signalsAscending.toggle()
        case .traffic: trafficSort[trafficList, default: TrafficSort()].ascending.toggle()
        case .funnel, .discovery, .experiments, .events, .health: sortsAscending.toggle()
        }
    }
}
