/// The sums of every arm and phase, now and as increments over a grid of event time.
///
/// The grid has at most 1,024 buckets of 15 s × 2^k: it grows coarser as the experiment grows older. Summed up to any of
/// its edges it says what was known at that time, whatever the order in which the events came.
final class ExperimentTally {
    static let largestBucketCount = 1024

    /// Sums and increments of one arm in one phase.
    final class Series {
        let total: UnsafeMutablePointer<Int128>
        let buckets: UnsafeMutablePointer<Int128>

        init(wordCount: Int) {
            total = .zeroed(wordCount)
            buckets = .zeroed(wordCount * ExperimentTally.largestBucketCount)
        }

        deinit {
            total.deallocate()
            buckets.deallocate()
        }
    }

    /// Where the words of one arm at one time are added to.
    struct Target {
        let total: UnsafeMutablePointer<Int128>
        let bucket: UnsafeMutablePointer<Int128>

        func add(_ word: Int, _ value: Int128) {
            total[word] &+= value
            bucket[word] &+= value
        }
    }

    let layout: SumsLayout
    /// By phase, then by cell.
    private(set) var series: [[Series?]]
    /// Bucket length is `RangeGrid.unit` × 2^scale.
    private(set) var scale = 0
    /// Number of the first bucket since 1970, at this scale.
    private(set) var first = 0
    private(set) var bucketCount = 0
    /// The first bucket, counted from `first`, that has changed since this was set.
    var dirtyFrom = 0

    init(layout: SumsLayout, phaseCount: Int) {
        self.layout = layout
        series = Array(repeating: [], count: phaseCount)
    }

    var memoryBytes: Int {
        series.joined().reduce(0) { sum, one in
            sum + (one == nil ? 0 : (ExperimentTally.largestBucketCount + 1) * layout.wordCount * 16)
        }
    }

    /// Microseconds.
    var bucketLength: Int64 { RangeGrid.unit << Int64(scale) }

    /// The end of a bucket, counted from `first`, in microseconds since 1970.
    func end(of bucket: Int) -> Int64 { Int64(first + bucket + 1) * bucketLength }

    /// Buckets up to the last in which something happened that still counts.
    var usedBucketCount: Int {
        var count = bucketCount
        while count > 0, isQuiet(count - 1) { count -= 1 }
        return count
    }

    private func isQuiet(_ bucket: Int) -> Bool {
        let width = layout.wordCount
        return series.joined().allSatisfy { one in
            one.map { one in (0..<width).allSatisfy { one.buckets[bucket * width + $0] == 0 } } ?? true
        }
    }

    func series(_ phase: Int, _ cell: Int) -> Series? { cell < series[phase].count ? series[phase][cell] : nil }

    /// The words to change for an arm at a time.
    ///
    /// - Complexity: O(1); O(buckets × arms) when the grid has to grow coarser.
    func target(_ phase: Int, _ cell: Int, at time: Int64) -> Target {
        let bucket = include(time)
        if bucket < dirtyFrom { dirtyFrom = bucket }
        while series[phase].count <= cell { series[phase].append(nil) }
        let one = series[phase][cell] ?? Series(wordCount: layout.wordCount)
        series[phase][cell] = one
        return Target(total: one.total, bucket: one.buckets + bucket * layout.wordCount)
    }

    // MARK: The grid

    private static func floorDivide(_ time: Int64, _ length: Int64) -> Int {
        Int(time >= 0 ? time / length : (time - length + 1) / length)
    }

    /// The bucket of a time counted from `first`, made when it lies outside the grid.
    private func include(_ time: Int64) -> Int {
        let number = ExperimentTally.floorDivide(time, bucketLength)
        if bucketCount == 0 {
            first = number
            bucketCount = 1
            dirtyFrom = 0
        } else if number < first || number >= first + bucketCount {
            extend(to: number)
        }
        return ExperimentTally.floorDivide(time, bucketLength) - first
    }

    private func extend(to number: Int) {
        var low = min(first, number)
        var high = max(first + bucketCount - 1, number)
        var coarser = 0
        while high - low >= ExperimentTally.largestBucketCount {
            low >>= 1
            high >>= 1
            coarser += 1
        }
        if coarser > 0 || low < first { rebin(coarser, from: low) }
        scale += coarser
        first = low
        bucketCount = high - low + 1
    }

    /// Moves every bucket to its place in a grid that begins at `low` and is `coarser` powers of two coarser.
    private func rebin(_ coarser: Int, from low: Int) {
        dirtyFrom = 0
        let width = layout.wordCount
        let moved = UnsafeMutablePointer<Int128>.zeroed(width * ExperimentTally.largestBucketCount)
        defer { moved.deallocate() }
        let count = width * ExperimentTally.largestBucketCount
        for case let one? in series.joined() {
            moved.update(repeating: 0, count: count)
            for bucket in 0..<bucketCount {
                let place = ((first + bucket) >> coarser) - low
                for word in 0..<width { moved[place * width + word] &+= one.buckets[bucket * width + word] }
            }
            one.buckets.update(from: moved, count: count)
        }
    }
}
