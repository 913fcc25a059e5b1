/// The events of a session that others may still come between, behind where it stood before them.
struct Trail {
    var person: Int
    /// Behind the events that are no longer kept.
    var base = DerivedRules.State()
    /// Behind all events; out of date while `isDirty`.
    var tip = DerivedRules.State()
    /// Signals raised by events that are no longer kept.
    var settled: UInt32 = 0
    /// In the order of time, then of arrival.
    var log: [TrailEntry] = []
    /// What `log` raises, in that order.
    var raised: [Raise] = []
    /// Its session's part in the sums: signals seen in it, and its start.
    var told: UInt32 = 0
    var toldStart = Int64.max
    var isDirty = false

    var signals: UInt32 { raised.reduce(settled) { $0 | 1 << UInt32($1.signal) } }
}

/// The trails of all sessions, where derived signals are asked for. Slot 0 is none.
struct TrailPool {
    let rules: DerivedRules
    /// False without derived signals: then there are no trails.
    let isUsed: Bool
    private var trails: [Trail] = []
    private var free: [Int32] = []
    private(set) var dirty: [Int32] = []
    /// Events kept, in all.
    private var kept = 0
    /// Trails with an event of that time, in order of arrival.
    private var queue: [(time: Int64, trail: Int32)] = []
    private var queueHead = 0

    init(_ rules: DerivedRules) {
        self.rules = rules
        isUsed = !rules.isEmpty
    }

    var memoryBytes: Int {
        trails.capacity * MemoryLayout<Trail>.stride + (trails.count - free.count) * 64 + free.capacity * 4
            + kept * 2 * MemoryLayout<TrailEntry>.stride + queue.capacity * 16
    }

    subscript(slot: Int32) -> Trail {
        @inline(__always) get { trails[Int(slot) - 1] }
        @inline(__always) _modify { yield &trails[Int(slot) - 1] }
    }

    mutating func open(_ person: Int) -> Int32 {
        if let slot = free.popLast() {
            self[slot] = Trail(person: person)
            return slot
        }
        trails.append(Trail(person: person))
        return Int32(trails.count)
    }

    /// Nothing can change the session any more.
    mutating func release(_ slot: Int32) {
        guard slot != 0 else { return }
        kept -= self[slot].log.count
        self[slot] = Trail(person: -1)
        free.append(slot)
    }

    /// The session's next event; tells what it raises.
    @inline(__always)
    mutating func append(_ entry: TrailEntry, to slot: Int32, forgets: Bool, _ raise: (Raise) -> Void) {
        if self[slot].isDirty { return insert(entry, into: slot, forgets: forgets) }
        var raised: [Raise] = []
        let rules = rules
        rules.step(&self[slot].tip, entry) { raised.append($0) }
        self[slot].log.append(entry)
        kept += 1
        if forgets { queue.append((entry.time, slot)) }
        guard !raised.isEmpty else { return }
        self[slot].raised += raised
        for one in raised { raise(one) }
    }

    /// An event out of order.
    mutating func insert(_ entry: TrailEntry, into slot: Int32, forgets: Bool) {
        guard slot != 0 else { return }
        var place = self[slot].log.count
        while place > 0, self[slot].log[place - 1].time > entry.time { place -= 1 }
        self[slot].log.insert(entry, at: place)
        kept += 1
        if forgets { queue.append((entry.time, slot)) }
        mark(slot)
    }

    private mutating func mark(_ slot: Int32) {
        guard !self[slot].isDirty else { return }
        self[slot].isDirty = true
        dirty.append(slot)
    }

    /// The sessions of two trails are one.
    mutating func absorb(_ other: Int32, into slot: Int32) {
        guard other != 0, slot != 0, other != slot else { return }
        let from = self[other]
        self[slot].base.join(from.base)
        self[slot].settled |= from.settled
        self[slot].raised += from.raised
        let log = self[slot].log + from.log
        let count = self[slot].log.count
        // Of one time, those of the trail that was there first.
        self[slot].log = log.indices.sorted {
            (log[$0].time, $0 < count ? 0 : 1, $0) < (log[$1].time, $1 < count ? 0 : 1, $1)
        }
        .map { log[$0] }
        mark(slot)
        kept += from.log.count
        dirty.removeAll { $0 == other }
        release(other)
    }

    /// The trails that were out of order, once.
    mutating func takeDirty() -> [Int32] {
        defer { dirty.removeAll(keepingCapacity: true) }
        return dirty
    }

    /// Works out anew what a trail raises; returns what it raised before.
    mutating func derive(_ slot: Int32) -> [Raise] {
        let before = self[slot].raised
        var state = self[slot].base
        var raised: [Raise] = []
        for entry in self[slot].log { rules.step(&state, entry) { raised.append($0) } }
        self[slot].tip = state
        self[slot].raised = raised
        self[slot].isDirty = false
        return before
    }

