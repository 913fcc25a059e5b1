import CPrefetch

/// The words of a funnel's units.
///
/// At first a unit's record stands at its index. From the first `fold` on, records of units that are not at work are
/// folded (`FoldedLayout`), and those that are stand one behind the other: `slots` says where. A unit that comes back is
/// unfolded, so that whoever asks for its words never sees the difference.
struct UnitRecords: ~Copyable {
    /// What becomes of a record in a fold.
    enum Fate {
        case stays
        /// Nothing is kept: the unit is new when it comes back.
        case goes
        case folds(form: Int)
    }

    /// The slot of a unit that has none. Those of folded ones lie below it (see `FoldedShelf.code`).
    static let none: Int32 = -1

    let progress: FunnelProgress
    let layout: FoldedLayout
    var words: SegmentedWords
    /// By unit, from the first fold on: the place of its record, or below 0 what became of it.
    var slots = SegmentedRecords<Int32>(fresh: UnitRecords.none)
    var isFolded = false
    /// Records at work, from the first fold on.
    var activeCount = 0
    /// By form, made when first used.
    var shelves: [FoldedShelf?]

    init(_ progress: FunnelProgress) {
        let layout = FoldedLayout(progress.rules)
        self.progress = progress
        self.layout = layout
        words = SegmentedWords(stride: progress.rules.layout.stride)
        shelves = Array(repeating: nil, count: layout.formCount)
    }

    var memoryBytes: Int {
        activeBytes + slots.memoryBytes + shelves.reduce(0) { $0 + ($1?.memoryBytes ?? 0) }
    }

    /// Of the records that a fold could make smaller.
    var activeBytes: Int { words.memoryBytes }

    /// The words of a unit, made where it has none; good until the next one is asked for.
    @inline(__always)
    mutating func record(of unit: Int) -> FunnelProgress.Words {
        guard isFolded else {
            words.ensure(count: unit + 1)
            return words.word(unit)
        }
        slots.ensure(count: unit + 1)
        let slot = slots.pointer(unit).pointee
        return slot >= 0 ? words.word(Int(slot)) : activate(unit, slot)
    }

    /// Asks for the slot of a unit whose record will be asked for some look-ups later.
    @inline(__always)
    func prefetchSlot(_ unit: Int) {
        if isFolded { slots.prefetch(unit) }
    }

    /// Asks for a record that will be used soon, if there is one.
    @inline(__always)
    func prefetch(_ unit: Int) {
        guard isFolded else { return words.prefetch(unit) }
        guard unit >= 0, unit < slots.capacity else { return }
        words.prefetch(Int(slots.pointer(unit).pointee))
    }

    private mutating func activate(_ unit: Int, _ code: Int32) -> FunnelProgress.Words {
        words.ensure(count: activeCount + 1)
        let record = words.word(activeCount)
        if code == UnitRecords.none {
            record.update(repeating: 0, count: words.stride)
        } else {
            unfold(code, unit, into: record)
            let (form, place) = FoldedShelf.place(of: code, formCount: layout.formCount)
            shelves[form]?.release(place)
        }
        slots.pointer(unit).pointee = Int32(activeCount)
        activeCount += 1
        return record
    }

    private func unfold(_ code: Int32, _ unit: Int, into record: FunnelProgress.Words) {
        let (form, place) = FoldedShelf.place(of: code, formCount: layout.formCount)
        progress.prepare(record)
        guard let shelf = shelves[form] else { return }
        layout.unfold(shelf.words.word(place), form, into: record)
        if progress.rules.layout.unit != 0 { record[progress.rules.layout.unit] = Int64(unit) }
    }

    // MARK: Folding

    /// Folds the records that are not needed as they are.
    ///
    /// - Complexity: O(units).
    mutating func fold(_ fate: (_ unit: Int, _ words: FunnelProgress.Words) -> Fate) {
        var units: [Int32] = []
        if isFolded {
            units = slots.owners(ofSlots: activeCount)
        } else {
            activeCount = words.capacity
            slots.ensure(count: activeCount)
            isFolded = true
        }
        var kept = 0
        for slot in 0..<activeCount {
            let unit = units.isEmpty ? slot : Int(units[slot])
            let record = words.word(slot)
            let next: Int32
            switch fate(unit, record) {
            case .goes: next = UnitRecords.none
            case .folds(let form): next = shelve(record, form) ?? Int32(kept)
            case .stays: next = Int32(kept)
            }
            slots.pointer(unit).pointee = next
            guard next >= 0 else { continue }
            if slot != kept { words.word(kept).update(from: record, count: words.stride) }
            kept += 1
        }
        activeCount = kept
        words.truncate(to: kept)
    }

    /// - Returns: what stands for the record; nil where there is no number left for it.
    private mutating func shelve(_ record: FunnelProgress.Words, _ form: Int) -> Int32? {
        let shelf = shelves[form] ?? FoldedShelf(stride: layout.stride(form))
        shelves[form] = shelf
        guard let code = FoldedShelf.code(of: shelf.nextPlace, form: form, formCount: layout.formCount) else {
            return nil
        }
        layout.fold(record, as: form, into: shelf.words.word(shelf.take()))
        return code
    }

    // MARK: All units

    /// The words of every unit that has a record, which are not to be changed.
    ///
    /// - Parameter count: units that are known; no more than so many are looked for while nothing is folded.
    func forEach(_ count: Int, _ body: (_ unit: Int, _ words: FunnelProgress.Words) -> Void) {
        guard isFolded else {
            var seen = 0
            var unit = 0
            while seen < count {
                let record = words.word(unit)
                if FunnelStatus(record[FunnelLayout.status]).isKnown {
                    seen += 1
                    body(unit, record)
                }
                unit += 1
            }
            return
        }
        let scratch = FunnelProgress.Words.allocate(capacity: words.stride)
        defer { scratch.deallocate() }
        for unit in 0..<slots.capacity {
            let slot = slots.pointer(unit).pointee
            if slot == UnitRecords.none { continue }
            if slot < 0 {
                unfold(slot, unit, into: scratch)
                body(unit, scratch)
            } else if FunnelStatus(words.word(Int(slot))[FunnelLayout.status]).isKnown {
                body(unit, words.word(Int(slot)))
            }
        }
    }

    /// The same while it is not known how many units are known.
    ///
    /// - Parameter limit: units looked at while nothing is folded.
    func forEachKnown(below limit: Int, _ body: (_ unit: Int, _ words: FunnelProgress.Words) -> Void) {
        if isFolded { return forEach(0, body) }
        for unit in 0..<limit where FunnelStatus(words.word(unit)[FunnelLayout.status]).isKnown {
            body(unit, words.word(unit))
        }
    }
}
