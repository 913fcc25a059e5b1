/// Users per step, in all and for every range at every bucket boundary: of one breakdown value, or of all users.
///
/// "The users who reached step k since T" are those whose latest start L[k] lies at or after T (SPEC §3). A start s
/// reached at time t belongs to the range of length R at each boundary b with t < b <= s + R. So each change adds
/// 1 from the first such boundary on and takes it back after the last: two writes into a difference array, whatever
/// the order of arrival, and the count at any boundary, past ones included, is a prefix sum.
struct LevelTally: ~Copyable {
    static let ringSize = 256
    private let stepCount: Int
    private(set) var counts: [Int]
    /// Differences by range, step and boundary modulo the ring's size.
    private let rings: UnsafeMutablePointer<Int32>
    /// Sum of the differences that have left the ring, by range and step.
    private var bases: [Int32]
    /// Newest boundary in each ring.
    private var heads = SIMD8<Int32>(repeating: .min)

    init(stepCount: Int) {
        self.stepCount = stepCount
        counts = Array(repeating: 0, count: stepCount)
        bases = Array(repeating: 0, count: stepCount * RangeGrid.rangeCount)
        let size = RangeGrid.rangeCount * stepCount * LevelTally.ringSize
        rings = .allocate(capacity: size)
        rings.initialize(repeating: 0, count: size)
    }

    deinit { rings.deallocate() }

    static func memoryBytes(stepCount: Int) -> Int { RangeGrid.rangeCount * stepCount * ringSize * 4 }

    /// A unit reaches `step`, or its latest start for it moves from `old` to `new`, by an event at `time`.
    @inline(__always)
    mutating func add(
        _ step: Int, hadOld: Bool, old: SIMD8<Int32>, new: SIMD8<Int32>, time: SIMD8<Int32>, _ sign: Int
    ) {
        if !hadOld { counts[step] += sign }
        let from = time &+ 1
        let newEnd = new &+ RangeGrid.rangeLanes &+ 1
        let sign = Int32(truncatingIfNeeded: sign)
        if hadOld {
            // The old start would have counted until it left the range; from there on the new one does.
            let oldEnd = old &+ RangeGrid.rangeLanes &+ 1
            for lane in 0..<RangeGrid.rangeCount where newEnd[lane] > from[lane] {
                let first = max(oldEnd[lane], from[lane])
                guard first != newEnd[lane] else { continue }
                write(lane, step, first, sign)
                write(lane, step, newEnd[lane], -sign)
            }
        } else {
            for lane in 0..<RangeGrid.rangeCount where newEnd[lane] > from[lane] {
                write(lane, step, from[lane], sign)
                write(lane, step, newEnd[lane], -sign)
            }
        }
    }

    /// A unit with `start` for `step` leaves this tally at `time` (the reverse of a first `add`, later).
    mutating func remove(_ step: Int, start: SIMD8<Int32>, time: SIMD8<Int32>, _ sign: Int) {
        add(step, hadOld: false, old: start, new: start, time: time, -sign)
    }

    @inline(__always)
    private mutating func write(_ lane: Int, _ step: Int, _ boundary: Int32, _ value: Int32) {
        if boundary > heads[lane] { advance(lane, to: boundary) }
        if boundary <= heads[lane] &- Int32(LevelTally.ringSize) {
            bases[lane * stepCount + step] &+= value
        } else {
            rings[index(lane, step, boundary)] &+= value
        }
    }

    @inline(__always)
    private func index(_ lane: Int, _ step: Int, _ boundary: Int32) -> Int {
        (lane * stepCount + step) * LevelTally.ringSize + (Int(boundary) & (LevelTally.ringSize - 1))
    }

    private mutating func advance(_ lane: Int, to boundary: Int32) {
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
