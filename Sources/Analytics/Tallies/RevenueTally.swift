/// Revenue per step by the bucket in which its attempt began.
final class RevenueTally {
    private static let ringSize = 128
    private let stepCount: Int
    private let rings: UnsafeMutablePointer<Int>
    private let heads: UnsafeMutablePointer<Int32>
    private let sums: UnsafeMutablePointer<Int>
    /// Events with revenue that filled each step.
    private let events: UnsafeMutablePointer<Int>

    init(stepCount: Int) {
        self.stepCount = stepCount
        rings = .zeroed(RangeGrid.rangeCount * stepCount * RevenueTally.ringSize)
        heads = .allocate(capacity: RangeGrid.rangeCount)
        heads.initialize(repeating: .min, count: RangeGrid.rangeCount)
        sums = .zeroed(stepCount)
        events = .zeroed(stepCount)
    }

    deinit {
        rings.deallocate()
        heads.deallocate()
        sums.deallocate()
        events.deallocate()
    }

    var memoryBytes: Int { RangeGrid.rangeCount * stepCount * RevenueTally.ringSize * 8 }

    /// Ten-thousandths; nil where no event carried any.
    func sum(_ step: Int) -> Int? { events[step] > 0 ? sums[step] : nil }

    private func index(_ lane: Int, _ step: Int, _ bucket: Int) -> Int {
        (lane * stepCount + step) * RevenueTally.ringSize + (bucket & (RevenueTally.ringSize - 1))
    }

    func add(_ step: Int, _ amount: Int64, start: SIMD8<Int32>, _ sign: Int) {
        sums[step] &+= sign &* Int(amount)
        events[step] += sign
        for lane in 0..<RangeGrid.rangeCount {
            let bucket = Int(start[lane])
            if start[lane] > heads[lane] { advance(lane, to: start[lane]) }
            guard bucket > Int(heads[lane]) - RevenueTally.ringSize else { continue }
            rings[index(lane, step, bucket)] &+= sign &* Int(amount)
        }
    }

    private func advance(_ lane: Int, to bucket: Int32) {
        let head = heads[lane]
        heads[lane] = bucket
        guard head != .min else { return }
        for offset in 1...min(Int(bucket) - Int(head), RevenueTally.ringSize) {
            for step in 0..<stepCount { rings[index(lane, step, Int(head) + offset)] = 0 }
        }
    }

    func save(to writer: inout StateWriter) {
        writer.write(sums, count: stepCount)
        writer.write(events, count: stepCount)
        writer.write(heads, count: RangeGrid.rangeCount)
        writer.write(sparse: rings, count: RangeGrid.rangeCount * stepCount * RevenueTally.ringSize)
    }

    func restore(from reader: inout StateReader) throws(StateError) {
        try reader.read(into: sums, count: stepCount)
        try reader.readTallies(into: events, count: stepCount)
        try reader.readHeads(into: heads, count: RangeGrid.rangeCount)
        try reader.read(sparse: rings, count: RangeGrid.rangeCount * stepCount * RevenueTally.ringSize)
    }

    /// Ten-thousandths from attempts that began in the range of `lane` ending at `boundary` (exclusive).
    func sum(_ step: Int, lane: Int, at boundary: Int) -> Int {
        guard heads[lane] != .min else { return 0 }
        let oldest = max(boundary - RangeGrid.bucketsPerRange[lane], Int(heads[lane]) - RevenueTally.ringSize + 1)
        let newest = min(boundary - 1, Int(heads[lane]))
        guard oldest <= newest else { return 0 }
        return (oldest...newest).reduce(0) { $0 &+ rings[index(lane, step, $1)] }
    }
}
