/// The past in buckets on the grids of the ranges.
///
/// What happened in a bucket stands once: on the finest grid that still keeps the bucket. A bucket that a grid lets go
/// is added to that of the next coarser one, of which it is a part. So a change costs one place, whatever the number of
/// ranges, and whoever asks for a bucket adds up the finer ones within it.
struct SessionRings: ~Copyable {
    /// Buckets kept on each grid.
    static let size = 256
    private static let places = RangeGrid.rangeCount * size

    /// By place.
    let sums: UnsafeMutablePointer<SessionTally.Sums>
    /// Events by their own time.
    let events: UnsafeMutablePointer<Int>
    private let bins: UnsafeMutablePointer<Int32>
    /// Newest bucket on each grid.
    private let heads: UnsafeMutablePointer<Int>

    init() {
        sums = .allocate(capacity: SessionRings.places)
        sums.initialize(repeating: SessionTally.Sums(), count: SessionRings.places)
        events = .zeroed(SessionRings.places)
        bins = .zeroed(SessionRings.places * LengthBins.count)
        heads = .allocate(capacity: RangeGrid.rangeCount)
        heads.initialize(repeating: .min, count: RangeGrid.rangeCount)
    }

    deinit {
        sums.deallocate()
        events.deallocate()
        bins.deallocate()
        heads.deallocate()
    }

    static var memoryBytes: Int { places * (MemoryLayout<SessionTally.Sums>.stride + 8 + LengthBins.count * 4) }

    /// Where a time's bucket stands; nil where no grid keeps it any more.
    @inline(__always)
    mutating func place(of time: Int64) -> Int? {
        let unit = RangeGrid.units(at: time)
        if unit <= heads[0], unit &- heads[0] &+ SessionRings.size > 0 { return index(0, unit) }
        return placeOfOther(unit)
    }

    @inline(never)
    private mutating func placeOfOther(_ unit: Int) -> Int? {
        if unit > heads[0] { advance(to: unit) }
        return finestPlace(unit)
    }

    private func finestPlace(_ unit: Int) -> Int? {
        for lane in 0..<RangeGrid.rangeCount {
            let bucket = unit.dividedDown(by: RangeGrid.unitsPerBucket[lane])
            if holds(lane, bucket) { return index(lane, bucket) }
        }
        return nil
    }

    @inline(__always)
    func add(_ number: Int, _ place: Int, _ bin: Int) {
        bins[place &* LengthBins.count &+ bin] &+= Int32(truncatingIfNeeded: number)
    }

    func count(_ place: Int, _ bin: Int) -> Int { Int(bins[place * LengthBins.count + bin]) }

    /// The places that together make up a bucket: its own, and those of the finer ones within it.
    func forEachPlace(lane: Int, bucket: Int, _ visit: (Int) -> Void) {
        for finer in 0...lane where heads[finer] != .min {
            let parts = RangeGrid.unitsPerBucket[lane] / RangeGrid.unitsPerBucket[finer]
            let first = max(bucket * parts, heads[finer] - SessionRings.size + 1)
            let last = min((bucket + 1) * parts - 1, heads[finer])
            guard first <= last else { continue }
            for part in first...last { visit(index(finer, part)) }
        }
    }

    private func holds(_ lane: Int, _ bucket: Int) -> Bool {
        heads[lane] != .min && bucket <= heads[lane] && bucket > heads[lane] - SessionRings.size
    }

    @inline(__always)
    private func index(_ lane: Int, _ bucket: Int) -> Int {
        lane &* SessionRings.size &+ (bucket & (SessionRings.size - 1))
    }

    func save(to writer: inout StateWriter) {
        writer.write(heads, count: RangeGrid.rangeCount)
        writer.write(sparse: sums, count: SessionRings.places)
        writer.write(sparse: events, count: SessionRings.places)
        writer.write(sparse: bins, count: SessionRings.places * LengthBins.count)
    }

    func restore(from reader: inout StateReader) throws(StateError) {
        try reader.read(into: heads, count: RangeGrid.rangeCount)
        try reader.read(sparse: sums, count: SessionRings.places)
        try reader.read(sparse: events, count: SessionRings.places)
        try reader.read(sparse: bins, count: SessionRings.places * LengthBins.count)
        for lane in 0..<RangeGrid.rangeCount {
            try StateReader.require(
                heads[lane] == .min || heads[lane].magnitude < 1 << 31, "a ring ends out of reach")
        }
        for place in 0..<SessionRings.places {
            try StateReader.require(events[place].magnitude <= StateLimits.count, "a count is out of reach")
        }
    }

    /// Coarser grids first, so that they have room for what the finer ones let go.
    private func advance(to unit: Int) {
        for lane in (0..<RangeGrid.rangeCount).reversed() {
            let head = heads[lane]
            let length = RangeGrid.unitsPerBucket[lane]
            let bucket = unit.dividedDown(by: length)
            guard bucket > head else { continue }
            heads[lane] = bucket
            guard head != .min else { continue }
            let oldest = head - SessionRings.size + 1
            for gone in oldest..<oldest + min(bucket - head, SessionRings.size) {
                let from = index(lane, gone)
                if let to = finestPlace(gone * length), to != from { add(from, to: to) }
                clear(from)
            }
        }
    }

    private func add(_ from: Int, to: Int) {
        sums[to] += sums[from]
        events[to] &+= events[from]
        for bin in 0..<LengthBins.count { add(count(from, bin), to, bin) }
    }

    private func clear(_ place: Int) {
        sums[place] = SessionTally.Sums()
        events[place] = 0
        (bins + place * LengthBins.count).update(repeating: 0, count: LengthBins.count)
    }
}
