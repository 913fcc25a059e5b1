/// Revenue per step by the bucket in which its attempt began.
struct RevenueTally {
    private static let ringSize = 128
    private let stepCount: Int
    private var rings: [Int]
    private var heads = SIMD8<Int32>(repeating: .min)

    init(stepCount: Int) {
        self.stepCount = stepCount
        rings = Array(repeating: 0, count: RangeGrid.rangeCount * stepCount * RevenueTally.ringSize)
    }

    private func index(_ lane: Int, _ step: Int, _ bucket: Int) -> Int {
        (lane * stepCount + step) * RevenueTally.ringSize + (bucket & (RevenueTally.ringSize - 1))
    }

    mutating func add(_ step: Int, _ amount: Int64, start: SIMD8<Int32>, _ sign: Int) {
        for lane in 0..<RangeGrid.rangeCount {
            let bucket = Int(start[lane])
            if start[lane] > heads[lane] { advance(lane, to: start[lane]) }
            guard bucket > Int(heads[lane]) - RevenueTally.ringSize else { continue }
            rings[index(lane, step, bucket)] &+= sign &* Int(amount)
        }
    }

    private mutating func advance(_ lane: Int, to bucket: Int32) {
        let head = heads[lane]
        heads[lane] = bucket
        guard head != .min else { return }
        for offset in 1...min(Int(bucket) - Int(head), RevenueTally.ringSize) {
            for step in 0..<stepCount { rings[index(lane, step, Int(head) + offset)] = 0 }
        }
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
