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

    /// Time of the next row; there must be one.
    var time: Int64 { batch.times[next] }

    /// Takes the next row, and those behind it as long as they are before the time at which it is another's turn.
    ///
    /// - Parameter includes: rows of that very time are taken too.
    mutating func take(until turn: Int64, includes: Bool) -> Range<Int> {
        let first = next
        next += 1
        let times = batch.times
        while next < times.count, times[next] < turn || includes && times[next] == turn { next += 1 }
        return first..<next
    }

    /// Takes all that are left.
    mutating func takeAll() -> Range<Int> {
        defer { next = batch.times.count }
        return next..<batch.times.count
    }
}
