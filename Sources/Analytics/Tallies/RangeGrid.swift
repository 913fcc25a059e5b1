/// The time grids of the ranges: each range is 60 buckets long (the day 48, the week 56), all multiples of 15 s.
///
/// Lane r belongs to `TimeLength(rawValue: r)`; lane 6 is the grid of whole days, lane 7 is unused.
enum RangeGrid {
    /// Microseconds of the finest bucket.
    static let unit: Int64 = 15_000_000
    /// Bucket length of each lane, in units.
    static let unitsPerBucket: [Int] = [1, 4, 24, 120, 720, 2880, 5760]
    static let rangeCount = 6
    static let dayLane = 6
    /// Buckets of each range.
    static let bucketsPerRange: [Int] = TimeLength.allCases.enumerated().map { lane, length in
        Int(length.microseconds / unit) / unitsPerBucket[lane]
    }

    static func bucketLength(_ lane: Int) -> Int64 { unit * Int64(unitsPerBucket[lane]) }

    /// Whole units from 1970 to a time, rounded down.
    @inline(__always)
    static func units(at time: Int64) -> Int {
        Int(time).dividedDown(by: Int(unit))
    }

    /// The bucket of a time in each grid, counted from 1970.
    @inline(__always)
    static func buckets(of time: Int64) -> SIMD8<Int32> {
        let q = units(at: time)
        // The divisors are literals, so that no division is left.
        if q >= 0 {
            return SIMD8(
                Int32(truncatingIfNeeded: q), Int32(truncatingIfNeeded: q / 4), Int32(truncatingIfNeeded: q / 24),
                Int32(truncatingIfNeeded: q / 120), Int32(truncatingIfNeeded: q / 720),
                Int32(truncatingIfNeeded: q / 2880), Int32(truncatingIfNeeded: q / 5760), 0)
        }
        var lanes = SIMD8<Int32>()
        for lane in 0..<7 {
            lanes[lane] = Int32(truncatingIfNeeded: (q - unitsPerBucket[lane] + 1) / unitsPerBucket[lane])
        }
        return lanes
    }

    /// Buckets of each range as lanes, to step from a start to where the start leaves the range.
    static let rangeLanes = SIMD8<Int32>(60, 60, 60, 48, 56, 60, 0, 0)
}

extension Int {
    /// Rounded down, for times before 1970 too.
    @inline(__always)
    func dividedDown(by divisor: Int) -> Int {
        let quotient = self / divisor
        return self < 0 && self % divisor != 0 ? quotient - 1 : quotient
    }
}
