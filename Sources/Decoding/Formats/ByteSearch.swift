/// Looks for single bytes eight at a time.
enum ByteSearch {
    /// The index of the first `byte` in `start..<end`, or `end`.
    ///
    /// Reads whole words: up to 7 bytes behind `end` must be readable, which `RecordDecoding.padding` grants.
    @inline(__always)
    static func first(_ byte: UInt8, in text: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let high: UInt64 = 0x8080_8080_8080_8080
        let pattern = ones &* UInt64(byte)
        let raw = UnsafeRawPointer(text)
        var at = start
        while at < end {
            let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ pattern
            let hit = (word &- ones) & ~word & high
            if hit != 0 { return min(end, at &+ hit.trailingZeroBitCount &>> 3) }
            at &+= 8
        }
        return end
    }

    /// The index of the first of two bytes in `start..<end`, or `end`; reads as `first` does.
    @inline(__always)
    static func first(
        _ byte: UInt8, or other: UInt8, in text: UnsafePointer<UInt8>, from start: Int, to end: Int
    ) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let high: UInt64 = 0x8080_8080_8080_8080
        let pattern = ones &* UInt64(byte)
        let otherPattern = ones &* UInt64(other)
        let raw = UnsafeRawPointer(text)
        var at = start
        while at < end {
            let loaded = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            let word = loaded ^ pattern
            let otherWord = loaded ^ otherPattern
            // The lowest set bit of either term is a true match; only bits above a true match can be false.
            let hit = ((word &- ones) & ~word | (otherWord &- ones) & ~otherWord) & high
            if hit != 0 { return min(end, at &+ hit.trailingZeroBitCount &>> 3) }
            at &+= 8
        }
        return end
    }
}
