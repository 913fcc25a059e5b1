/// The goals each user reached, for as long as they can matter.
struct GoalHistories {
    struct Event {
        var time: Int64
        /// Ten-thousandths; 0 for a share.
        var amount: Int64
        /// A share, or the number of shares plus a ledger.
        var signal: Int
    }

    /// From so many events on a user's totals are remembered, so that one more costs O(1).
    static let heavyCount = 32

    /// By slot, in the order of time.
    private var slots: [[Event]] = []

    var count: Int { slots.count }

    /// - Complexity: O(slots).
    var memoryBytes: Int {
        slots.reduce(slots.capacity * 8) {
            $0 + ($1.capacity == 0 ? 0 : 32 + $1.capacity * MemoryLayout<Event>.stride)
        }
    }

    mutating func open() -> Int {
        slots.append([])
        return slots.count - 1
    }

    /// Puts an event where its time has it, and lets go those before `useless`.
    ///
    /// - Returns: whether any were let go.
    static func keep(_ event: Event, in events: inout [Event], from useless: Int64) -> Bool {
        let count = events.count
        if let first = events.first, first.time < useless { events.removeAll { $0.time < useless } }
        let place = events.lastIndex { $0.time <= event.time }.map { $0 + 1 } ?? 0
        events.insert(event, at: place)
        return events.count <= count
    }

    subscript(slot: Int) -> [Event] {
        @inline(__always) get { slots[slot] }
        @inline(__always) _modify { yield &slots[slot] }
    }
}

extension GoalHistories {
    func save(to writer: inout StateWriter) {
        writer.write(slots.map { UInt32($0.count) })
        for events in slots {
            for event in events { GoalHistories.save(event, to: &writer) }
        }
    }

    mutating func restore(from reader: inout StateReader, signals: Int) throws(StateError) {
        let counts = try reader.readArray(of: UInt32.self, limit: StateLimits.units)
        for count in counts {
            slots.append(try GoalHistories.events(from: &reader, count: Int(count), signals: signals))
        }
    }

    static func save(_ event: Event, to writer: inout StateWriter) {
        withUnsafeBytes(of: SIMD4(event.time, event.amount, Int64(event.signal), 0)) { writer.write(bytes: $0) }
    }

    /// - Parameter signals: shares and ledgers there are.
    static func events(
        from reader: inout StateReader, count: Int, signals: Int
    ) throws(StateError) -> [Event] {
        let events = try reader.readArray(of: SIMD4<Int64>.self, count: count).map {
            Event(time: $0[0], amount: $0[1], signal: Int($0[2]))
        }
        try StateReader.require(
            events.allSatisfy {
                StateLimits.isTime($0.time) && $0.amount.magnitude <= OrderCap.largest && $0.signal >= 0
                    && $0.signal < signals
            }, "a goal that was reached is none")
        return events
    }
}
