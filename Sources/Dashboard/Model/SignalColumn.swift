import Analytics

/// A column of the signals that can sort them.
enum SignalColumn: Sendable, Hashable, CaseIterable {
    case name, users, rate, sessionRate, revenue, lift

    /// What a signal is sorted by; nil goes last.
    func key(of signal: SignalSnapshot) -> Double? {
        let key: Double? =
            switch self {
            case .name: nil
            case .users: Double(signal.users)
            case .rate: signal.rate
            case .sessionRate: signal.sessionRate
            case .revenue: signal.revenuePerUser
            case .lift: signal.lift
            }
        return key?.isNaN == true ? nil : key
    }
}

extension DashboardModel {
    /// In the order in which they are shown; by name without regard to the direction where keys are equal.
    var sortedSignals: [SignalSnapshot] {
        let sort = signalSort
        let ascending = signalsAscending
        return shown.signals.map { (signal: $0, key: sort.key(of: $0)) }.sorted { a, b in
            if sort == .name {
                let names = (a.signal.definition.name, b.signal.definition.name)
                return ascending ? names.0 > names.1 : names.0 < names.1
            }
            return DashboardModel.precedes(
                (a.key, a.signal.definition.name), (b.key, b.signal.definition.name), ascending: ascending)
        }.map(\.signal)
    }

    /// Known before unknown, then by key, then by name.
    static func precedes(
        _ a: (key: Double?, name: String), _ b: (key: Double?, name: String), ascending: Bool
    ) -> Bool {
        switch (a.key, b.key) {
        case (nil, nil): return a.name < b.name
        case (nil, _): return false
        case (_, nil): return true
        case (let x?, let y?): return x == y ? a.name < b.name : ascending ? x < y : x > y
        }
    }

    /// Position of the chosen signal among the sorted ones; nil where none is chosen.
    var signalIndex: Int? {
        guard let signalName else { return nil }
        return sortedSignals.firstIndex { $0.definition.name == signalName }
    }

    /// The signal that fills the view; nil where the table does.
    var detailedSignal: SignalSnapshot? {
        guard isSignalOpen else { return nil }
        let all = sortedSignals
        return all.first { $0.definition.name == signalName } ?? all.first
    }
}
