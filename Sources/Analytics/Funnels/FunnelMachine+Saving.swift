/// A funnel's aggregates as bytes, and back.
extension FunnelMachine {
    /// - Parameter users: ids there are.
    func save(to writer: inout StateWriter, users: Int) {
        writer.write(keeping == .tails)
        for table in sliceTables { table.save(to: &writer) }
        ownUnits.save(to: &writer)
        records.save(to: &writer, units: columns.unit == nil ? users : ownUnits.count)
        writer.write(people != nil)
        writer.write(origin.arrival)
        writer.write(keptLimit)
        tails.save(to: &writer)
        writer.write(unsettled.sorted())
        writer.write(commitQueue[commitHead...].map(\.time))
        writer.write(commitQueue[commitHead...].map(\.key))
        writer.write(disordered.sorted())
        writer.write(isSecondReading)
        tally.save(to: &writer)
        progress.values.save(to: &writer)
        for count in [untracked, evicted] { writer.write(count) }
    }

    /// - Complexity: O(units × steps).
    mutating func restore(from reader: inout StateReader, _ context: StateContext) throws(StateError) {
        try StateReader.require(
            try reader.readBool() == (keeping == .tails), "it was made for an input that is read in another way")
        for index in sliceTables.indices {
            try sliceTables[index].restore(from: &reader, texts: context.texts[columns.breakdowns[index]])
        }
        try ownUnits.restore(from: &reader)
        let count = try records.restore(
            from: &reader, units: columns.unit == nil ? context.users : ownUnits.count)
        let check = FunnelStateCheck(progress, names: context.names)
        var isSound = true
        records.forEachKnown(below: count) { _, words in
            unitCount += 1
            if !FunnelStatus(words[FunnelLayout.status]).isKnown || !check.holds(words) { isSound = false }
        }
        try StateReader.require(isSound, "the progress of a unit is out of reach")
        if try reader.readBool() {
            try StateReader.require(
                context.people != nil && columns.unit == nil && keeping == .tails, "there are no persons")
            people = context.people
        }
        origin.arrival = try reader.readUInt32()
        keptLimit = try reader.readCount(upTo: .max)
        keptCount = try tails.restore(
            from: &reader, units: count, ids: people.map { min($0.nodes.count, context.users) }, check)
        for unit in tails.units where !FunnelStatus(records.record(of: unit)[FunnelLayout.status]).isKnown {
            throw .invalid("events are kept of unit \(unit), which has had none")
        }
        unsettled = Set(try reader.readIndices(below: count))
        // What waits to be put in order is taken in before any of it is forgotten.
        if keeping == .tails {
            for unit in tails.units {
                guard let slot = tails.slot(of: unit), !tails[slot].isSettled else { continue }
                try StateReader.require(unsettled.contains(unit), "kept events of unit \(unit) are out of order")
            }
        }
        try restoreQueue(from: &reader, keys: people?.nodes.count ?? count)
        disordered = Set(try reader.readIndices(below: count))
        isSecondReading = try reader.readBool()
        try tally.restore(from: &reader, check)
        try progress.values.restore(from: &reader, check)
        untracked = try reader.readTally()
        evicted = try reader.readTally()
    }

    private mutating func restoreQueue(from reader: inout StateReader, keys: Int) throws(StateError) {
        let times = try reader.readArray(of: Int64.self, limit: StateLimits.count)
        let owners = try reader.readArray(of: Int.self, limit: StateLimits.count)
        try StateReader.require(
            times.count == owners.count && times.allSatisfy(StateLimits.isTime)
                && owners.allSatisfy { $0 >= 0 && $0 < keys }, "what is to be forgotten is nobody's")
        commitQueue = Array(zip(times, owners))
    }
}
