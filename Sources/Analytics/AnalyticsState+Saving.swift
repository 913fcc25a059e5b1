/// All aggregates as bytes, and back.
extension AnalyticsState {
    /// Changes whenever the order or meaning of what is written does.
    package static let savedVersion: UInt32 = 3

    /// Writes all that later events and snapshots depend on; nothing of the plan.
    ///
    /// - Complexity: O(memory), mostly block by block.
    package func save(to writer: inout StateWriter) {
        writer.reserve(memoryBytes)
        writer.write(AnalyticsState.savedVersion)
        names.save(to: &writer)
        for table in tables { table.save(to: &writer) }
        users.save(to: &writer)
        writer.write(eventCounts)
        for count in [eventTotal, late, duplicates, approximatePersons, keptEventLimit] { writer.write(count) }
        watermark.save(to: &writer)
        recentIDs.save(to: &writer)
        recent.save(to: &writer)
        writer.write(isSecondReading)
        writer.write(knowsIdentity)
        writer.write(people != nil)
        people?.save(to: &writer)
        for box in machines.joined() { box.machine.save(to: &writer, users: users.count) }
        for box in experiments.joined() { box.machine.save(to: &writer, users: users.count) }
        sessions.machine.save(to: &writer, users: users.count)
        writer.write(takesNoNewUsers)
        for count in [untracked, rowsSinceMeasure] { writer.write(count) }
    }

    /// Goes on from what was saved. To be called on a state made from a plan of its own of the same configuration (see
    /// `AnalyticsConfiguration.fingerprint`), before anything else; decoders begin to number their texts anew.
    ///
    /// - Throws: where the bytes do not fit the plan or each other; the state is to be thrown away then.
    package mutating func restore(from reader: inout StateReader) throws(StateError) {
        let version = try reader.readUInt32()
        guard version == AnalyticsState.savedVersion else {
            throw .invalid("it is of version \(version), this program writes version \(AnalyticsState.savedVersion)")
        }
        try names.restore(from: &reader)
        for index in tables.indices { try tables[index].restore(from: &reader) }
        try users.restore(from: &reader)
        eventCounts = try reader.readTallies(upTo: names.texts.count)
        try restoreCounts(from: &reader)
        try recentIDs.restore(from: &reader)
        try recent.restore(from: &reader)
        isSecondReading = try reader.readBool()
        knowsIdentity = try reader.readBool()
        if try reader.readBool() {
            try StateReader.require(stitches, "there are persons where ids are not put together")
            people = try IdentityGraph(from: &reader, users: users.count)
        }
        let context = StateContext(
            users: users.count, names: names.texts.count, texts: tables.map(\.texts.count), people: people)
        let sessions = sessions
        for box in machines.joined() { try box.machine.restore(from: &reader, context) }
        for box in experiments.joined() { try box.machine.restore(from: &reader, context) }
        try sessions.machine.restore(from: &reader, context)
        refuseNewUsers(try reader.readBool())
        untracked = try reader.readTally()
        rowsSinceMeasure = try reader.readCount(upTo: StateLimits.count)
    }

    private mutating func restoreCounts(from reader: inout StateReader) throws(StateError) {
        eventTotal = try reader.readTally()
        late = try reader.readTally()
        duplicates = try reader.readTally()
        approximatePersons = try reader.readTally()
        keptEventLimit = try reader.readCount(upTo: .max)
        try watermark.restore(from: &reader)
    }
}
