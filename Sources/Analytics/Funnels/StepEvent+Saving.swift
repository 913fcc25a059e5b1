extension StepEvent {
    /// All of it without gaps.
    var saved: SIMD8<Int64> {
        let slices = unsafeBitCast(slices, to: SIMD2<Int64>.self)
        return SIMD8(
            time, StepEvent.pair(match.steps, match.exclusions), StepEvent.pair(match.firstHits, match.firstPasses),
            StepEvent.pair(name, UInt32(derived)), revenue, Int64(bitPattern: held), slices.x, slices.y)
    }

    init(_ saved: SIMD8<Int64>) {
        let (matched, firsts, named) = (saved[1], saved[2], saved[3])
        self.init(
            time: saved[0],
            match: StepMatch(
                steps: StepEvent.low(matched), exclusions: StepEvent.high(matched), firstHits: StepEvent.low(firsts),
                firstPasses: StepEvent.high(firsts)),
            name: StepEvent.low(named), derived: UInt8(truncatingIfNeeded: StepEvent.high(named)), revenue: saved[4],
            held: UInt64(bitPattern: saved[5]),
            slices: unsafeBitCast(SIMD2(saved[6], saved[7]), to: SIMD8<UInt16>.self))
    }

    private static func pair(_ low: UInt32, _ high: UInt32) -> Int64 {
        Int64(bitPattern: UInt64(low) | UInt64(high) << 32)
    }

    private static func low(_ pair: Int64) -> UInt32 { UInt32(truncatingIfNeeded: pair) }

    private static func high(_ pair: Int64) -> UInt32 { UInt32(truncatingIfNeeded: pair >> 32) }
}
