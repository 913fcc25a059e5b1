/// Deterministic random numbers by SplitMix64 (Steele, Lea, Flood 2014): one word of state, integers only,
/// so that a seed gives the same shop on every machine.
struct DemoRandom: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return DemoRandom.mix(state)
    }

    /// The finalizer of SplitMix64: a bijection whose every output bit depends on every input bit.
    static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in `0 ..< bound`; the bias of at most `bound / 2^32` does not show.
    mutating func below(_ bound: Int) -> Int {
        Int(((next() >> 32) &* UInt64(max(1, bound))) >> 32)
    }

    /// True in `perTenThousand` of 10,000 cases.
    mutating func happens(_ perTenThousand: Int) -> Bool { below(10_000) < perTenThousand }

    /// An exponentially distributed length with the given mean, exactly and without logarithms, by comparing
    /// uniform numbers (von Neumann, "Various techniques used in connection with random digits", 1951).
    mutating func exponential(mean: Int64) -> Int64 {
        var whole: Int64 = 0
        while true {
            let first = next() >> 32
            var last = first
            var isOddRun = true
            while true {
                let following = next() >> 32
                if following >= last { break }
                last = following
                isOddRun.toggle()
            }
            if isOddRun { return whole &* mean &+ DemoRandom.scaled(mean, by: first) }
            whole += 1
        }
    }

    /// `value * fraction / 2^32` without overflow for any non-negative `value`.
    private static func scaled(_ value: Int64, by fraction: UInt64) -> Int64 {
        let product = UInt64(max(0, value)).multipliedFullWidth(by: fraction)
        return Int64(truncatingIfNeeded: (product.high << 32) | (product.low >> 32))
    }
}
