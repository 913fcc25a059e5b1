/// Persons that turn out to be one, or two: their kept events are put together, or taken apart, and replayed.
extension FunnelMachine {
    /// What a unit has done before the events that are kept.
    private struct Base {
        var words: [Int64]
        var values: ValueStarts.OfUnit?

        var status: FunnelStatus { FunnelStatus(words[FunnelLayout.status]) }
        var lastTime: Int64 { words[FunnelLayout.lastTime] }
    }

    /// The kept events of a unit, and what lies before them.
    private struct Kept {
        var bases: [Base] = []
        var events: [(event: StepEvent, origin: EventOrigin)] = []
    }

    /// From now on ids belong to persons, and what is kept suffices to move the events of an id from one to another.
    ///
    /// Units counted by a field or a session of their own do not mind whose they are.
    /// - Parameter limit: events to keep.
    mutating func engage(_ people: IdentityGraph, keptLimit limit: Int) {
        guard columns.unit == nil, keeping == .tails else { return }
        self.people = people
        keptLimit = limit
        for unit in tails.units {
            guard let slot = tails.slot(of: unit) else { continue }
            tails[slot].origins = tails[slot].events.indices.map {
                EventOrigin(id: UInt32(unit), arrival: UInt32(truncatingIfNeeded: $0))
            }
            origin.arrival = max(origin.arrival, UInt32(truncatingIfNeeded: tails[slot].events.count))
        }
    }

    /// The order of time and then of arrival, across the ids of a person.
    mutating func sortByArrival(_ slot: Int) {
        let tail = tails[slot]
        let order = tail.events.indices.sorted { a, b in
            let (one, other) = (tail.events[a], tail.events[b])
            if one.time != other.time { return one.time < other.time }
            if rules.ranksTies, one.rank != other.rank { return one.rank < other.rank }
            return tail.origins[a].came(before: tail.origins[b])
        }
        tails[slot].events = order.map { tail.events[$0] }
        tails[slot].origins = order.map { tail.origins[$0] }
    }

    /// Before which time kept events may go: never after `horizon`, until which events may come out of order.
    func keptHorizon(_ horizon: Int64, newest: Int64) -> Int64 {
        let (oldest, overflow) = newest.subtractingReportingOverflow(KeptHistory.span)
        var bound = overflow ? Int64.min : oldest - oldest % KeptHistory.step
        if keptCount > keptLimit, commitHead < commitQueue.count {
            let excess = keptCount - keptLimit * 7 / 8
            bound = max(bound, commitQueue[min(commitHead + excess, commitQueue.count - 1)].time + 1)
        }
        return min(bound, horizon)
    }

    /// Gives the kept events of the persons of a change to those to whom their ids belong now.
    ///
    /// - Returns: persons of whom not everything was kept, so that their numbers are near, not exact.
    /// - Complexity: O(their kept events × steps).
    mutating func regroup(_ change: PersonChange, _ graph: IdentityGraph) -> Set<Int> {
        guard columns.unit == nil else { return [] }
        guard people != nil else { return Set(change.merges(graph).map(\.target)).union(change.parted) }
        var kept: [Int: Kept] = [:]
        var inexact: Set<Int> = []
        for unit in change.persons {
            // Who only gains ids keeps what he has, however much that is.
            if graph.person(of: unit) == unit, !change.parted.contains(unit) { continue }
            guard FunnelStatus(records.record(of: unit)[FunnelLayout.status]).isKnown else { continue }
            let tail = takeOut(unit)
            if tail.committed[FunnelLayout.lastTime] != .min {
                let home = graph.person(of: unit)
                if change.parted.contains(unit) { inexact.insert(home) }
                kept[home, default: Kept()].bases.append(Base(words: tail.committed, values: tail.committedValues))
            }
            for (event, origin) in zip(tail.events, tail.origins) {
                kept[graph.person(of: Int(origin.id)), default: Kept()].events.append((event, origin))
            }
        }
        for person in change.persons {
            if let kept = kept[person], !putIn(kept, person) { inexact.insert(person) }
        }
        return inexact
    }

