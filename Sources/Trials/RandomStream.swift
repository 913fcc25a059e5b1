import RealModule

/// A fast stream of random numbers that is the same for the same seed on every machine (xoshiro256++, Blackman and
/// Vigna 2021), so that every simulation can be repeated.
package struct RandomStream: Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// A stream of its own for every number in `keys`, such as a seed, a cell and a run.
    package init(_ keys: UInt64...) {
        var seed: UInt64 = 0x9E37_79B9_7F4A_7C15
        for key in keys { seed = Self.mixed(seed &+ key) }
        // SplitMix64 fills the state, which must not be all zero.
        var words: [UInt64] = []
        for _ in 0..<4 {
            seed &+= 0x9E37_79B9_7F4A_7C15
            words.append(Self.mixed(seed))
        }
        state = (words[0], words[1], words[2], words[3] | 1)
    }

    /// 64 random bits.
    @inline(__always)
    package mutating func next() -> UInt64 {
        let sum = state.0 &+ state.3
        let result = (sum << 23 | sum >> 41) &+ state.0
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = state.3 << 45 | state.3 >> 19
        return result
    }

    /// A number from 0 up to but not 1.
    @inline(__always)
    package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A standard normal number (the polar method of Marsaglia and Bray 1964).
    package mutating func normal() -> Double {
        while true {
            let x = 2 * unit() - 1
            let y = 2 * unit() - 1
            let square = x * x + y * y
            if square < 1, square > 0 { return x * (-2 * Double.log(square) / square).squareRoot() }
        }
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
