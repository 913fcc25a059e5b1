/// Units per step by the time at which their attempt began, on every grid: once per unit, step and bucket.
final class TrendTally {
    private static let ringSize = 256
    /// Days, about eleven years of them.
    private static let dayRingSize = 4096
    private let stepCount: Int
    private let rings: UnsafeMutablePointer<Int32>
    private let size: Int
    /// Newest bucket on each grid.
    private let heads: UnsafeMutablePointer<Int32>

    init(stepCount: Int) {
        self.stepCount = stepCount
        size = stepCount * (RangeGrid.rangeCount * TrendTally.ringSize + TrendTally.dayRingSize)
        rings = .zeroed(size)
        heads = .allocate(capacity: RangeGrid.dayLane + 1)
        heads.initialize(repeating: .min, count: RangeGrid.dayLane + 1)
    }

    deinit {
        rings.deallocate()
        heads.deallocate()
    }

    var memoryBytes: Int { size * 4 }

    /// The latest start of a unit for `step` moves from bucket to bucket.
    @inline(__always)
    func add(_ step: Int, old: SIMD8<Int32>?, new: SIMD8<Int32>, _ sign: Int) {
        let old = old ?? (new &+ 1)
        for lane in 0...RangeGrid.dayLane where old[lane] != new[lane] {
            if new[lane] > heads[lane] { advance(lane, to: new[lane]) }
            guard Int(new[lane]) > Int(heads[lane]) - ringSize(lane) else { continue }
            rings[index(lane, step, new[lane])] &+= Int32(truncatingIfNeeded: sign)
        }
    }

    private func ringSize(_ lane: Int) -> Int {
        lane == RangeGrid.dayLane ? TrendTally.dayRingSize : TrendTally.ringSize
    }

    @inline(__always)
    private func index(_ lane: Int, _ step: Int, _ bucket: Int32) -> Int {
        let size = ringSize(lane)
        return lane * stepCount * TrendTally.ringSize + step * size + (Int(bucket) & (size - 1))
    }

    private func advance(_ lane: Int, to bucket: Int32) {
        let head = heads[lane]
        heads[lane] = bucket
        guard head != .min else { return }
        let leaving = min(Int(bucket) - Int(head), ringSize(lane))
        for step in 0..<stepCount {
            for offset in 1...leaving { rings[index(lane, step, head &+ Int32(offset))] = 0 }
        }
    }

    func save(to writer: inout StateWriter) {
        writer.write(heads, count: RangeGrid.dayLane + 1)
        writer.write(sparse: rings, count: size)
    }

    func restore(from reader: inout StateReader) throws(StateError) {
        try reader.readHeads(into: heads, count: RangeGrid.dayLane + 1)
        try reader.read(sparse: rings, count: size)
    }

    /// Whether the grid still holds everything since `bucket`.
    func reaches(_ bucket: Int32, lane: Int) -> Bool {
        heads[lane] != .min && Int(bucket) > Int(heads[lane]) - ringSize(lane)
    }

    /// Units per step that began in `bucket`.
    func counts(lane: Int, bucket: Int) -> [Int] {
        guard heads[lane] != .min, bucket <= Int(heads[lane]), reaches(Int32(truncatingIfNeeded: bucket), lane: lane)
        else {
            return Array(repeating: 0, count: stepCount)
        }
        return (0..<stepCount).map { Int(rings[index(lane, $0, Int32(truncatingIfNeeded: bucket))]) }
    }
}
