/// Counts by time of many things on one grid: as fine as shows all of the past in at most 128 buckets.
///
/// When the past outgrows the grid, buckets are added up into those of the next coarser one, which they fit into exactly.
struct TrafficSeries {
    static let bucketCount = 128
    /// Seconds of each grid's bucket: 15 s, the ranges' (see `RangeGrid`), a day, a week, four weeks, 364 and 1,456 days.
    private static let lengths: [Int64] = [
        15, 60, 360, 1800, 10_800, 43_200, 86_400, 604_800, 2_419_200, 31_449_600, 125_798_400,
    ]

    private static let fresh = [Int32](repeating: 0, count: bucketCount)

    private var grid = 0
    /// Microseconds of a bucket.
    private(set) var length = lengths[0] * 1_000_000
    /// Oldest and newest bucket, counted from 1970; none before the first event.
    private var oldest = Int.max
    private var newest = Int.min
    private var counts: [Int32] = []
    /// Times of the bucket found last, for which no division is needed.
    private var knownTimes: Range<Int64> = 0..<0
    private var knownSlot = 0

    /// Makes room for one thing more and returns its row.
    mutating func open() -> Int {
        counts += Self.fresh
        return counts.count / Self.bucketCount - 1
    }

    var memoryBytes: Int { counts.capacity * 4 }

    /// The slot of a time, for `add`; good until the next call.
    @inline(__always)
    mutating func slot(of time: Int64) -> Int {
        knownTimes.contains(time) ? knownSlot : findSlot(of: time)
    }

    @inline(__always)
    mutating func add(_ row: Int, _ slot: Int, _ number: Int) {
        counts[row &* Self.bucketCount &+ slot] &+= Int32(truncatingIfNeeded: number)
    }

    private mutating func findSlot(of time: Int64) -> Int {
        var bucket = Self.divide(time, length)
        if bucket < oldest || bucket > newest {
            while max(newest, bucket) - min(oldest, bucket) >= Self.bucketCount, grid + 1 < Self.lengths.count {
                coarsen()
                bucket = Self.divide(time, length)
            }
            oldest = min(oldest, bucket)
            newest = max(newest, bucket)
        }
        knownTimes = Int64(bucket) * length..<Int64(bucket + 1) * length
        knownSlot = bucket & (Self.bucketCount - 1)
        return knownSlot
    }

    private mutating func coarsen() {
        let factor = Int64(Self.lengths[grid + 1] / Self.lengths[grid])
        grid += 1
        length = Self.lengths[grid] * 1_000_000
        guard oldest <= newest else { return }
        let from = oldest...newest
        for row in 0..<counts.count / Self.bucketCount {
            let base = row * Self.bucketCount
            var folded = Array(repeating: Int32(0), count: Self.bucketCount)
            for bucket in from {
                let slot = Self.divide(Int64(bucket), factor) & (Self.bucketCount - 1)
                folded[slot] += counts[base + bucket & (Self.bucketCount - 1)]
            }
            counts.replaceSubrange(base..<base + Self.bucketCount, with: folded)
        }
        oldest = Self.divide(Int64(oldest), factor)
        newest = Self.divide(Int64(newest), factor)
    }

    /// Rounded down.
    private static func divide(_ number: Int64, _ divisor: Int64) -> Int {
        let quotient = Int(number / divisor)
        return number < 0 && number % divisor != 0 ? quotient - 1 : quotient
    }

    /// Start of each bucket, oldest first.
    var starts: [Timestamp] {
        guard oldest <= newest else { return [] }
        return (oldest...newest).map { Timestamp(microseconds: Int64($0) * length) }
    }

    /// The counts of a row, oldest first.
    func values(_ row: Int) -> [Int] {
        guard oldest <= newest else { return [] }
        return (oldest...newest).map { Int(counts[row * Self.bucketCount + $0 & (Self.bucketCount - 1)]) }
    }
}
