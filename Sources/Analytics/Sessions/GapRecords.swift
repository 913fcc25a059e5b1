/// The sessions of persons that are told apart by silence.
///
/// At first a person's record stands at his index. From the first `sweep` on only those stand, one behind the other, whose
/// latest session may still go on: `slots` says where. Whoever comes back later begins anew.
struct GapRecords: ~Copyable {
    private static let none: Int32 = -1

    private var records = SegmentedRecords(fresh: GapSessions())
    /// By person, from the first sweep on: the place of his record.
    private var slots = SegmentedRecords<Int32>(fresh: GapRecords.none)
    private var isSwept = false
    /// Records in use, from the first sweep on.
    private var activeCount = 0

    init() {}

    var memoryBytes: Int { activeBytes + slots.memoryBytes }

    /// Of what a sweep could make smaller.
    var activeBytes: Int { records.memoryBytes }

    /// Persons there is room for.
    var capacity: Int { isSwept ? slots.capacity : records.capacity }

    /// Makes room for `count` persons.
    @inline(__always)
    mutating func ensure(count: Int) {
        if isSwept { slots.ensure(count: count) } else { records.ensure(count: count) }
    }

    /// The record of a person there is room for; good until the next sweep.
    @inline(__always)
    mutating func pointer(_ person: Int) -> UnsafeMutablePointer<GapSessions> {
        guard isSwept else { return records.pointer(person) }
        let slot = slots.pointer(person).pointee
        return slot >= 0 ? records.pointer(Int(slot)) : open(person)
    }

    private mutating func open(_ person: Int) -> UnsafeMutablePointer<GapSessions> {
        records.ensure(count: activeCount + 1)
        slots.pointer(person).pointee = Int32(activeCount)
        activeCount += 1
        let record = records.pointer(activeCount - 1)
        record.pointee = GapSessions()
        return record
    }

    /// Asks for the slot of a person whose record will be asked for some look-ups later.
    @inline(__always)
    func prefetchSlot(_ person: Int) {
        if isSwept { slots.prefetch(person) }
    }

    /// Asks for a record that will be used soon, if there is one.
    @inline(__always)
    func prefetch(_ person: Int) {
        guard isSwept else { return records.prefetch(person) }
        guard person >= 0, person < slots.capacity else { return }
        records.prefetch(Int(slots.pointer(person).pointee))
    }

    /// Records there are, in use or not.
    var recordCount: Int { isSwept ? activeCount : records.capacity }

    /// One of all records, whosever it is.
    func record(_ place: Int) -> GapSessions { records.pointer(place).pointee }

    /// Removes the records for which `goes` says so, and those without sessions.
    ///
    /// - Complexity: O(persons).
    mutating func sweep(_ goes: (UnsafeMutablePointer<GapSessions>) -> Bool) {
        var persons: [Int32] = []
        if isSwept {
            persons = slots.owners(ofSlots: activeCount)
        } else {
            activeCount = records.capacity
            slots.ensure(count: activeCount)
            isSwept = true
        }
        var kept = 0
        for slot in 0..<activeCount {
            let person = persons.isEmpty ? slot : Int(persons[slot])
            let record = records.pointer(slot)
            let isEmpty = record.pointee.latest.events == 0 && record.pointee.closed == 0
            if isEmpty || goes(record) {
                slots.pointer(person).pointee = GapRecords.none
            } else {
                slots.pointer(person).pointee = Int32(kept)
                records.pointer(kept).pointee = record.pointee
                kept += 1
            }
        }
        activeCount = kept
        records.truncate(to: kept)
    }

    // MARK: Saving

    func save(to writer: inout StateWriter, persons: Int) {
        writer.write(isSwept)
        guard isSwept else { return records.save(records.usedCount(upTo: persons), to: &writer) }
        slots.save(slots.usedCount(upTo: persons), to: &writer)
        records.save(activeCount, to: &writer)
    }

    mutating func restore(from reader: inout StateReader, persons: Int) throws(StateError) {
        isSwept = try reader.readBool()
        guard isSwept else {
            _ = try records.restore(from: &reader, limit: persons)
            return
        }
        let known = try slots.restore(from: &reader, limit: persons)
        activeCount = try records.restore(from: &reader, limit: persons)
        var isUsed = Array(repeating: false, count: activeCount)
        for person in 0..<known {
            let slot = Int(slots.pointer(person).pointee)
            if slot == Int(GapRecords.none) { continue }
            try StateReader.require(
                slot >= 0 && slot < activeCount && !isUsed[slot], "the sessions of two persons are one")
            isUsed[slot] = true
        }
        try StateReader.require(!isUsed.contains(false), "sessions are nobody's")
    }
}
