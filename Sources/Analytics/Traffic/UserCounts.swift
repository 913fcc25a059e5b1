import RealModule

/// Different users of many things: counted exactly up to 64 each, estimated from there on.
///
/// The estimate is that of HyperLogLog (Flajolet, Fusy, Gandouet & Meunier 2007) with 1,024 registers: standard error
/// 3.3 %, one kilobyte. What is kept exactly can also be taken back.
struct UserCounts {
    struct User {
        /// Among all users.
        var index: Int
        /// Of his id, so that an estimate is the same in any order of arrival.
        var hash: UInt64
    }

    private static let smallSlots = 128
    private static let smallLimit = 64
    private static let registerCount = 1024

    private struct Entry {
        /// Index of the user plus 1; 0 is free.
        var user: UInt32 = 0
        var count: Int32 = 0
        var hash: UInt64 = 0
    }

    private static let fresh = [Entry](repeating: Entry(), count: smallSlots)

    private struct Small {
        /// Empty before the first user.
        var entries: [Entry] = []
        var used = 0
    }

    private var small: [Small] = []
    /// By thing; nil while it is counted exactly.
    private var registers: [[UInt8]?] = []

    var memoryBytes: Int {
        small.reduce(0) { $0 + $1.entries.capacity * MemoryLayout<Entry>.stride }
            + registers.reduce(0) { $0 + ($1?.capacity ?? 0) }
    }

    mutating func open() {
        small.append(Small())
        registers.append(nil)
    }

    /// - Complexity: O(1).
    @inline(__always)
    mutating func add(_ user: User, to thing: Int) { add(user, to: thing, 1) }

    /// Takes back what `add` counted; without effect where users are estimated.
    mutating func remove(_ user: User, from thing: Int) { add(user, to: thing, -1) }

    private mutating func add(_ user: User, to thing: Int, _ sign: Int32) {
        let hash = Self.mixed(user.hash)
        if registers[thing] != nil {
            if sign > 0 { estimate(hash, thing) }
            return
        }
        if small[thing].entries.isEmpty { small[thing].entries = Self.fresh }
        let key = UInt32(truncatingIfNeeded: user.index + 1)
        var slot = Int(hash & UInt64(Self.smallSlots - 1))
        while small[thing].entries[slot].user != 0, small[thing].entries[slot].user != key {
            slot = (slot + 1) & (Self.smallSlots - 1)
        }
        if small[thing].entries[slot].user == key {
            small[thing].entries[slot].count &+= sign
            return
        }
        guard small[thing].used < Self.smallLimit else {
            beginEstimate(thing)
            if sign > 0 { estimate(hash, thing) }
            return
        }
        small[thing].entries[slot] = Entry(user: key, count: sign, hash: hash)
        small[thing].used += 1
    }

    private mutating func beginEstimate(_ thing: Int) {
        let known = small[thing].entries
        small[thing].entries = []
        registers[thing] = Array(repeating: 0, count: Self.registerCount)
        for entry in known where entry.user != 0 && entry.count > 0 { estimate(entry.hash, thing) }
    }

    private mutating func estimate(_ hash: UInt64, _ thing: Int) {
        let register = Int(hash >> 54)
        let rank = UInt8(truncatingIfNeeded: (hash << 10 | 1 << 9).leadingZeroBitCount + 1)
        if let known = registers[thing]?[register], known < rank { registers[thing]?[register] = rank }
    }

    /// SplitMix64 (Steele, Lea & Flood 2014).
    @inline(__always)
    private static func mixed(_ hash: UInt64) -> UInt64 {
        var mixed = hash &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// - Parameter person: whom a user was found to be since; nil where all are whom they were.
    func count(_ thing: Int, person: ((UInt32) -> UInt32)? = nil) -> (users: Int, isApproximate: Bool) {
        guard let registers = registers[thing] else {
            guard let person else { return (small[thing].entries.count { $0.count > 0 }, false) }
            var persons: Set<UInt32> = []
            for entry in small[thing].entries where entry.user != 0 && entry.count > 0 {
                persons.insert(person(entry.user - 1))
            }
            return (persons.count, false)
        }
        let m = Double(Self.registerCount)
        var sum = 0.0
        var empty = 0
        for register in registers {
            sum += 1 / Double(UInt64(1) << UInt64(register))
            if register == 0 { empty += 1 }
        }
        let raw = 0.7213 / (1 + 1.079 / m) * m * m / sum
        let estimate = raw <= 2.5 * m && empty > 0 ? m * .log(m / Double(empty)) : raw
        return (Int(estimate + 0.5), true)
    }
}