    /// No event before `horizon` will come any more: what was raised by those before it is final.
    ///
    /// - Complexity: amortised O(1) per event.
    mutating func commit(before horizon: Int64) {
        while queueHead < queue.count, queue[queueHead].time < horizon {
            let slot = queue[queueHead].trail
            queueHead += 1
            let count = self[slot].log.prefix { $0.time < horizon }.count
            guard count > 0, !self[slot].isDirty else { continue }
            var raises = 0
            var base = self[slot].base
            for entry in self[slot].log[..<count] { rules.step(&base, entry) { _ in raises += 1 } }
            self[slot].base = base
            for raise in self[slot].raised[..<raises] { self[slot].settled |= 1 << UInt32(raise.signal) }
            kept -= count
            if count == self[slot].log.count {
                self[slot].log = []
                self[slot].raised = []
            } else {
                self[slot].log.removeFirst(count)
                self[slot].raised.removeFirst(raises)
            }
        }
        if queueHead > 4096, queueHead * 2 > queue.count {
            queue.removeFirst(queueHead)
            queueHead = 0
        }
    }
}

// MARK: Saving

extension TrailPool {
    /// Column by column. To be called between batches, when nothing is dirty: what trails raise follows from their events.
    func save(to writer: inout StateWriter) {
        writer.write(trails.map { Int32(truncatingIfNeeded: $0.person) })
        writer.write(trails.map(\.settled))
        writer.write(trails.map(\.told))
        writer.write(trails.map(\.toldStart))
        writer.write(trails.map(\.base.start))
        writer.write(trails.map(\.base.views))
        writer.write(trails.indices.filter { trails[$0].base.last != nil })
        for entry in trails.compactMap(\.base.last) { TrailPool.save(entry, to: &writer) }
        writer.write(trails.map { UInt32($0.log.count) })
        for trail in trails {
            for entry in trail.log { TrailPool.save(entry, to: &writer) }
        }
        writer.write(free)
        writer.write(queue[queueHead...].map(\.time))
        writer.write(queue[queueHead...].map(\.trail))
    }

    /// - Parameters:
    ///   - persons: users there are.
    ///   - signals: signals there are.
    mutating func restore(from reader: inout StateReader, persons: Int, signals: Int) throws(StateError) {
        let limit = isUsed ? StateLimits.units : 0
        let owners = try reader.readArray(of: Int32.self, limit: limit)
        let settled = try reader.readArray(of: UInt32.self, limit: limit)
        let told = try reader.readArray(of: UInt32.self, limit: limit)
        let toldStarts = try reader.readArray(of: Int64.self, limit: limit)
        let starts = try reader.readArray(of: Int64.self, limit: limit)
        let views = try reader.readArray(of: Int.self, limit: limit)
        try StateReader.require(
            [settled.count, told.count, toldStarts.count, starts.count, views.count].allSatisfy { $0 == owners.count }
                && owners.allSatisfy { $0 >= -1 && $0 < persons }
                && (settled + told).allSatisfy { UInt64($0) >> UInt64(signals) == 0 }
                && views.allSatisfy { $0 >= 0 && $0 <= StateLimits.count }, "the events of a session are nobody's")
        for index in owners.indices {
            var trail = Trail(person: Int(owners[index]))
            (trail.settled, trail.told, trail.toldStart) = (settled[index], told[index], toldStarts[index])
            (trail.base.start, trail.base.views) = (starts[index], views[index])
            try StateReader.require(
                trail.told == 0 || StateLimits.isTime(trail.toldStart), "a session begins out of reach")
            trails.append(trail)
        }
        for index in try reader.readIndices(below: trails.count) {
            trails[index].base.last = try TrailPool.entries(from: &reader, count: 1).first
            try StateReader.require(StateLimits.isTime(trails[index].base.start), "a session begins out of reach")
        }
        let counts = try reader.readArray(of: UInt32.self, limit: trails.count)
        try StateReader.require(counts.count == trails.count, "the events of a session are missing")
        for index in trails.indices {
            trails[index].log = try TrailPool.entries(from: &reader, count: Int(counts[index]))
            kept += trails[index].log.count
            _ = derive(Int32(index + 1))
        }
        try restoreOrder(from: &reader)
    }

    private mutating func restoreOrder(from reader: inout StateReader) throws(StateError) {
        free = try reader.readArray(of: Int32.self, limit: trails.count)
        let times = try reader.readArray(of: Int64.self, limit: StateLimits.count)
        let slots = try reader.readArray(of: Int32.self, limit: StateLimits.count)
        let places = 1...Int32(trails.count + 1)
        try StateReader.require(
            times.count == slots.count && slots.allSatisfy { places.contains($0) && $0 <= trails.count },
            "the events of a session are nobody's")
        queue = Array(zip(times, slots))
    }

    /// Slots that are in no use.
    var freeSlots: [Int32] { free }

    /// Slots there are, in use or not.
    var slotCount: Int { trails.count }

    // Without gaps: what lies between fields would make equal states differ.

    private static func save(_ entry: TrailEntry, to writer: inout StateWriter) {
        let bits = Int64(bitPattern: UInt64(entry.anchors) | UInt64(entry.segments) << 32)
        withUnsafeBytes(of: SIMD4(entry.time, bits, entry.isView ? 1 : 0, 0)) { writer.write(bytes: $0) }
    }

    private static func entries(from reader: inout StateReader, count: Int) throws(StateError) -> [TrailEntry] {
        let entries = try reader.readArray(of: SIMD4<Int64>.self, count: count).map {
            TrailEntry(
                time: $0[0], anchors: UInt32(truncatingIfNeeded: $0[1]),
                segments: UInt32(truncatingIfNeeded: $0[1] >> 32),
                isView: $0[2] != 0)
        }
        try StateReader.require(entries.allSatisfy { StateLimits.isTime($0.time) }, "an event is out of reach")
        return entries
    }
}
