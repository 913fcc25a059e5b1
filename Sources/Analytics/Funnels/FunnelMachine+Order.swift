/// Events out of order: tails to replay, a second reading, and what can be forgotten.
extension FunnelMachine {
    mutating func append(_ event: StepEvent, _ unit: Int, _ words: FunnelProgress.Words) {
        if tails[unit] == nil {
            var committed = Array(UnsafeBufferPointer(start: words, count: rules.layout.stride))
            var status = FunnelStatus(committed[FunnelLayout.status])
            status.hasShelvedTies = false
            committed[FunnelLayout.status] = status.word
            tails[unit] = Tail(committed: committed, committedValues: progress.values[unit])
        }
        tails[unit]?.events.append(event)
        let isInOrder =
            rules.method != .history && tails[unit].map { $0.applied == $0.events.count - 1 } ?? false
            && rules.follows(event, words: words)
        if isInOrder {
            progress.apply(event, to: words, unit: unit, mode: .add)
            tails[unit]?.applied += 1
        } else {
            unsettled.insert(unit)
        }
        if forgets { commitQueue.append((event.time, unit)) }
    }

    // MARK: Second reading

    /// From here on only units set aside take events: all of theirs, from the beginning of the input.
    mutating func beginSecondReading() {
        isSecondReading = true
    }

    /// Collects an event again. Those before the first that came out of order stand in the tally already.
    mutating func takeAgain(_ event: StepEvent, _ unit: Int) {
        if tails[unit] == nil {
            var committed = Array(repeating: Int64(0), count: rules.layout.stride)
            committed.withUnsafeMutableBufferPointer { buffer in
                if let base = buffer.baseAddress { progress.prepare(base) }
            }
            tails[unit] = Tail(committed: committed)
            unsettled.insert(unit)
        }
        guard var tail = tails.removeValue(forKey: unit) else { return }
        if tail.isSettled, rules.follows(event, tail.events.last) { tail.applied += 1 }
        tail.events.append(event)
        tails[unit] = tail
    }

    // MARK: Order

    /// Replays the units whose events came out of order, so that the tally is exact for all that has arrived.
    mutating func settle() {
        for unit in unsettled {
            guard var tail = tails.removeValue(forKey: unit) else { continue }
            _ = replay(tail, upTo: tail.applied, unit, .retract)
            tail.events = rules.inOrder(tail.events)
            tail.applied = tail.events.count
            let words = replay(tail, upTo: tail.applied, unit, .add)
            records.word(unit).update(from: words, count: words.count)
            tails[unit] = tail
        }
        unsettled.removeAll(keepingCapacity: true)
    }

    private func replay(_ tail: Tail, upTo count: Int, _ unit: Int, _ mode: FunnelProgress.Mode) -> [Int64] {
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
    /// - Complexity: amortised O(1) per event.
    mutating func commit(before horizon: Int64) {
        // Kept events of a history are let go all at once, when no window of theirs can still be open.
        guard rules.method != .history || canForgetHistory else {
            commitQueue.removeAll()
            commitHead = 0
            return
        }
        let reach = rules.method == .history ? rules.window + rules.grace * Int64(rules.stepCount) : 0
        while commitHead < commitQueue.count, commitQueue[commitHead].time + reach < horizon {
            let unit = commitQueue[commitHead].unit
            commitHead += 1
            guard tails[unit] != nil else { continue }
            if unsettled.contains(unit) { settle() }
            guard let tail = tails.removeValue(forKey: unit) else { continue }
            if let rest = committed(tail, before: horizon - reach, unit) { tails[unit] = rest }
        }
        if commitHead > 4096, commitHead * 2 > commitQueue.count {
            commitQueue.removeFirst(commitHead)
            commitHead = 0
        }
    }

    /// A kept history is over once its windows are; not where there is no window, nor where an exclusion still to come
    /// may take back what the unit has reached.
    private var canForgetHistory: Bool { rules.window != .max && !rules.removesExcluded }

    /// The tail without its events before `horizon`; nil when none is left.
    private func committed(_ tail: Tail, before horizon: Int64, _ unit: Int) -> Tail? {
        var tail = tail
        let count = tail.events.firstIndex { $0.time >= horizon } ?? tail.events.count
        if count == tail.events.count { return nil }
        guard rules.method != .history, count > 0 else { return tail }
        // Ties of the committed words must not mix with those of the unit itself.
        let shelfKey = unit | 1 << 48
        progress.values[shelfKey] = tail.committedValues
        tail.committed.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for event in tail.events[..<count] { progress.apply(event, to: base, unit: shelfKey, mode: .silent) }
        }
        tally.tieShelf.remove(shelfKey)
        tail.committedValues = progress.values[shelfKey]
        progress.values[shelfKey] = nil
        var status = FunnelStatus(tail.committed[FunnelLayout.status])
        status.hasShelvedTies = false
        tail.committed[FunnelLayout.status] = status.word
        tail.events.removeFirst(count)
        tail.applied -= count
        return tail
    }
}
