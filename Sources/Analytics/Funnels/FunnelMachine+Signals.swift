/// Derived signals as steps: events of a unit that lie between its rows.
extension FunnelMachine {
    /// Adds rows with the derived signals that came or went between them, each before the row at which it was seen.
    ///
    /// - Parameter segment: the segment's place in the configuration; nil for everybody.
    mutating func add(
        _ batch: borrowing TranslatedBatch, rows: Range<Int>, users: [Int32], ids: [Int32], names: TextTable,
        changes: [DerivedChange], segment: Int?
    ) {
        var from = rows.lowerBound
        for change in changes where concerns(change, segment) {
            if change.row > from {
                add(batch, rows: from..<change.row, users: users, ids: ids, first: rows.lowerBound, names: names)
                from = change.row
            }
            take(change)
        }
        add(batch, rows: from..<rows.upperBound, users: users, ids: ids, first: rows.lowerBound, names: names)
    }

    /// Takes derived signals that came or went without a row.
    mutating func add(_ changes: [DerivedChange], segment: Int?) {
        for change in changes where concerns(change, segment) { take(change) }
    }

    private func concerns(_ change: DerivedChange, _ segment: Int?) -> Bool {
        derived.keys.contains(change.raise.signal)
            && (segment.map { $0 < 32 && change.raise.segments & 1 << UInt32($0) != 0 } ?? true)
    }

    /// A derived signal comes or is taken back.
    private mutating func take(_ change: DerivedChange) {
        guard let match = derived[change.raise.signal] else { return }
        var event = StepEvent(time: change.raise.time, match: match, name: UInt32.max)
        event.derived = UInt8(truncatingIfNeeded: change.raise.signal + 1)
        event.slices = SIMD8(repeating: SliceTable.none)
        if people != nil { origin = EventOrigin(id: UInt32(change.person), arrival: origin.arrival &+ 1) }
        if change.sign > 0 { take(event, change.person) } else { remove(event, change.person) }
    }

    /// Takes back an event that is still kept.
    private mutating func remove(_ event: StepEvent, _ unit: Int) {
        guard let slot = tails.slot(of: unit),
            let place = tails[slot].events.lastIndex(where: {
                $0.derived == event.derived && $0.time == event.time
            })
        else { return }
        keptCount -= 1
        let applied = tails[slot].applied
        guard place < applied else {
            takeOut(place, of: slot)
            return
        }
        _ = replay(tails[slot], upTo: applied, unit, .retract)
        takeOut(place, of: slot)
        tails[slot].applied = applied - 1
        let words = replay(tails[slot], upTo: applied - 1, unit, .add)
        records.record(of: unit).update(from: words, count: words.count)
    }

    private mutating func takeOut(_ place: Int, of slot: Int) {
        tails[slot].events.remove(at: place)
        if people != nil { tails[slot].origins.remove(at: place) }
    }
}
