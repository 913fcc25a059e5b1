/// A batch whose texts the aggregates have learnt, to be added as a whole or in parts.
package final class PreparedBatch {
    let batch: TranslatedBatch

    init(_ batch: consuming TranslatedBatch) { self.batch = batch }

    /// Microseconds since 1970, by row.
    package var times: [Int64] { batch.batch.times }

    var recent: [RecentEvent] { batch.batch.recent }
}

/// Some rows of a batch.
package struct RowRun {
    let batch: PreparedBatch
    let rows: Range<Int>

    package init(batch: PreparedBatch, rows: Range<Int>) {
        self.batch = batch
        self.rows = rows
    }
}
