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

    var memoryBytes: Int { slots.reduce(0) { $0 + 24 + $1.capacity * MemoryLayout<Event>.stride } }

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
