import Analytics

/// Turns whole records of one format into events. Stateful (symbol tables, a CSV header), used by one thread at a time.
package protocol RecordDecoder: AnyObject {
    /// How many of the first bytes are whole records; the rest waits for more input. `RecordDecoding.padding` readable
    /// bytes follow them.
    ///
    /// - Complexity: O(length of the unfinished record) for line formats, O(n) where quotes span lines.
    func completeLength(of bytes: UnsafeRawBufferPointer) -> Int

    /// Decodes whole records and appends their events to `batch`, counting what cannot be used.
    ///
    /// At least `RecordDecoding.padding` readable bytes must follow the end of `bytes`.
    func decode(_ bytes: UnsafeRawBufferPointer, into batch: inout EventBatch)
}

package enum RecordDecoding {
    /// Readable bytes behind the last record, for word-wise loads.
    package static let padding = 64
    /// From 1900 to the end of 2200, in microseconds since 1970: what lies outside is a sign, not a time.
    package static let plausibleTimes: Range<Int64> = -2_208_988_800_000_000..<7_289_654_400_000_000
    /// Rejected lines kept per batch.
    package static let exampleLimit = 8
    /// Bytes kept of each.
    package static let exampleBytes = 200
}
