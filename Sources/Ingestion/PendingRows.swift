import Analytics

/// The rows of an input's batch that wait for their turn.
struct PendingRows {
    let batch: PreparedBatch
    private(set) var next: Int

    /// - Parameter first: the first row that waits.
    init(_ batch: PreparedBatch, from first: Int = 0) {
        self.batch = batch
        next = first
    }

    var isEmpty: Bool { next >= batch.times.count }

    /// When the next row has its turn; there must be one. What is ahead of the clock does not count, and keeps those
    /// behind it from nothing: it has its turn at once.
    ///
    /// - Parameter latest: time of the latest event that counts.
    func turn(latest: Int64) -> Int64 {
        let time = batch.times[next]
        return time > latest && batch.isAhead(next, of: latest) ? .min : time
    }

    /// Takes the next row, and those behind it as long as they are before the time at which it is another's turn.
    ///
    /// - Parameter includes: rows of that very time are taken too.
    mutating func take(until turn: Int64, includes: Bool, latest: Int64) -> Range<Int> {
        let first = next
        next += 1
        let times = batch.times
        while next < times.count {
            let time = times[next] > latest ? self.turn(latest: latest) : times[next]
            guard time < turn || includes && time == turn else { break }
            next += 1
        }
        return first..<next
    }

    /// Takes all that are left.
    mutating func takeAll() -> Range<Int> {
        defer { next = batch.times.count }
        return next..<batch.times.count
    }
}
