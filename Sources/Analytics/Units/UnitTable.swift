import CPrefetch

/// Numbers the units that are counted (users, accounts, sessions) in order of appearance: hash in, index out.
///
/// Open addressing over 32-bit indices beside a flat array of hashes: 12 to 20 bytes a unit. Growing rebuilds
/// only the indices, so the pause at a million units stays below ten milliseconds.
struct UnitTable: ~Copyable {
    private var slots: UnsafeMutablePointer<UInt32>
    private var mask: Int
    private var hashes: SegmentedWords
    private(set) var count = 0

    init() {
        let capacity = 64
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: UInt32.max, count: capacity)
        mask = capacity - 1
        hashes = SegmentedWords(stride: 1)
    }

    deinit { slots.deallocate() }

    var memoryBytes: Int { (mask + 1) * 4 + hashes.memoryBytes }

    /// The index of `hash`, made when it is new.
    ///
    /// - Complexity: O(1) expected.
    @inline(__always)
    mutating func index(of hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let index = slots[slot]
            if index == UInt32.max { break }
            if hashes.word(Int(index)).pointee == Int64(bitPattern: hash) { return Int(index) }
            slot = (slot + 1) & mask
        }
        return insert(hash, at: slot)
    }

    /// The hash that was given an index.
    @inline(__always)
    func hash(at index: Int) -> UInt64 { UInt64(bitPattern: hashes.word(index).pointee) }

    /// The index of `hash`, if it has one.
    func find(_ hash: UInt64) -> Int? {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != UInt32.max {
            if self.hash(at: Int(slots[slot])) == hash { return Int(slots[slot]) }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Asks for the slot of a hash that will be looked up some twenty look-ups later.
    @inline(__always)
    func prefetchSlot(_ hash: UInt64) { cprefetch(slots + (Int(truncatingIfNeeded: hash) & mask)) }

    /// Asks for what the slot, by now at hand, points to.
    @inline(__always)
    func prefetchHash(_ hash: UInt64) {
        let index = slots[Int(truncatingIfNeeded: hash) & mask]
        if index != UInt32.max { cprefetch(hashes.word(Int(index))) }
    }

    private mutating func insert(_ hash: UInt64, at slot: Int) -> Int {
        let index = count
        hashes.ensure(count: index + 1)
        hashes.word(index).pointee = Int64(bitPattern: hash)
        slots[slot] = UInt32(index)
        count += 1
        // At most 5/8 full: linear probing stays short.
        if count * 8 > (mask + 1) * 5 { grow() }
        return index
    }

    private static func slots(_ capacity: Int) -> UnsafeMutablePointer<UInt32> {
        let bytes = capacity * 4
        if bytes >= Int(CPREFETCH_LARGE_PAGE), let memory = cprefetch_allocate_large(bytes) {
            return memory.bindMemory(to: UInt32.self, capacity: capacity)
        }
        return .allocate(capacity: capacity)
    }

    /// Writes the hashes in the order of their indices.
    func save(to writer: inout StateWriter) { hashes.save(count, to: &writer) }

    /// - Complexity: O(units).
    mutating func restore(from reader: inout StateReader) throws(StateError) {
        count = try hashes.restore(from: &reader, limit: StateLimits.units)
        var capacity = mask + 1
        while count * 8 > capacity * 5 { capacity *= 2 }
        // Made-up hashes could all want the same place.
        try StateReader.require(place(in: capacity, steps: count * 64 + 65_536), "hashes of ids cannot be these")
    }

    private mutating func grow() { _ = place(in: (mask + 1) * 2, steps: .max) }

    /// - Parameter limit: occupied slots to step over, in all.
    /// - Returns: false where that was not enough.
    private mutating func place(in capacity: Int, steps limit: Int) -> Bool {
        slots.deallocate()
        slots = UnitTable.slots(capacity)
        slots.initialize(repeating: UInt32.max, count: capacity)
        mask = capacity - 1
        var steps = 0
        for index in 0..<count {
            var slot = Int(truncatingIfNeeded: UInt64(bitPattern: hashes.word(index).pointee)) & mask
            while slots[slot] != UInt32.max {
                slot = (slot + 1) & mask
                steps += 1
            }
            if steps > limit { return false }
            slots[slot] = UInt32(index)
        }
        return true
    }
}
