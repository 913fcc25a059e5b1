/// Sessions by the time of their start: in all, and for every range. What is added can be taken back.
struct SessionTally: ~Copyable {
    /// What sessions add up to.
    struct Sums: Equatable {
        var count = 0
        var events = 0
        var pageViews = 0
        /// Microseconds.
        var length = 0
        var bounces = 0
    }

    /// Buckets kept on each grid.
    static let ringSize = 256
    private static let measures = 5
    private let totals: UnsafeMutablePointer<Int>
    private let rings: UnsafeMutablePointer<Int>
    /// Events by their own time, by bucket.
    private let eventRings: UnsafeMutablePointer<Int>
    /// Events of one finest bucket that are not in `eventRings` yet.
    private var pendingUnit = Int.min
    private var pendingEvents = 0
    /// Counts by length, for the median of a range.
    private let bins: UnsafeMutablePointer<Int32>
    /// Newest bucket on each grid.
    private let heads: UnsafeMutablePointer<Int32>
    /// Milliseconds, of all sessions.
    private(set) var lengths = LogHistogram()

    init() {
        totals = .zeroed(SessionTally.measures)
        rings = .zeroed(RangeGrid.rangeCount * SessionTally.ringSize * SessionTally.measures)
        eventRings = .zeroed(RangeGrid.rangeCount * SessionTally.ringSize)
        bins = .zeroed(RangeGrid.rangeCount * SessionTally.ringSize * LengthBins.count)
        heads = .allocate(capacity: RangeGrid.rangeCount)
        heads.initialize(repeating: .min, count: RangeGrid.rangeCount)
    }

    deinit {
        totals.deallocate()
        rings.deallocate()
        eventRings.deallocate()
        bins.deallocate()
        heads.deallocate()
    }

    var memoryBytes: Int {
        RangeGrid.rangeCount * SessionTally.ringSize * (SessionTally.measures * 8 + LengthBins.count * 4)
    }

    /// Since the first session.
    var sums: Sums {
        Sums(count: totals[0], events: totals[1], pageViews: totals[2], length: totals[3], bounces: totals[4])
    }

    /// A session comes (`sign` 1) or is taken back (-1).
    mutating func add(_ session: Session, _ sign: Int) {
        let delta = SIMD4<Int>(
            Int(session.events), Int(session.pageViews), Int(session.length), session.isBounce ? 1 : 0)
        lengths.add(session.length / 1000, sign)
        add(session.start, count: sign, delta &* SIMD4(repeating: sign))
        count(session.start, LengthBins.bin(session.length), sign)
    }

    /// A session grows without a change of its start.
    @inline(__always)
    mutating func change(_ old: Session, to new: Session) {
        let delta = SIMD4<Int>(
            Int(new.events &- old.events), Int(new.pageViews &- old.pageViews), Int(new.length - old.length),
            (new.isBounce ? 1 : 0) - (old.isBounce ? 1 : 0))
        add(new.start, count: 0, delta)
        guard new.last != old.last else { return }
        lengths.add(old.length / 1000, -1)
        lengths.add(new.length / 1000, 1)
        let from = LengthBins.bin(old.length)
        let to = LengthBins.bin(new.length)
        guard from != to else { return }
        count(new.start, from, -1)
        count(new.start, to, 1)
    }

    @inline(__always)
    private func add(_ start: Int64, count: Int, _ delta: SIMD4<Int>) {
        totals[0] &+= count
        totals[1] &+= delta[0]
        totals[2] &+= delta[1]
        totals[3] &+= delta[2]
        totals[4] &+= delta[3]
        let buckets = RangeGrid.buckets(of: start)
        for lane in 0..<RangeGrid.rangeCount {
            let bucket = buckets[lane]
            if bucket > heads[lane] { advance(lane, to: bucket) }
            guard holds(lane, bucket) else { continue }
            let cell = rings + index(lane, bucket) &* SessionTally.measures
            cell[0] &+= count
            cell[1] &+= delta[0]
            cell[2] &+= delta[1]
            cell[3] &+= delta[2]
            cell[4] &+= delta[3]
        }
    }

    /// An event of the stream, at its own time.
    @inline(__always)
    mutating func addEvent(at time: Int64) {
        let unit = RangeGrid.units(at: time)
        if unit == pendingUnit {
            pendingEvents &+= 1
        } else {
            flush()
            pendingUnit = unit
            pendingEvents = 1
        }
    }

    private mutating func flush() {
        guard pendingEvents > 0 else { return }
        let buckets = RangeGrid.buckets(of: Int64(pendingUnit) * RangeGrid.unit)
        for lane in 0..<RangeGrid.rangeCount {
            if buckets[lane] > heads[lane] { advance(lane, to: buckets[lane]) }
            if holds(lane, buckets[lane]) { eventRings[index(lane, buckets[lane])] &+= pendingEvents }
        }
        pendingEvents = 0
    }

