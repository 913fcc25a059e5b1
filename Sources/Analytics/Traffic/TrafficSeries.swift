/// Counts by time of many things on one grid: as fine as shows all of the past in at most 128 buckets.
///
/// When the past outgrows the grid, buckets are added up into those of the next coarser one, which they fit into exactly.
struct TrafficSeries: ~Copyable {
    static let bucketCount = 128
    /// Seconds of each grid's bucket: 15 s, the ranges' (see `RangeGrid`), a day, a week, four weeks, 364 and 1,456 days.
    private static let lengths: [Int64] = [
        15, 60, 360, 1800, 10_800, 43_200, 86_400, 604_800, 2_419_200, 31_449_600, 125_798_400,
    ]

    private var grid = 0
    /// Microseconds of a bucket.
    private(set) var length = lengths[0] * 1_000_000
    /// Oldest and newest bucket, counted from 1970; none before the first event.
    private var oldest = Int.max
    private var newest = Int.min
    /// A record of `bucketCount` numbers of 32 bits for each row.
    private var counts = SegmentedWords(stride: TrafficSeries.bucketCount / 2, recordsPerSegment: 32)
    private(set) var rowCount = 0
    /// Times of the bucket found last, for which no division is needed.
    private var knownTimes: Range<Int64> = 0..<0
    private var knownSlot = 0

    /// Makes room for one thing more and returns its row.
    mutating func open() -> Int {
        rowCount += 1
        counts.ensure(count: rowCount)
        return rowCount - 1
    }

    var memoryBytes: Int { counts.memoryBytes }

    @inline(__always)
    private func buckets(_ row: Int) -> UnsafeMutablePointer<Int32> {
        UnsafeMutableRawPointer(counts.word(row)).assumingMemoryBound(to: Int32.self)
    }

    /// The slot of a time, for `add`; good until the next call.
    @inline(__always)
    mutating func slot(of time: Int64) -> Int {
        knownTimes.contains(time) ? knownSlot : findSlot(of: time)
    }

    @inline(__always)
    mutating func add(_ row: Int, _ slot: Int, _ number: Int) {
        buckets(row)[slot] &+= Int32(truncatingIfNeeded: number)
    }

    private mutating func findSlot(of time: Int64) -> Int {
        var bucket = Int(time).dividedDown(by: Int(length))
        if bucket < oldest || bucket > newest {
            while max(newest, bucket) - min(oldest, bucket) >= Self.bucketCount, grid + 1 < Self.lengths.count {
                coarsen()
                bucket = Int(time).dividedDown(by: Int(length))
            }
            oldest = min(oldest, bucket)
            newest = max(newest, bucket)
        }
        knownTimes = Int64(bucket) * length..<Int64(bucket + 1) * length
        knownSlot = bucket & (Self.bucketCount - 1)
        return knownSlot
    }

    private mutating func coarsen() {
        let factor = Int(Self.lengths[grid + 1] / Self.lengths[grid])
        grid += 1
        length = Self.lengths[grid] * 1_000_000
        guard oldest <= newest else { return }
        let from = oldest...newest
        for row in 0..<rowCount {
            let buckets = buckets(row)
            var folded = Array(repeating: Int32(0), count: Self.bucketCount)
            for bucket in from {
                let slot = bucket.dividedDown(by: factor) & (Self.bucketCount - 1)
                folded[slot] &+= buckets[bucket & (Self.bucketCount - 1)]
            }
            buckets.update(from: folded, count: Self.bucketCount)
        }
        oldest = oldest.dividedDown(by: factor)
        newest = newest.dividedDown(by: factor)
    }

    func save(to writer: inout StateWriter) {
        writer.write(grid)
        writer.write(oldest)
        writer.write(newest)
        writer.write(rowCount)
        for row in 0..<rowCount { writer.write(sparse: counts.word(row), count: counts.stride) }
    }

    /// - Parameter rows: things that may have been opened at most.
    mutating func restore(from reader: inout StateReader, rows: Int) throws(StateError) {
        grid = try reader.readCount(upTo: Self.lengths.count - 1)
        length = Self.lengths[grid] * 1_000_000
        oldest = try reader.readInt()
        newest = try reader.readInt()
        let reach = Int(StateLimits.time / length) + 1
        try StateReader.require(
            oldest == .max && newest == .min
                || -reach...reach ~= oldest && oldest...max(oldest, reach) ~= newest && newest - oldest < 1024,
            "the times of the traffic are out of reach")
        let known = rowCount
        rowCount = try reader.readCount(upTo: rows)
        try StateReader.require(
            rowCount >= known && rowCount <= known + reader.remaining, "rows of traffic are missing")
        counts.ensure(count: rowCount)
        for row in 0..<rowCount { try reader.read(sparse: counts.word(row), count: counts.stride) }
        knownTimes = 0..<0
    }

    /// Start of each bucket, oldest first.
    var starts: [Timestamp] {
        guard oldest <= newest else { return [] }
        return (oldest...newest).map { Timestamp(microseconds: Int64($0) * length) }
    }

    /// The counts of a row, oldest first.
    func values(_ row: Int) -> [Int] {
        guard oldest <= newest else { return [] }
        return (oldest...newest).map { Int(buckets(row)[$0 & (Self.bucketCount - 1)]) }
    }
}
