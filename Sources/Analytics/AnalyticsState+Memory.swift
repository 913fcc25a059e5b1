/// Staying within a memory limit.
///
/// Memory is measured now and then by the aggregates' own account. From half of the limit on, users who are not at work
/// are folded: of each only what his numbers can still ask for is kept, so nothing changes by it. Where that does not
/// suffice, events kept for those that may still come out of order and running sessions are given up, the oldest first,
/// and counted (`Snapshot.evicted`). Where that does not suffice either, users who have not been seen yet are not taken
/// up: their events are counted (`Snapshot.untracked`), and everybody known goes on as before. What is counted stays.
extension AnalyticsState {
    /// Ids of events remembered under a limit, which take up to 32 bytes each: an eighth of it.
    static func rememberedIDs(_ limit: Int?) -> Int {
        limit.map { max(1024, min(RecentIDs.mostIDs, $0 / 256)) } ?? RecentIDs.mostIDs
    }

    /// Closed sessions kept under a limit: an eighth of it.
    static func keptSessions(_ limit: Int?) -> Int {
        limit.map { max(64, min(SessionMachine.keptLimit, $0 / 8 / MemoryLayout<ClosedSessions.Node>.stride)) }
            ?? SessionMachine.keptLimit
    }

    /// Rows between two looks at the memory: few enough that even much kept of each stays far below the eighth that is
    /// left free.
    static func rowsPerMeasure(_ limit: Int?) -> Int {
        limit.map { max(1024, min(65_536, $0 / 16_384)) } ?? 65_536
    }

    mutating func divideMemory() {
        rowsPerMeasure = AnalyticsState.rowsPerMeasure(memoryLimit)
        recentIDs.limit = AnalyticsState.rememberedIDs(memoryLimit)
        sessions.machine.closedLimit = AnalyticsState.keptSessions(memoryLimit)
        if memoryLimit == nil { refuseNewUsers(false) }
    }

    /// Everything that grows with the input.
    ///
    /// - Complexity: O(events kept + users with goals).
    package var memoryBytes: Int {
        users.memoryBytes + recentIDs.memoryBytes + (people?.memoryBytes ?? 0) + sessions.machine.memoryBytes
            + machines.joined().reduce(0) { $0 + $1.machine.memoryBytes }
            + experiments.joined().reduce(0) { $0 + $1.machine.memoryBytes }
            + names.memoryBytes + tables.reduce(0) { $0 + $1.memoryBytes } + eventCounts.capacity * 8
    }

    mutating func keepWithinMemory(_ rows: Int) {
        guard let memoryLimit else { return }
        rowsSinceMeasure += rows
        guard rowsSinceMeasure >= rowsPerMeasure else { return }
        rowsSinceMeasure = 0
        var bytes = memoryBytes
        guard bytes > memoryLimit / 2 else { return refuseNewUsers(false) }
        // Small gains are not worth a walk over all users.
        let grain = memoryLimit / 32
        fold(atLeast: grain)
        bytes = memoryBytes
        let most = memoryLimit / 8 * 7
        if bytes > most {
            evict(atLeast: grain)
            bytes = memoryBytes
        }
        refuseNewUsers(bytes > most)
    }

    /// Keeps of everybody only what is needed.
    ///
    /// - Parameter least: bytes from which on a machine is worth it.
    /// - Complexity: O(users × machines).
    func fold(atLeast least: Int) {
        let (horizon, sessions) = (watermark.horizon, sessions)
        if sessions.machine.activeBytes >= least {
            sessions.machine.fold(before: horizon, canJoin: people != nil && !knowsIdentity)
        }
        for box in machines.joined() where box.machine.activeBytes >= least { box.machine.fold(before: horizon) }
    }

    /// Gives up what may still be needed, the oldest first.
    func evict(atLeast least: Int) {
        let (horizon, sessions) = (watermark.horizon, sessions)
        for box in machines.joined() {
            let bytes = box.machine.tails.memoryBytes
            guard bytes >= least else { continue }
            box.machine.evict(to: bytes / 2)
            box.machine.fold(before: horizon)
        }
        if sessions.machine.activeBytes >= least { sessions.machine.evict() }
    }

    mutating func refuseNewUsers(_ refuses: Bool) {
        guard takesNoNewUsers != refuses else { return }
        takesNoNewUsers = refuses
        for box in machines.joined() { box.machine.takesNoNewUnits = refuses }
    }

    func tellGivenUp(_ snapshot: inout Snapshot) {
        let all = machines.joined()
        snapshot.evicted = all.reduce(sessions.machine.evicted) { $0 + $1.machine.evicted }
        snapshot.untracked = all.reduce(untracked) { max($0, untracked + $1.machine.untracked) }
        if snapshot.evicted > 0 {
            snapshot.warnings.append(
                "memory: \(snapshot.evicted) users and sessions at work were given up; what they do next may count "
                    + "differently; give more with --memory")
        }
        if snapshot.untracked > 0 {
            snapshot.warnings.append(
                "memory: \(snapshot.untracked) events of new users were left out, there is no room for their users; "
                    + "give more with --memory")
        }
    }

    /// A funnel that had to give up events of its units, or leave units out, or that counts what sessions say where some
    /// of those were given up.
    func isApproximate(_ box: MachineBox<FunnelMachine>) -> Bool {
        box.machine.evicted > 0 || box.machine.untracked > 0
            || sessions.machine.isNear && !box.machine.derived.isEmpty
    }

    /// Experiments give nothing up; a goal may be what sessions say.
    func isApproximate(_ box: MachineBox<ExperimentMachine>) -> Bool {
        sessions.machine.isNear && box.machine.hasDerivedGoals
    }

    /// Users of events are near where all that counts users is; sessions that were given up count once more when they go
    /// on, and lose what would have been true of all of them.
    func markNearNumbers(in snapshot: inout Snapshot) {
        let isNear = snapshot.isApproximateThroughout
        let areSessionsNear = isNear || sessions.machine.isNear
        snapshot.traffic.sessions.isApproximate = areSessionsNear
        if isNear {
            for index in snapshot.eventCounts.indices { snapshot.eventCounts[index].isApproximate = true }
        }
        for (index, signal) in snapshot.signals.enumerated() {
            snapshot.signals[index].isApproximate = signal.definition.isDerived ? areSessionsNear : isNear
        }
    }
}
