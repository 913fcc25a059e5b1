/// Sessions, traffic and signals among all aggregates.
extension AnalyticsState {
    /// Rows below which the way to another thread does not pay.
    private static let rowsBeside = 500

    /// Adds rows to the sessions, or begins to.
    ///
    /// - Returns: true if that goes on beside the caller, who must wait for it before he touches the sessions.
    func addSessions(
        _ prepared: PreparedBatch, _ rows: Range<Int>, _ users: [Int32], _ horizon: Int64
    ) -> Bool {
        let sessions = sessions
        // Funnels and experiments follow signals event by event.
        guard let beside, sessions.machine.plan.signals == nil, rows.count >= AnalyticsState.rowsBeside else {
            sessions.machine.add(prepared.batch, rows: rows, users: users, names: names, horizon: horizon)
            return false
        }
        // Unsafe is right because the caller waits before `add` returns, and until then only this work touches the
        // machine; the batch is read only.
        nonisolated(unsafe) let (box, batch) = (sessions, prepared)
        beside.begin {
            box.machine.add(batch.batch, rows: rows, users: users, names: TextTable(), horizon: horizon)
        }
        return true
    }

    /// - Parameter place: 0 for everybody, then the segments.
    func add(
        _ batch: borrowing TranslatedBatch, _ rows: Range<Int>, _ users: [Int32], _ ids: [Int32], _ place: Int,
        to box: MachineBox<FunnelMachine>, followsSignals: Bool
    ) {
        if !followsSignals || box.machine.derived.isEmpty || sessions.machine.changes.isEmpty {
            box.machine.add(batch, rows: rows, users: users, ids: ids, names: names)
        } else {
            box.machine.add(
                batch, rows: rows, users: users, ids: ids, names: names, changes: sessions.machine.changes,
                segment: place == 0 ? nil : place - 1)
        }
    }

    /// Two persons are found to be one. To be called after the funnels and experiments have joined them: derived signals
    /// that change by it are told to those.
    func mergeSessions(_ source: Int, into target: Int) {
        let sessions = sessions
        sessions.machine.merge(source, into: target)
        guard !sessions.machine.changes.isEmpty else { return }
        for group in machines {
            for (place, box) in group.enumerated() {
                box.machine.add(sessions.machine.changes, segment: place == 0 ? nil : place - 1)
            }
        }
        for group in experiments {
            for (place, box) in group.enumerated() {
                box.machine.add(sessions.machine.changes, segment: place == 0 ? nil : place - 1)
            }
        }
    }

    func addTraffic(to snapshot: inout Snapshot, _ frame: SnapshotFrame) {
        let builder = TrafficSnapshotBuilder(frame: frame, tables: tables)
        snapshot.traffic = builder.snapshot(sessions.machine)
        snapshot.traffic.boundEstimates(to: snapshot.users)
        snapshot.signals = builder.signals(
            sessions.machine, users: snapshot.users, now: watermark.time, derivedConversions: derivedConversions)
    }
}
