/// The tails of the units that have one, by unit; memory of those given back serves the next.
struct TailPool {
    private var slots: [Tail] = []
    private var free: [Int] = []
    private var slotOfUnit: [Int: Int] = [:]

    /// Units with a tail.
    var count: Int { slotOfUnit.count }

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
