/// The tails of the units that have one, by unit; memory of those given back serves the next.
struct TailPool {
    private var slots: [Tail] = []
    private var free: [Int] = []
    private var slotOfUnit: [Int: Int] = [:]

    /// Units with a tail.
    var count: Int { slotOfUnit.count }

    /// - Complexity: O(tails there were at one time).
    var memoryBytes: Int {
        slots.indices.reduce(slots.capacity * MemoryLayout<Tail>.stride + free.capacity * 8 + slotOfUnit.capacity * 24)
        {
            $0 + bytes($1)
        }
    }

    /// Of what one tail keeps.
    func bytes(_ slot: Int) -> Int {
        let tail = slots[slot]
        return 32 + tail.committed.capacity * 8
            + (tail.events.capacity == 0 ? 0 : 32 + tail.events.capacity * MemoryLayout<StepEvent>.stride)
            + (tail.origins.capacity == 0 ? 0 : 32 + tail.origins.capacity * MemoryLayout<EventOrigin>.stride)
    }

    /// Gives back the memory of many events where few are left.
    mutating func shrink(_ slot: Int) {
        let events = slots[slot].events
        guard events.capacity > 64, events.count * 4 < events.capacity else { return }
        slots[slot].events = events.map { $0 }
        slots[slot].origins = slots[slot].origins.map { $0 }
    }

    /// Lets go the memory that would serve the next tails.
    mutating func trim() {
        for slot in free { slots[slot] = Tail(committed: []) }
        guard slotOfUnit.isEmpty else { return }
        slots = []
        free = []
        slotOfUnit = [:]
    }

    /// Where the unit's tail is; nil when it has none.
    @inline(__always)
    func slot(of unit: Int) -> Int? { slotOfUnit[unit] }

    /// Gives a unit a tail behind its words as they are now, and returns its slot.
    mutating func open(_ unit: Int, behind words: UnsafeBufferPointer<Int64>, _ values: ValueStarts.OfUnit?) -> Int {
        let slot: Int
        if let last = free.popLast() {
            slot = last
        } else {
            slot = slots.count
            slots.append(Tail(committed: []))
        }
        slots[slot].committed.append(contentsOf: words)
        slots[slot].committedValues = values
        slotOfUnit[unit] = slot
        return slot
    }

    /// The unit needs its tail no more.
    mutating func close(_ unit: Int) {
        guard let slot = slotOfUnit.removeValue(forKey: unit) else { return }
        slots[slot].committed.removeAll(keepingCapacity: true)
        slots[slot].committedValues = nil
        slots[slot].events.removeAll(keepingCapacity: slots[slot].events.capacity <= 64)
        slots[slot].origins.removeAll(keepingCapacity: slots[slot].origins.capacity <= 64)
        slots[slot].applied = 0
        free.append(slot)
    }

    /// The units that have a tail, in no order.
    var units: [Int] { Array(slotOfUnit.keys) }

    subscript(slot: Int) -> Tail {
        @inline(__always) get { slots[slot] }
        @inline(__always) _modify { yield &slots[slot] }
    }
}

extension TailPool {
    /// Column by column, by unit: how tails lie in their slots makes no difference.
    func save(to writer: inout StateWriter) {
        let units = slotOfUnit.keys.sorted()
        let tails = units.compactMap { slotOfUnit[$0].map { slots[$0] } }
        writer.write(units)
        writer.write(tails.map { UInt32($0.events.count) })
        writer.write(tails.map { UInt32($0.applied) })
        for tail in tails { tail.committed.withUnsafeBytes { writer.write(bytes: $0) } }
        for tail in tails {
            for event in tail.events { withUnsafeBytes(of: event.saved) { writer.write(bytes: $0) } }
        }
        for tail in tails { tail.origins.withUnsafeBytes { writer.write(bytes: $0) } }
        let valued = tails.indices.filter { tails[$0].committedValues != nil }
        writer.write(valued)
        for index in valued { ValueStarts.save(tails[index].committedValues ?? [:], to: &writer) }
    }

    /// - Parameters:
    ///   - units: units there are.
    ///   - ids: ids that events came under, where persons can be joined and parted; otherwise nil.
    /// - Returns: events in all tails.
    mutating func restore(
        from reader: inout StateReader, units: Int, ids: Int?, _ check: FunnelStateCheck
    ) throws(StateError) -> Int {
        let units = try reader.readIndices(below: units)
        let counts = try reader.readArray(of: UInt32.self, limit: units.count)
        let applied = try reader.readArray(of: UInt32.self, limit: units.count)
        try StateReader.require(
            counts.count == units.count && applied.count == units.count && zip(applied, counts).allSatisfy(<=),
            "kept events are missing")
        for (slot, unit) in units.enumerated() {
            let committed = try reader.readArray(of: Int64.self, count: check.rules.layout.stride)
            try StateReader.require(check.isKnown(committed), "what lies before kept events is out of reach")
            slots.append(Tail(committed: committed))
            slots[slot].applied = Int(applied[slot])
            slotOfUnit[unit] = slot
        }
        for slot in units.indices {
            slots[slot].events = try reader.readArray(of: SIMD8<Int64>.self, count: Int(counts[slot]))
                .map(StepEvent.init)
            let events = slots[slot].events
            let sorted = events.prefix(slots[slot].applied)
            try StateReader.require(
                events.allSatisfy(check.holds) && zip(sorted, sorted.dropFirst()).allSatisfy { $0.time <= $1.time },
                "a kept event is none")
        }
        if let ids {
            for slot in units.indices {
                slots[slot].origins = try reader.readArray(of: EventOrigin.self, count: Int(counts[slot]))
                try StateReader.require(slots[slot].origins.allSatisfy { $0.id < ids }, "a kept event is nobody's")
            }
        }
        for slot in try reader.readIndices(below: units.count) {
            slots[slot].committedValues = try ValueStarts.values(from: &reader, check)
        }
        return counts.reduce(0) { $0 + Int($1) }
    }
}
