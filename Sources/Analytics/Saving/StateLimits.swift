/// Within these bounds nothing that is computed from what was read overflows or leads out of memory.
enum StateLimits {
    /// Microseconds before and after 1970: five centuries, more than decoders let through.
    static let time: Int64 = 16_000_000_000_000_000
    /// Of events, users or whatever else is counted.
    static let count = 1 << 48
    /// Bytes of one text: more than a decoder's table takes.
    static let text = 8 << 20
    /// Indices of users and ids.
    static let units = Int(Int32.max) - 1

    static func isTime(_ time: Int64) -> Bool { time >= -StateLimits.time && time <= StateLimits.time }

    /// A time, or `FunnelLayout.noStart`.
    static func isStart(_ time: Int64) -> Bool { time == .min || isTime(time) }
}

extension StateReader {
    /// - Throws: `reason` where something does not hold.
    @inline(__always)
    static func require(_ holds: Bool, _ reason: @autoclosure () -> String) throws(StateError) {
        if !holds { throw .invalid(reason()) }
    }

    /// A time, or one of the two that stand for none.
    mutating func readTime() throws(StateError) -> Int64 {
        let time = try readInt64()
        try StateReader.require(StateLimits.isStart(time) || time == .max, "a time is out of reach")
        return time
    }

    mutating func readOptionalTime() throws(StateError) -> Int64? {
        guard let time = try readOptionalInt64() else { return nil }
        try StateReader.require(StateLimits.isTime(time), "a time is out of reach")
        return time
    }

    /// What was counted, which may be less than nothing while something is still to be taken back.
    mutating func readTally() throws(StateError) -> Int {
        let count = try readInt()
        try StateReader.require(count.magnitude <= StateLimits.count, "a count is out of reach")
        return count
    }

    /// - Parameter count: how many there must be; nil for any number.
    mutating func readTallies(count: Int? = nil, upTo limit: Int = Int.max) throws(StateError) -> [Int] {
        let tallies = try readArray(of: Int.self, limit: count ?? limit)
        try StateReader.require(count.map { $0 == tallies.count } ?? true, "counts are missing")
        try StateReader.require(
            tallies.allSatisfy { $0.magnitude <= StateLimits.count }, "a count is out of reach")
        return tallies
    }

    /// Indices in ascending order, each below `limit`.
    mutating func readIndices(below limit: Int) throws(StateError) -> [Int] {
        let indices = try readArray(of: Int.self, limit: max(0, limit))
        var last = -1
        for index in indices {
            try StateReader.require(index > last && index < limit, "an index is out of reach")
            last = index
        }
        return indices
    }
}
