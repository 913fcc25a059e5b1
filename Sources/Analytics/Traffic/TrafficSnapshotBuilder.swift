import Expressions

/// Puts the numbers of sessions, traffic and signals together.
struct TrafficSnapshotBuilder {
    /// Pages, channels and categories listed by name.
    static let listed = 200

    let frame: SnapshotFrame
    let tables: [TextTable]

    private func text(_ column: Int, _ id: UInt32) -> String { tables[column].texts[Int(id)] }

    func snapshot(_ machine: borrowing SessionMachine) -> TrafficSnapshot {
        var snapshot = TrafficSnapshot()
        snapshot.sessions = summary(machine)
        snapshot.bucket = TimeSpan(microseconds: machine.series.length)
        snapshot.trend = trend(machine)
        var pages: [PageSnapshot] = []
        for item in order(machine.pages, machine.plan.page) where item >= Int(TrafficTable.firstValue) {
            guard pages.count < TrafficSnapshotBuilder.listed else {
                snapshot.otherPages += machine.pages[item].events
                continue
            }
            var page = PageSnapshot(page: name(item, machine.pages, machine.plan.page))
            page.events = machine.pages[item].events
            (page.users, page.isApproximate) = machine.users(of: machine.pages, item, atMost: page.events)
            page.entries = machine.pages[item].sessions
            page.exits = machine.pages[item].exits
            page.bounceRate = rate(machine.pages[item].bounces, page.entries)
            page.trend = machine.series.values(machine.pages[item].row)
            pages.append(page)
        }
        snapshot.otherPages += machine.pages[Int(TrafficTable.other)].events
        snapshot.pages = pages
        snapshot.channels = shares(machine.channels, machine.plan.channel, machine)
        snapshot.categories = shares(machine.categories, machine.plan.category, machine)
        return snapshot
    }

    private func rate(_ part: Int, _ whole: Int) -> Double? { whole > 0 ? Double(part) / Double(whole) : nil }

    // MARK: Sessions

    private func summary(_ machine: borrowing SessionMachine) -> SessionSummary {
        var sums = machine.tally.sums
        var median = machine.tally.lengths.quantile(0.5).map { $0 / 1000 }
        if let (lane, buckets) = frame.buckets {
            sums = SessionTally.Sums()
            for bucket in buckets { sums += machine.tally.sums(lane: lane, bucket: bucket) }
            median = machine.tally.medianSeconds(lane: lane, buckets)
        }
        var summary = SessionSummary()
        summary.count = sums.count
        summary.averageSeconds = rate(sums.length, sums.count).map { $0 / 1_000_000 }
        summary.medianSeconds = sums.count > 0 ? median : nil
        summary.eventsPerSession = rate(sums.events, sums.count)
        summary.pagesPerSession = rate(sums.pageViews, sums.count)
        summary.bounceRate = rate(sums.bounces, sums.count)
        return summary
    }

    private func trend(_ machine: borrowing SessionMachine) -> [TrafficBucket] {
        guard let (lane, buckets) = frame.buckets else {
            return self.buckets(machine, machine.eventRow, machine.sessionRow)
        }
        let length = RangeGrid.bucketLength(lane)
        return buckets.map { bucket in
            TrafficBucket(
                start: Timestamp(microseconds: Int64(bucket) * length),
                events: machine.tally.events(lane: lane, bucket: bucket),
                sessions: machine.tally.sums(lane: lane, bucket: bucket).count)
        }
    }

    private func buckets(
        _ machine: borrowing SessionMachine, _ events: Int, _ sessions: Int
    ) -> [TrafficBucket] {
        let events = machine.series.values(events)
        let sessions = machine.series.values(sessions)
        return machine.series.starts.enumerated().map {
            TrafficBucket(start: $0.element, events: events[$0.offset], sessions: sessions[$0.offset])
        }
    }

    // MARK: Channels and categories

    private func shares(
        _ table: borrowing TrafficTable, _ column: Int, _ machine: borrowing SessionMachine
    ) -> [TrafficShare] {
        // Data without the field has nothing to tell apart.
        guard !table.textIDs.isEmpty else { return [] }
        var shares: [TrafficShare] = []
        for item in order(table, column) where table[item].events + table[item].sessions > 0 {
            var share = TrafficShare(name: name(item, table, column))
            share.events = table[item].events
            share.sessions = table[item].sessions
            (share.users, share.isApproximate) = machine.users(
                of: table, item, atMost: max(share.events, share.sessions))
            share.bounceRate = rate(table[item].bounces, share.sessions)
            share.trend = machine.series.values(table[item].row)
            shares.append(share)
        }
        return shares
    }

    /// Items with most events first, by name among equals.
    private func order(_ table: borrowing TrafficTable, _ column: Int) -> [Int] {
        var items: [(events: Int, name: String, item: Int)] = []
        for item in 0..<table.count { items.append((table[item].events, name(item, table, column), item)) }
        return items.sorted { ($1.events, $0.name) < ($0.events, $1.name) }.map(\.item)
    }

    private func name(_ item: Int, _ table: borrowing TrafficTable, _ column: Int) -> String {
        switch UInt16(item) {
        case TrafficTable.none: "(none)"
        case TrafficTable.other: "(other)"
        default: text(column, table.textIDs[item - Int(TrafficTable.firstValue)])
        }
    }

    // MARK: Signals

    func signals(
        _ machine: borrowing SessionMachine, users: Int, now: Int64?, derivedConversions: [Int]
    ) -> [SignalSnapshot] {
        guard let plan = machine.plan.signals else { return [] }
        let lifts = now.map { machine.signals.lifts(now: $0, derivedConversions: derivedConversions) }
        return plan.definitions.enumerated().map { index, definition in
            var signal = SignalSnapshot(definition)
            signal.users = machine.signals.users[index]
            signal.events = machine.signals.events[index]
            signal.rate = rate(signal.users, users)
            signal.sessionRate = rate(machine.signals.sessions[index], machine.tally.sums.count)
            signal.trend = buckets(machine, machine.signals.rows[index].events, machine.signals.rows[index].sessions)
            if machine.signals.hasRevenue {
                signal.revenuePerUser = rate(machine.signals.revenue[index], signal.users)
                    .map { $0 / TenThousandths.perUnit }
            }
            if let lift = lifts?[index] {
                signal.lift = lift.lift
                signal.liftRange = lift.range
                signal.conversionsWith = lift.conversionsWith
                signal.conversionsWithout = lift.conversionsWithout
            }
            return signal
        }
    }
}

extension SessionMachine {
    /// Users of an item, persons found to be one counted once.
    ///
    /// - Parameter most: what an estimate cannot exceed.
    func users(of table: borrowing TrafficTable, _ item: Int, atMost most: Int) -> (users: Int, isApproximate: Bool) {
        let persons = persons
        let count = table.users.count(item, person: persons.isEmpty ? nil : { SessionMachine.person($0, in: persons) })
        return (count.isApproximate ? min(count.users, most) : count.users, count.isApproximate)
    }
}