    /// Events in one bucket; 0 where it is no longer kept.
    func events(lane: Int, bucket: Int) -> Int {
        var pending = 0
        if pendingEvents > 0, RangeGrid.buckets(of: Int64(pendingUnit) * RangeGrid.unit)[lane] == bucket {
            pending = pendingEvents
        }
        guard let bucket = Int32(exactly: bucket), holds(lane, bucket) else { return pending }
        return eventRings[index(lane, bucket)] + pending
    }

    private func count(_ start: Int64, _ bin: Int, _ sign: Int) {
        let buckets = RangeGrid.buckets(of: start)
        for lane in 0..<RangeGrid.rangeCount where holds(lane, buckets[lane]) {
            bins[index(lane, buckets[lane]) &* LengthBins.count &+ bin] &+= Int32(truncatingIfNeeded: sign)
        }
    }

    @inline(__always)
    private func holds(_ lane: Int, _ bucket: Int32) -> Bool {
        Int(bucket) > Int(heads[lane]) - SessionTally.ringSize && bucket <= heads[lane]
    }

    @inline(__always)
    private func index(_ lane: Int, _ bucket: Int32) -> Int {
        lane &* SessionTally.ringSize &+ (Int(bucket) & (SessionTally.ringSize - 1))
    }

    private func advance(_ lane: Int, to bucket: Int32) {
        let head = heads[lane]
        heads[lane] = bucket
        guard head != .min else { return }
        for offset in 1...min(Int(bucket) - Int(head), SessionTally.ringSize) {
            let cell = index(lane, head &+ Int32(truncatingIfNeeded: offset))
            eventRings[cell] = 0
            (rings + cell * SessionTally.measures).update(repeating: 0, count: SessionTally.measures)
            (bins + cell * LengthBins.count).update(repeating: 0, count: LengthBins.count)
        }
    }

    /// Of the sessions begun in one bucket; nothing where the bucket is no longer kept.
    func sums(lane: Int, bucket: Int) -> Sums {
        guard let bucket = Int32(exactly: bucket), holds(lane, bucket) else { return Sums() }
        let cell = rings + index(lane, bucket) * SessionTally.measures
        return Sums(count: cell[0], events: cell[1], pageViews: cell[2], length: cell[3], bounces: cell[4])
    }

    /// Median length in seconds of the sessions begun in some buckets, within a quarter of it; nil without sessions.
    func medianSeconds(lane: Int, _ buckets: Range<Int>) -> Double? {
        var counts = Array(repeating: 0, count: LengthBins.count)
        for bucket in buckets {
            guard let bucket = Int32(exactly: bucket), holds(lane, bucket) else { continue }
            let cell = bins + index(lane, bucket) * LengthBins.count
            for bin in counts.indices { counts[bin] += Int(cell[bin]) }
        }
        return LengthBins.median(counts)
    }
}

extension SessionTally.Sums {
    static func += (a: inout Self, b: Self) {
        a.count += b.count
        a.events += b.events
        a.pageViews += b.pageViews
        a.length += b.length
        a.bounces += b.bounces
    }
}

/// Lengths in half octaves: below one second, then two bins for each doubling, up to 13 hours and beyond.
enum LengthBins {
    static let count = 32

    /// - Parameter length: microseconds, 0 or more.
    @inline(__always)
    static func bin(_ length: Int64) -> Int {
        let seconds = length / 1_000_000
        guard seconds > 0 else { return 0 }
        guard seconds < 1 << 16 else { return count - 1 }
        let octave = 63 - seconds.leadingZeroBitCount
        let isUpperHalf = seconds * seconds >= 1 << Int64(2 * octave + 1)
        return min(count - 1, 1 + 2 * octave + (isUpperHalf ? 1 : 0))
    }

    /// Seconds at which a bin begins.
    static func start(_ bin: Int) -> Double {
        guard bin > 0 else { return 0 }
        let octave = Double(1 << ((bin - 1) / 2))
        return (bin - 1) % 2 == 0 ? octave : octave * 1.414_213_562_373_095_1
    }

    /// Between the ends of the median's bin in proportion; nil when there are no counts.
    static func median(_ counts: [Int]) -> Double? {
        let total = counts.reduce(0, +)
        guard total > 0 else { return nil }
        let half = Double(total) / 2
        var seen = 0.0
        for (bin, number) in counts.enumerated() where number > 0 {
            if seen + Double(number) >= half {
                let from = start(bin)
                return from + (half - seen) / Double(number) * (start(bin + 1) - from)
            }
            seen += Double(number)
        }
        return nil
    }
}
