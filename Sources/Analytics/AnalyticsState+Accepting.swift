/// Which rows count, and why others do not.
extension AnalyticsState {
    /// Stands in the place of a row's user where the row does not count, and tells why.
    enum Refusal: Int32 {
        /// An event of its id came before.
        case copy = -1
        /// Before `since`, or not before `until`.
        case outsideTimes = -2
        case filtered = -3
        case late = -4
        case ahead = -5
        /// There is no memory for another user.
        case untracked = -6
    }

    /// Shows the trace what became of rows.
    mutating func show(
        _ batch: borrowing TranslatedBatch, _ rows: Range<Int>, _ accepted: [Int32], _ before: Watermark
    ) {
        guard let user = trace?.user else { return }
        let (ids, names) = (Set(idsOfPerson(with: user)), names)
        trace?.add(batch, rows, ids: ids, accepted: accepted, watermark: before, names: names)
    }

    /// The index of the id of each row that counts; a negative number, a `Refusal`, for the others.
    mutating func accept(_ batch: borrowing TranslatedBatch, _ rows: Range<Int>) -> [Int32] {
        let ids = batch.batch.users
        return [Int32](unsafeUninitializedCapacity: rows.count) { accepted, initialized in
            for row in rows {
                // Look-ups miss the cache: their lines are asked for in two steps ahead of them.
                if row + 24 < rows.upperBound { users.prefetchSlot(ids[row + 24]) }
                if row + 12 < rows.upperBound { users.prefetchHash(ids[row + 12]) }
                let refusal = refusal(of: row, batch)
                if refusal == nil, !isSecondReading { count(batch.events[row]) }
                accepted[row - rows.lowerBound] =
                    refusal?.rawValue ?? Int32(truncatingIfNeeded: users.index(of: ids[row]))
            }
            initialized = rows.count
        }
    }

    /// Why a row does not count; nil where it does, which moves the time on. The second reading comes to the same.
    @inline(__always)
    private mutating func refusal(of row: Int, _ batch: borrowing TranslatedBatch) -> Refusal? {
        let time = batch.batch.times[row]
        let isLocal = batch.isLocal(row)
        // What is ahead may come again in its time: its id is not remembered.
        if !batch.batch.ids.isEmpty, !watermark.isAhead(time, isLocal: isLocal),
            isCopy(batch.batch.ids[row], time, isLocal)
        {
            return .copy
        }
        guard times.contains(time) else { return .outsideTimes }
        guard filter?.isTrue(of: row, in: batch) ?? true else { return .filtered }
        switch watermark.admit(time, isLocal: isLocal) {
        case .inTime: break
        case .late:
            if !isSecondReading { late += 1 }
            return .late
        case .ahead: return .ahead
        }
        if takesNoNewUsers || isSecondReading && untracked > 0, users.find(batch.batch.users[row]) == nil {
            if !isSecondReading { untracked += 1 }
            return .untracked
        }
        return nil
    }

    /// Whether an event of this id came before, within the bounds of what is remembered.
    private mutating func isCopy(_ id: UInt64, _ time: Int64, _ isLocal: Bool) -> Bool {
        guard id != 0, !recentIDs.insert(id, now: watermark.time(with: time, isLocal: isLocal)) else { return false }
        if !isSecondReading { duplicates += 1 }
        return true
    }

    /// Counts an event that is taken.
    @inline(__always)
    private mutating func count(_ name: UInt32) {
        eventTotal += 1
        guard name & Symbol.transientBit == 0 else { return }
        while eventCounts.count <= Int(name) { eventCounts.append(0) }
        eventCounts[Int(name)] += 1
    }
}