    /// Takes back all that stands in the tally of a unit's kept events, and leaves it as if it had had none.
    private mutating func takeOut(_ unit: Int) -> Tail {
        let words = records.record(of: unit)
        let slot = tails.slot(of: unit) ?? openTail(unit, behind: words)
        let tail = tails[slot]
        // Through a constant: see `MachineBox`.
        let tally = tally
        _ = replay(tail, upTo: tail.applied, unit, .retract)
        tally.tieShelf.remove(unit)
        progress.values[unit] = nil
        tails.close(unit)
        keptCount -= tail.events.count
        unsettled.remove(unit)
        for word in 0..<rules.layout.stride { words[word] = 0 }
        unitCount -= 1
        return tail
    }

    /// - Returns: false where something of the unit was not kept and lies among what was.
    private mutating func putIn(_ kept: Kept, _ unit: Int) -> Bool {
        let words = records.record(of: unit)
        var kept = kept
        if FunnelStatus(words[FunnelLayout.status]).isKnown {
            if kept.bases.isEmpty { return add(kept, to: unit) }
            let tail = takeOut(unit)
            if tail.committed[FunnelLayout.lastTime] != .min {
                kept.bases.append(Base(words: tail.committed, values: tail.committedValues))
            }
            kept.events += zip(tail.events, tail.origins).map { ($0, $1) }
        }
        progress.prepare(words)
        unitCount += 1
        var isExact = kept.bases.count <= 1
        var values: ValueStarts.OfUnit?
        kept.bases.sort { ($0.status.level, $0.lastTime) > ($1.status.level, $1.lastTime) }
        if let base = kept.bases.first {
            for (index, word) in base.words.enumerated() { words[index] = word }
            values = base.values
            for other in kept.bases.dropFirst() { retract(other) }
            let count = kept.events.count
            kept.events.removeAll { $0.event.time <= base.lastTime }
            if kept.events.count < count { isExact = false }
        }
        progress.values[unit] = values
        guard !kept.events.isEmpty else { return isExact }
        let slot = tails.open(
            unit, behind: UnsafeBufferPointer(start: words, count: rules.layout.stride), values)
        tails[slot].events = kept.events.map(\.event)
        tails[slot].origins = kept.events.map(\.origin)
        keptCount += kept.events.count
        unsettled.insert(unit)
        return isExact
    }

    /// Adds events to those of a unit that stays what it is.
    private mutating func add(_ kept: Kept, to unit: Int) -> Bool {
        let slot = tails.slot(of: unit) ?? openTail(unit, behind: records.record(of: unit))
        let last = tails[slot].committed[FunnelLayout.lastTime]
        let events = kept.events.filter { $0.event.time > last }
        tails[slot].events += events.map(\.event)
        tails[slot].origins += events.map(\.origin)
        keptCount += events.count
        unsettled.insert(unit)
        return events.count == kept.events.count
    }

    /// Takes a unit whose events are forgotten out of the tally as far as its words tell what it brought; attempts and
    /// sessions stand for themselves, and revenue stays with what it was paid for.
    private func retract(_ base: Base) {
        var words = base.words
        words.withUnsafeMutableBufferPointer { buffer in
            guard let words = buffer.baseAddress else { return }
            let status = base.status
            if status.awaiting > 0 { tally.addAwaiting(after: status.awaiting, -1) }
            guard !rules.isAdditive else { return }
            if status.level > 0 { tally.addFurthest(from: 0, to: status.level, -1) }
            for step in 0..<rules.stepCount {
                let start = words[rules.layout.starts + step]
                guard start != FunnelLayout.noStart else { continue }
                let reached = step == 0 ? start : max(start, words[rules.layout.reached + step])
                tally.addLevel(
                    step, old: FunnelLayout.noStart, new: start, time: reached, progress.slices(words), -1)
            }
        }
        for (key, starts) in base.values ?? [:] {
            for (step, start) in starts.enumerated() where start != FunnelLayout.noStart {
                tally.addLevel(
                    step, old: FunnelLayout.noStart, new: start, time: start, breakdown: Int(key >> 16),
                    slice: UInt16(key & 0xFFFF), -1)
            }
        }
    }
}
