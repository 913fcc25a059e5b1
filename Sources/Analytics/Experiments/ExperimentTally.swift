/// The sums of every arm and phase, now and as increments between the looks of a `LookSchedule`: summed up to any look
/// they say what was known then, whatever the order in which the events came.
final class ExperimentTally {
    /// Sums and increments of one arm in one phase.
    final class Series {
        let total: UnsafeMutablePointer<Int128>
        fileprivate(set) var buckets: UnsafeMutablePointer<Int128>

        init(wordCount: Int, capacity: Int) {
            total = .zeroed(wordCount)
            buckets = .zeroed(wordCount * capacity)
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
    /// nil before the first exposure.
    private(set) var schedule: LookSchedule?
    private(set) var bucketCount = 0
    /// Buckets there is room for in each series.
    private var capacity = 64
    /// The first bucket that has changed since this was set.
    var dirtyFrom = 0

    init(layout: SumsLayout, phaseCount: Int) {
        self.layout = layout
        series = Array(repeating: [], count: phaseCount)
    }

    var memoryBytes: Int {
        series.joined().reduce(0) { sum, one in
            sum + (one == nil ? 0 : (capacity + 1) * layout.wordCount * 16)
        }
    }

    /// Microseconds since 1970.
    func end(of bucket: Int) -> Int64 { schedule?.end(of: bucket) ?? .max }

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
    /// - Complexity: amortised O(1); O(buckets × arms) when the first exposure turns out to be earlier.
    func target(_ phase: Int, _ cell: Int, at time: Int64) -> Target {
        let bucket = include(time)
        if bucket < dirtyFrom { dirtyFrom = bucket }
        while series[phase].count <= cell { series[phase].append(nil) }
        let one = series[phase][cell] ?? Series(wordCount: layout.wordCount, capacity: capacity)
        series[phase][cell] = one
        return Target(total: one.total, bucket: one.buckets + bucket * layout.wordCount)
    }

    // MARK: Saving

    func save(to writer: inout StateWriter) {
        writer.write(schedule != nil)
        schedule?.save(to: &writer)
        writer.write(bucketCount)
        writer.write(dirtyFrom)
        for cells in series {
            writer.write(cells.count)
            for one in cells {
                writer.write(one != nil)
                guard let one else { continue }
                writer.write(one.total, count: layout.wordCount)
                writer.write(sparse: one.buckets, count: bucketCount * layout.wordCount)
            }
        }
    }

    /// - Parameter cells: arms there are.
    func restore(from reader: inout StateReader, cells: Int) throws(StateError) {
        schedule = try reader.readBool() ? try LookSchedule.restore(from: &reader) : nil
        bucketCount = try reader.readCount(upTo: schedule == nil ? 0 : LookSchedule.largestCount)
        dirtyFrom = try reader.readCount(upTo: .max)
        while bucketCount > capacity { capacity *= 2 }
        for phase in series.indices {
            for _ in 0..<(try reader.readCount(upTo: cells)) {
                series[phase].append(try reader.readBool() ? try restoreSeries(from: &reader) : nil)
            }
        }
    }

    private func restoreSeries(from reader: inout StateReader) throws(StateError) -> Series {
        let one = Series(wordCount: layout.wordCount, capacity: capacity)
        try reader.read(into: one.total, count: layout.wordCount)
        try reader.read(sparse: one.buckets, count: bucketCount * layout.wordCount)
        for word in layout.countWords {
            for place in stride(from: word, to: bucketCount * layout.wordCount, by: layout.wordCount) {
                try StateReader.require(one.buckets[place].magnitude < 1 << 40, "a sum of an arm is out of reach")
            }
            try StateReader.require(one.total[word].magnitude < 1 << 40, "a sum of an arm is out of reach")
        }
        return one
    }

    // MARK: The schedule

    /// The bucket of a time, made when there is none yet.
    private func include(_ time: Int64) -> Int {
        let schedule = schedule(with: time)
        let bucket = schedule.bucket(of: time)
        if bucket >= bucketCount { bucketCount = bucket + 1 }
        if bucketCount > capacity { grow() }
        return bucket
    }

    private func schedule(with time: Int64) -> LookSchedule {
        if let schedule, schedule.contains(time) { return schedule }
        let earlier = LookSchedule(from: time)
        if let schedule { move(from: schedule, to: earlier) }
        schedule = earlier
        return earlier
    }

    private func grow() {
        let old = capacity
        while bucketCount > capacity { capacity *= 2 }
        for case let one? in series.joined() {
            let more = UnsafeMutablePointer<Int128>.zeroed(capacity * layout.wordCount)
            more.update(from: one.buckets, count: old * layout.wordCount)
            one.buckets.deallocate()
            one.buckets = more
        }
    }

    /// Puts every increment where an earlier start has it.
    private func move(from old: LookSchedule, to new: LookSchedule) {
        dirtyFrom = 0
        guard bucketCount > 0 else { return }
        let width = layout.wordCount
        let places = (0..<bucketCount).map { new.bucket(of: old.start(of: $0)) }
        let count = bucketCount
        let oldCapacity = capacity
        bucketCount = (places.last ?? 0) + 1
        while bucketCount > capacity { capacity *= 2 }
        for case let one? in series.joined() {
            let moved = UnsafeMutablePointer<Int128>.zeroed(capacity * width)
            for bucket in 0..<min(count, oldCapacity) {
                for word in 0..<width { moved[places[bucket] * width + word] &+= one.buckets[bucket * width + word] }
            }
            one.buckets.deallocate()
            one.buckets = moved
        }
    }
}
