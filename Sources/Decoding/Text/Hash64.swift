/// A 64-bit hash of bytes: keyed folded multiplications, after the published idea of wyhash (Wang Yi, 2019).
///
/// Saved states keep these values, so the constants never change. Not for adversaries who know the seed.
package enum Hash64 {
    /// The seed of user ids, sessions and held values.
    package static let defaultSeed: UInt64 = 0x2D35_8DCC_AA6C_78A5

    @inline(__always)
    static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }

    @inline(__always)
    private static func word(_ text: UnsafePointer<UInt8>, _ offset: Int) -> UInt64 {
        UnsafeRawPointer(text).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    @inline(__always)
    private static func half(_ text: UnsafePointer<UInt8>, _ offset: Int) -> UInt64 {
        UInt64(UnsafeRawPointer(text).loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    /// Hashes `count` bytes, reading none behind them; never 0.
    ///
    /// - Complexity: O(count), about 1 ns per 16 bytes.
    @inline(__always)
    package static func hash(
        _ text: UnsafePointer<UInt8>, count: Int, seed: UInt64 = defaultSeed
    ) -> UInt64 {
        let secret0: UInt64 = 0xA076_1D64_78BD_642F
        let secret1: UInt64 = 0xE703_7ED1_A0B4_28DB
        var state = seed ^ secret0
        var a: UInt64 = 0
        var b: UInt64 = 0
        if count <= 16 {
            // Two loads that overlap cover every byte: each stays inside the text because count bounds its offset.
            if count >= 8 {
                a = word(text, 0)
                b = word(text, count - 8)
            } else if count >= 4 {
                a = half(text, 0)
                b = half(text, count - 4)
            } else if count > 0 {
                a = UInt64(text[0]) << 16 | UInt64(text[count >> 1]) << 8 | UInt64(text[count - 1])
            }
        } else {
            var offset = 0
            while count - offset > 16 {
                state = fold(word(text, offset) ^ secret1, word(text, offset + 8) ^ state)
                offset += 16
            }
            a = word(text, count - 16)
            b = word(text, count - 8)
        }
        let mixed = fold(a ^ secret1, b ^ state)
        let hash = fold(mixed ^ secret0, UInt64(truncatingIfNeeded: count) ^ secret1)
        return hash == 0 ? 1 : hash
    }

    /// One hash of two, in this order; never 0.
    @inline(__always)
    static func mixed(_ first: UInt64, _ second: UInt64) -> UInt64 {
        let hash = fold(first ^ 0xA076_1D64_78BD_642F, second ^ 0xE703_7ED1_A0B4_28DB)
        return hash == 0 ? 1 : hash
    }

    /// The hash of a whole text, as `hash(_:count:)` of its UTF-8 bytes.
    package static func hash(_ text: String, seed: UInt64 = defaultSeed) -> UInt64 {
        var copy = text
        return copy.withUTF8 { bytes in
            guard let base = bytes.baseAddress else {
                return withUnsafePointer(to: 0) { hash($0, count: 0, seed: seed) }
            }
            return hash(base, count: bytes.count, seed: seed)
        }
    }
}
