import Analytics

/// The rows of an input's batch that wait for their turn.
struct PendingRows {
    let batch: PreparedBatch
    private(set) var next = 0

    init(_ batch: PreparedBatch) { self.batch = batch }

    var isEmpty: Bool { next >= batch.times.count }

    /// Time of the next row; there must be one.
    var time: Int64 { batch.times[next] }

    /// Takes the next row, and those behind it up to the first that is later than `horizon`.
    mutating func take(until horizon: Int64) -> Range<Int> {
        let first = next
        next += 1
        while next < batch.times.count, batch.times[next] <= horizon { next += 1 }
        return first..<next
    }
}
