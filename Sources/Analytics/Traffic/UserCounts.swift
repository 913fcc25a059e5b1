import RealModule

/// Different users of many things: counted exactly up to 64 each, estimated from there on.
///
/// The estimate is that of HyperLogLog (Flajolet, Fusy, Gandouet & Meunier 2007) with 1,024 registers: standard error
/// 3.3 %, one kilobyte. What is kept exactly can also be taken back.
struct UserCounts: ~Copyable {
    struct User {
        /// Among all users.
        var index: Int
        /// Of his id, so that an estimate is the same in any order of arrival.
        var hash: UInt64
    }

    private static let smallSlots = 128
    private static let smallLimit = 64
    private static let registerCount = 1024

    /// A user counted exactly.
    private struct Entry {
        /// Index of the user plus 1; 0 is free.
        var user: UInt32
        var count: Int32
    }

    /// One kilobyte for each thing: the users as `Entry`s while they are few, registers then.
    private var blocks = SegmentedWords(stride: UserCounts.registerCount / 8, recordsPerSegment: 32)
    private var things = 0
    /// By thing, the users kept exactly; -1 where they are estimated.
    private var used: [Int32] = []

    var memoryBytes: Int { blocks.memoryBytes + used.capacity * 4 }

    mutating func open() {
        things += 1
        blocks.ensure(count: things)
        used.append(0)
    }

    @inline(__always)
    private func entries(_ thing: Int) -> UnsafeMutablePointer<Entry> {
        UnsafeMutableRawPointer(blocks.word(thing)).assumingMemoryBound(to: Entry.self)
    }

    @inline(__always)
    private func registers(_ thing: Int) -> UnsafeMutablePointer<UInt8> {
        UnsafeMutableRawPointer(blocks.word(thing)).assumingMemoryBound(to: UInt8.self)
    }

    /// Counts a user of a thing once more (`sign` 1), or takes that back (-1), which is without effect where users are
    /// estimated.
    ///
    /// - Parameter hashOf: the hash a user of this index was counted with.
    /// - Complexity: O(1).
    @inline(__always)
    mutating func add(_ user: User, to thing: Int, _ sign: Int32, hashOf: (Int) -> UInt64) {
        let hash = Self.mixed(user.hash)
        if used[thing] < 0 {
            if sign > 0 { estimate(hash, registers(thing)) }
        } else {
            addExactly(user, hash, to: thing, sign, hashOf: hashOf)
        }
    }

    private mutating func addExactly(
        _ user: User, _ hash: UInt64, to thing: Int, _ sign: Int32, hashOf: (Int) -> UInt64
    ) {
        let entries = entries(thing)
        let key = UInt32(truncatingIfNeeded: user.index + 1)
        var slot = Int(hash & UInt64(Self.smallSlots - 1))
        while entries[slot].user != 0, entries[slot].user != key { slot = (slot + 1) & (Self.smallSlots - 1) }
        if entries[slot].user == key {
            entries[slot].count &+= sign
        } else if Int(used[thing]) < Self.smallLimit {
            entries[slot] = Entry(user: key, count: sign)
            used[thing] += 1
        } else {
            beginEstimate(thing, hashOf)
            if sign > 0 { estimate(hash, registers(thing)) }
        }
    }

    private mutating func beginEstimate(_ thing: Int, _ hashOf: (Int) -> UInt64) {
        let entries = entries(thing)
        var known: [UInt64] = []
        for slot in 0..<Self.smallSlots where entries[slot].user != 0 && entries[slot].count > 0 {
            known.append(Self.mixed(hashOf(Int(entries[slot].user) - 1)))
        }
        used[thing] = -1
        let registers = registers(thing)
        registers.update(repeating: 0, count: Self.registerCount)
        for hash in known { estimate(hash, registers) }
    }

    @inline(__always)
    private func estimate(_ hash: UInt64, _ registers: UnsafeMutablePointer<UInt8>) {
        let register = Int(hash >> 54)
        let rank = UInt8(truncatingIfNeeded: (hash << 10 | 1 << 9).leadingZeroBitCount + 1)
        if registers[register] < rank { registers[register] = rank }
    }

    /// SplitMix64 (Steele, Lea & Flood 2014).
    @inline(__always)
    private static func mixed(_ hash: UInt64) -> UInt64 {
        var mixed = hash &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    func save(to writer: inout StateWriter) {
        writer.write(used)
        for thing in 0..<things { writer.write(sparse: blocks.word(thing), count: blocks.stride) }
    }

    /// - Parameter persons: users there are.
    mutating func restore(from reader: inout StateReader, things: Int, persons: Int) throws(StateError) {
        used = try reader.readArray(of: Int32.self, limit: things)
        try StateReader.require(used.count == things, "users of a page, channel or category are missing")
        self.things = things
        blocks.ensure(count: things)
        for thing in 0..<things {
            try reader.read(sparse: blocks.word(thing), count: blocks.stride)
            try StateReader.require(
                used[thing] < 0 ? isEstimate(thing) : isExact(thing, persons), "users of a page cannot be these")
        }
    }

    private func isExact(_ thing: Int, _ persons: Int) -> Bool {
        let taken = UnsafeBufferPointer(start: entries(thing), count: Self.smallSlots).lazy.filter { $0.user != 0 }
        return taken.count { $0.user <= persons } == Int(used[thing]) && taken.count { $0.user > persons } == 0
            && Int(used[thing]) <= Self.smallLimit
    }

    /// Of more users than there can be, nothing could be told.
    private func isEstimate(_ thing: Int) -> Bool {
        UnsafeBufferPointer(start: registers(thing), count: Self.registerCount).count { $0 > 40 } <= 64
    }

    /// - Parameter person: whom a user was found to be since; nil where all are whom they were.
    func count(_ thing: Int, person: ((UInt32) -> UInt32)? = nil) -> (users: Int, isApproximate: Bool) {
        guard used[thing] < 0 else {
            let entries = UnsafeBufferPointer(start: entries(thing), count: Self.smallSlots)
            let counted = entries.lazy.filter { $0.user != 0 && $0.count > 0 }
            guard let person else { return (counted.count { _ in true }, false) }
            return (Set(counted.map { person($0.user - 1) }).count, false)
        }
        let m = Double(Self.registerCount)
        var sum = 0.0
        var empty = 0
        for register in UnsafeBufferPointer(start: registers(thing), count: Self.registerCount) {
            sum += 1 / Double(UInt64(1) << UInt64(register))
            if register == 0 { empty += 1 }
        }
        let raw = 0.7213 / (1 + 1.079 / m) * m * m / sum
        let estimate = raw <= 2.5 * m && empty > 0 ? m * .log(m / Double(empty)) : raw
        return (Int(estimate + 0.5), true)
    }
}
