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
