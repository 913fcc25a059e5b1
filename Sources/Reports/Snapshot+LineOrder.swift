import Analytics

extension Snapshot {
    /// The data has no time at all: its events stand in the order of their lines, and what looks like a time is the number of a line.
    var isInLineOrder: Bool { !source.inputs.isEmpty && source.inputs.allSatisfy(\.isInLineOrder) }

    /// Without what would be a time or a length of time, where the data has none.
    var withoutFalseTimes: Snapshot {
        guard isInLineOrder else { return self }
        var snapshot = self
        snapshot.now = nil
        snapshot.range = nil
        snapshot.source.firstEvent = nil
        snapshot.source.lastEvent = nil
        snapshot.traffic.trend = []
        snapshot.traffic.sessions.averageSeconds = nil
        snapshot.traffic.sessions.medianSeconds = nil
        for index in snapshot.signals.indices { snapshot.signals[index].trend = [] }
        for index in snapshot.funnels.indices { snapshot.funnels[index].dropTimes() }
        for index in snapshot.experiments.indices { snapshot.experiments[index].dropTimes() }
        return snapshot
    }
}

extension FunnelSnapshot {
    fileprivate mutating func dropTimes() {
        for index in steps.indices {
            steps[index].fromPrevious = nil
            steps[index].fromFirst = nil
        }
        slowest = nil
        histogram = []
        trend.buckets = []
        for field in breakdowns.indices {
            for value in breakdowns[field].values.indices { breakdowns[field].values[value].medianSeconds = nil }
        }
    }
}

extension ExperimentSnapshot {
    fileprivate mutating func dropTimes() {
        start = nil
        now = nil
        for arm in arms.indices { arms[arm].firstExposure = nil }
    }
}
