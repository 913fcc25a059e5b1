/// Users per step, in all and for every range at every bucket boundary: of one breakdown value, or of all users.
///
/// "The users who reached step k since T" are those whose latest start L[k] lies at or after T (SPEC §3). A start s
/// reached at time t belongs to the range of length R at each boundary b with t < b <= s + R. So each change adds
/// 1 from the first such boundary on and takes it back after the last: two writes into a difference array, whatever
/// the order of arrival, and the count at any boundary, past ones included, is a prefix sum.
///
/// A class of constant pointers, because the per-event path must not pay for exclusivity checks.
final class LevelTally {
    static let ringSize = 256
    private let stepCount: Int
    private let sums: UnsafeMutablePointer<Int>
    /// Differences by range, step and boundary modulo the ring's size.
    private let rings: UnsafeMutablePointer<Int32>
    /// Sum of the differences that have left the ring, by range and step.
    private let bases: UnsafeMutablePointer<Int32>
    /// Newest boundary in each ring.
    private let heads: UnsafeMutablePointer<Int32>

    init(stepCount: Int) {
        self.stepCount = stepCount
        sums = .zeroed(stepCount)
        bases = .zeroed(stepCount * RangeGrid.rangeCount)
        rings = .zeroed(RangeGrid.rangeCount * stepCount * LevelTally.ringSize)
        heads = .allocate(capacity: RangeGrid.rangeCount)
        heads.initialize(repeating: .min, count: RangeGrid.rangeCount)
    }

    deinit {
        sums.deallocate()
        bases.deallocate()
        rings.deallocate()
        heads.deallocate()
    }

    static func memoryBytes(stepCount: Int) -> Int { RangeGrid.rangeCount * stepCount * ringSize * 4 }

    /// Units per step, in all.
    var counts: [Int] { Array(UnsafeBufferPointer(start: sums, count: stepCount)) }

    /// A unit reaches `step`, or its latest start for it moves from `old` to `new`, by an event at `time`.
    @inline(__always)
    func add(_ step: Int, _ change: LevelChange, _ sign: Int) {
        if change.isNew { sums[step] += sign }
        let sign = Int32(truncatingIfNeeded: sign)
        for lane in 0..<RangeGrid.rangeCount where change.end[lane] > change.first[lane] {
            write(lane, step, change.first[lane], sign)
            write(lane, step, change.end[lane], -sign)
        }
    }

    /// A unit with `start` for `step` leaves this tally at `time` (the reverse of a first `add`, later).
    func remove(_ step: Int, start: SIMD8<Int32>, time: SIMD8<Int32>, _ sign: Int) {
        add(step, LevelChange(old: nil, new: start, time: time), -sign)
    }

    @inline(__always)
    private func write(_ lane: Int, _ step: Int, _ boundary: Int32, _ value: Int32) {
        if boundary > heads[lane] { advance(lane, to: boundary) }
        if boundary <= heads[lane] &- Int32(LevelTally.ringSize) {
            bases[lane * stepCount + step] &+= value
        } else {
            rings[index(lane, step, boundary)] &+= value
        }
    }

    @inline(__always)
    private func index(_ lane: Int, _ step: Int, _ boundary: Int32) -> Int {
        (lane &* stepCount &+ step) &* LevelTally.ringSize &+ (Int(boundary) & (LevelTally.ringSize - 1))
    }

    private func advance(_ lane: Int, to boundary: Int32) {
        let head = heads[lane]
        heads[lane] = boundary
        guard head != .min else { return }
        let leaving = min(Int(boundary) - Int(head), LevelTally.ringSize)
        for step in 0..<stepCount {
            for offset in 1...leaving {
                let slot = index(lane, step, head &+ Int32(offset))
                bases[lane * stepCount + step] &+= rings[slot]
                rings[slot] = 0
            }
        }
    }

    func save(to writer: inout StateWriter) {
        writer.write(sums, count: stepCount)
        writer.write(heads, count: RangeGrid.rangeCount)
        writer.write(bases, count: stepCount * RangeGrid.rangeCount)
        writer.write(sparse: rings, count: RangeGrid.rangeCount * stepCount * LevelTally.ringSize)
    }

    func restore(from reader: inout StateReader) throws(StateError) {
        try reader.readTallies(into: sums, count: stepCount)
        try reader.readHeads(into: heads, count: RangeGrid.rangeCount)
        try reader.read(into: bases, count: stepCount * RangeGrid.rangeCount)
        try reader.read(sparse: rings, count: RangeGrid.rangeCount * stepCount * LevelTally.ringSize)
    }

    /// Units per step whose latest start lies inside the range of lane `lane` that ends at `boundary`;
    /// nil where the boundary is older than what is kept.
    ///
    /// - Complexity: O(steps × ring size).
    func counts(lane: Int, at boundary: Int) -> [Int]? {
        let head = Int(heads[lane])
        guard heads[lane] != .min else { return Array(repeating: 0, count: stepCount) }
        let oldest = head - LevelTally.ringSize
        guard boundary > oldest else { return nil }
        return (0..<stepCount).map { step in
            var sum = Int(bases[lane * stepCount + step])
            var at = oldest + 1
            while at <= min(boundary, head) {
                sum += Int(rings[index(lane, step, Int32(truncatingIfNeeded: at))])
                at += 1
            }
            return sum
        }
    }
}
