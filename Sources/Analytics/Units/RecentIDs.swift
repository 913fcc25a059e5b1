/// Ids of events seen lately, so that a copy of an event is known when it comes.
///
/// Two generations: ids are noted in the younger one, and the older one is forgotten when the younger is full or has
/// grown old. So an id is remembered for at least `window` of event time, as far as `limit` ids reach back, and for at
/// most twice that. 16 to 32 bytes per id.
struct RecentIDs: ~Copyable {
    /// Microseconds of event time.
    private let window: Int64
    /// Ids remembered at most.
    var limit: Int
    private var young = IDSet()
    private var old = IDSet()
    private var youngSince: Int64?

    static let mostIDs = 2_000_000

    /// - Parameter limit: ids remembered at most.
    init(window: Int64, limit: Int = RecentIDs.mostIDs) {
        self.window = window
        self.limit = limit
    }

    var memoryBytes: Int { young.memoryBytes + old.memoryBytes }

    /// Notes an id; false when it is known.
    ///
    /// - Parameters:
    ///   - id: not 0.
    ///   - now: the newest event time so far, which decides what is forgotten.
    mutating func insert(_ id: UInt64, now: Int64) -> Bool {
        let since = youngSince ?? now
        if now - since >= window || young.count >= limit / 2 {
            swap(&young, &old)
            young.removeAll()
            youngSince = now
        } else {
            youngSince = since
        }
        return !old.contains(id) && young.insert(id)
    }

    func save(to writer: inout StateWriter) {
        writer.write(youngSince)
        young.save(to: &writer)
        old.save(to: &writer)
    }

    mutating func restore(from reader: inout StateReader) throws(StateError) {
        youngSince = try reader.readOptionalTime()
        for isYoung in [true, false] {
            let ids = try reader.readArray(of: UInt64.self, limit: max(limit, RecentIDs.mostIDs))
            var set = IDSet(room: ids.count)
            // Made-up ids could all want the same place.
            try StateReader.require(set.fill(ids, steps: ids.count * 64 + 65_536), "ids of events cannot be these")
            if isYoung { young = set } else { old = set }
        }
    }
}

/// A set of 64-bit hashes: open addressing, at most five eighths full.
struct IDSet: ~Copyable {
    private var slots: UnsafeMutablePointer<UInt64>
    private var mask: Int
    private(set) var count = 0

    init() {
        mask = 1023
        slots = .zeroed(1024)
    }

    /// The smallest set that holds so many ids.
    init(room count: Int) {
        let capacity = IDSet.capacity(for: count)
        mask = capacity - 1
        slots = .zeroed(capacity)
    }

    /// Puts ids into an empty set that has room for them. In the order of `listed` they come to lie as they did.
    ///
    /// - Parameter limit: occupied slots to step over, in all.
    /// - Returns: false where that was not enough.
    mutating func fill(_ ids: [UInt64], steps limit: Int) -> Bool {
        var steps = 0
        for id in ids where id != 0 {
            var at = Int(truncatingIfNeeded: id) & mask
            while slots[at] != 0, slots[at] != id {
                at = (at + 1) & mask
                steps += 1
            }
            if steps > limit { return false }
            if slots[at] == 0 { count += 1 }
            slots[at] = id
        }
        return true
    }

    deinit { slots.deallocate() }

    private static func capacity(for count: Int) -> Int {
        var capacity = 1024
        while count * 8 > capacity * 5 { capacity *= 2 }
        return capacity
    }

    var memoryBytes: Int { (mask + 1) * 8 }

    func save(to writer: inout StateWriter) {
        if mask + 1 > IDSet.capacity(for: count) {
            var smallest = IDSet(room: count)
            _ = smallest.fill(listed, steps: .max)
            writer.write(smallest.listed)
        } else {
            writer.write(listed)
        }
    }

    /// All ids as they lie, beginning behind a gap: each stands behind those it had to give way to.
    private var listed: [UInt64] {
        let gap = (0...mask).first { slots[$0] == 0 } ?? 0
        var ids: [UInt64] = []
        ids.reserveCapacity(count)
        for offset in 1...mask + 1 {
            let id = slots[(gap + offset) & mask]
            if id != 0 { ids.append(id) }
        }
        return ids
    }

    func contains(_ id: UInt64) -> Bool { slots[place(of: id)] == id }

    /// False when it was there.
    mutating func insert(_ id: UInt64) -> Bool {
        let at = place(of: id)
        if slots[at] == id { return false }
        slots[at] = id
        count += 1
        if count * 8 > (mask + 1) * 5 { grow() }
        return true
    }

    mutating func removeAll() {
        slots.update(repeating: 0, count: mask + 1)
        count = 0
    }

    private func place(of id: UInt64) -> Int {
        var at = Int(truncatingIfNeeded: id) & mask
        while slots[at] != 0, slots[at] != id { at = (at + 1) & mask }
        return at
    }

    private mutating func grow() {
        let full = slots
        let size = mask + 1
        slots = .zeroed(size * 2)
        mask = size * 2 - 1
        for index in 0..<size where full[index] != 0 { slots[place(of: full[index])] = full[index] }
        full.deallocate()
    }
}
