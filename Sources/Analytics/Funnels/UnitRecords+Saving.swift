/// Records as bytes, and back.
extension UnitRecords {
    /// - Parameter units: units there are.
    func save(to writer: inout StateWriter, units: Int) {
        writer.write(isFolded)
        guard isFolded else { return words.save(words.usedCount(upTo: units), to: &writer) }
        slots.save(slots.usedCount(upTo: units), to: &writer)
        words.save(activeCount, to: &writer)
        for shelf in shelves {
            writer.write(shelf != nil)
            guard let shelf else { continue }
            shelf.words.save(shelf.count, to: &writer)
            writer.write(shelf.free)
        }
    }

    /// - Returns: below which index all units lie that have a record.
    mutating func restore(from reader: inout StateReader, units: Int) throws(StateError) -> Int {
        isFolded = try reader.readBool()
        guard isFolded else { return try words.restore(from: &reader, limit: units) }
        let known = try slots.restore(from: &reader, limit: units)
        activeCount = try words.restore(from: &reader, limit: units)
        for form in shelves.indices where try reader.readBool() {
            shelves[form] = try FoldedShelf(from: &reader, stride: layout.stride(form), limit: units)
        }
        try checkSlots(known)
        return known
    }

    /// Every record is that of one unit.
    private func checkSlots(_ known: Int) throws(StateError) {
        var isUsed = Array(repeating: false, count: activeCount)
        var isTaken = shelves.map { shelf in Array(repeating: false, count: shelf?.count ?? 0) }
        for (form, shelf) in shelves.enumerated() {
            for place in shelf?.free ?? [] {
                try StateReader.require(
                    place >= 0 && place < isTaken[form].count && !isTaken[form][Int(place)], "a unit is two")
                isTaken[form][Int(place)] = true
            }
        }
        for unit in 0..<known {
            let slot = slots.pointer(unit).pointee
            if slot >= 0 {
                try StateReader.require(slot < activeCount && !isUsed[Int(slot)], "two units are one")
                isUsed[Int(slot)] = true
            } else if slot != UnitRecords.none {
                let (form, place) = FoldedShelf.place(of: slot, formCount: layout.formCount)
                try StateReader.require(
                    place < isTaken[form].count && !isTaken[form][place], "two units are one")
                isTaken[form][place] = true
            }
        }
        try StateReader.require(
            !isUsed.contains(false) && !isTaken.joined().contains(false), "what a unit did is nobody's")
    }
}

extension FoldedShelf {
    convenience init(from reader: inout StateReader, stride: Int, limit: Int) throws(StateError) {
        var words = SegmentedWords(stride: stride, recordsPerSegment: FoldedShelf.segmentCount)
        let count = try words.restore(from: &reader, limit: limit)
        let free = try reader.readArray(of: Int32.self, limit: count)
        self.init(words, count: count, free: free)
    }
}
