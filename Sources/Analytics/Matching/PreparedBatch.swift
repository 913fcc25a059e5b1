/// A batch whose texts the aggregates have learnt, to be added as a whole or in parts.
package final class PreparedBatch {
    let batch: TranslatedBatch

    init(_ batch: consuming TranslatedBatch) { self.batch = batch }

    /// Microseconds since 1970, by row.
    package var times: [Int64] { batch.batch.times }

    /// The row will not count, because it is later than the latest time at which events count.
    package func isAhead(_ row: Int, of latest: Int64) -> Bool {
        Watermark.isAhead(batch.batch.times[row], of: latest, isLocal: batch.isLocal(row))
    }

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

    /// Rows of runs that were put together.
    ///
    /// - Parameter places: ascending, where they stand in the whole.
    static func rows(at places: [Int], of runs: [RowRun]) -> [(batch: PreparedBatch, row: Int)] {
        var runs = runs[...]
        var first = 0
        return places.compactMap { place in
            while let run = runs.first, place >= first + run.rows.count {
                first += run.rows.count
                runs.removeFirst()
            }
            return runs.first.map { ($0.batch, $0.rows.lowerBound + place - first) }
        }
    }
}
