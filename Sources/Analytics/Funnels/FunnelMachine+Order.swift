/// Events out of order: tails to replay, a second reading, and what can be forgotten.
extension FunnelMachine {
    mutating func append(_ event: StepEvent, _ unit: Int, _ words: FunnelProgress.Words) {
        let slot = tails.slot(of: unit) ?? openTail(unit, behind: words)
        let isInOrder = rules.method != .history && tails[slot].isSettled && rules.follows(event, words: words)
        tails[slot].events.append(event)
        if isInOrder {
            progress.apply(event, to: words, unit: unit, mode: .add)
            tails[slot].applied += 1
        } else {
            unsettled.insert(unit)
        }
        keptCount += 1
        if people != nil { tails[slot].origins.append(origin) }
        if forgets { commitQueue.append((event.time, people == nil ? unit : Int(origin.id))) }
    }

    /// A tail behind the words as they are, whose ties are settled.
    mutating func openTail(_ unit: Int, behind words: FunnelProgress.Words) -> Int {
        let slot = tails.open(
            unit, behind: UnsafeBufferPointer(start: words, count: rules.layout.stride), progress.values[unit])
        var status = FunnelStatus(words[FunnelLayout.status])
        status.hasShelvedTies = false
        tails[slot].committed[FunnelLayout.status] = status.word
        return slot
    }

    // MARK: Second reading

    /// From here on only units set aside take events: all of theirs, from the beginning of the input.
    mutating func beginSecondReading() {
        isSecondReading = true
    }

    /// Collects an event again. Those before the first that came out of order stand in the tally already.
    mutating func takeAgain(_ event: StepEvent, _ unit: Int) {
        let slot = tails.slot(of: unit) ?? openFirstTail(unit)
        if tails[slot].isSettled, rules.follows(event, tails[slot].events.last) { tails[slot].applied += 1 }
        tails[slot].events.append(event)
        keptCount += 1
    }

    /// A tail behind the words of a unit that has had no event.
    private mutating func openFirstTail(_ unit: Int) -> Int {
        unsettled.insert(unit)
        var first = Array(repeating: Int64(0), count: rules.layout.stride)
        return first.withUnsafeMutableBufferPointer { buffer in
            if let base = buffer.baseAddress { progress.prepare(base) }
            return tails.open(unit, behind: UnsafeBufferPointer(buffer), nil)
        }
    }

    // MARK: Order

    /// Replays the units whose events came out of order, so that the tally is exact for all that has arrived.
    mutating func settle() {
        for unit in unsettled {
            guard let slot = tails.slot(of: unit) else { continue }
            _ = replay(tails[slot], upTo: tails[slot].applied, unit, .retract)
            if people == nil {
                tails[slot].events = rules.inOrder(tails[slot].events)
            } else {
                sortByArrival(slot)
            }
            tails[slot].applied = tails[slot].events.count
            let words = replay(tails[slot], upTo: tails[slot].applied, unit, .add)
            records.record(of: unit).update(from: words, count: words.count)
        }
        unsettled.removeAll(keepingCapacity: true)
    }

    func replay(_ tail: Tail, upTo count: Int, _ unit: Int, _ mode: FunnelProgress.Mode) -> [Int64] {
        var words = tail.committed
        tally.tieShelf.remove(unit)
        progress.values[unit] = tail.committedValues
        words.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            if rules.method == .history {
                evaluator.replay(tail.events[..<count], base, unit, mode)
            } else {
                for event in tail.events[..<count] { progress.apply(event, to: base, unit: unit, mode: mode) }
            }
        }
        return words
    }

    /// No event before `horizon` will come any more: forgets those that can change nothing.
    ///
    /// - Parameter newest: time of the newest event.
    /// - Complexity: amortised O(1) per event.
    mutating func commit(before horizon: Int64, newest: Int64) {
        let horizon = people == nil ? horizon : keptHorizon(horizon, newest: newest)
        // Kept events of a history are let go all at once, when no window of theirs can still be open.
        guard rules.method != .history || canForgetHistory else {
            commitQueue.removeAll()
            commitHead = 0
            return
        }
        let reach = rules.method == .history ? rules.window + rules.grace * Int64(rules.stepCount) : 0
        while commitHead < commitQueue.count, commitQueue[commitHead].time + reach < horizon {
            let key = commitQueue[commitHead].key
            let unit = people?.person(of: key) ?? key
            commitHead += 1
            guard let slot = tails.slot(of: unit) else { continue }
            if !unsettled.isEmpty, unsettled.contains(unit) { settle() }
            commit(slot, before: horizon - reach, unit)
        }
        if commitHead > 4096, commitHead * 2 > commitQueue.count {
            commitQueue.removeFirst(commitHead)
            commitHead = 0
        }
    }

    /// A kept history is over once its windows are; not where there is no window, nor where an exclusion still to come
    /// may take back what the unit has reached.
    private var canForgetHistory: Bool { rules.window != .max && !rules.removesExcluded }

    /// Takes the events before `horizon` into the committed words, and closes the tail when none is left.
    private mutating func commit(_ slot: Int, before horizon: Int64, _ unit: Int) {
        let count = tails[slot].events.firstIndex { $0.time >= horizon } ?? tails[slot].events.count
        if count == tails[slot].events.count {
            keptCount -= count
            return tails.close(unit)
        }
        guard rules.method != .history, count > 0 else { return }
        // Through a constant: see `MachineBox`.
        let tally = tally
        // Ties of the committed words must not mix with those of the unit itself.
        let shelfKey = unit | 1 << 48
        progress.values[shelfKey] = tails[slot].committedValues
        let leaving = Array(tails[slot].events[..<count])
        tails[slot].committed.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for event in leaving { progress.apply(event, to: base, unit: shelfKey, mode: .silent) }
        }
        tally.tieShelf.remove(shelfKey)
        tails[slot].committedValues = progress.values[shelfKey]
        progress.values[shelfKey] = nil
        var status = FunnelStatus(tails[slot].committed[FunnelLayout.status])
        status.hasShelvedTies = false
        tails[slot].committed[FunnelLayout.status] = status.word
        tails[slot].events.removeFirst(count)
        if people != nil { tails[slot].origins.removeFirst(count) }
        keptCount -= count
        tails[slot].applied -= count
        tails.shrink(slot)
    }
}
