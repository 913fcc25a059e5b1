/// An experiment's aggregates as bytes, and back.
extension ExperimentMachine {
    /// - Parameter users: ids there are.
    func save(to writer: inout StateWriter, users: Int) {
        for level in levels { level.save(to: &writer) }
        cells.save(to: &writer)
        records.save(records.usedCount(upTo: users), to: &writer)
        histories.save(to: &writer)
        writer.write(historyUsers)
        let conflicting = conflicts.keys.sorted()
        writer.write(conflicting)
        for user in conflicting {
            writer.write(
                (conflicts[user]?.sightings ?? []).map { SIMD4(Int64($0.factor), Int64($0.level), $0.time, 0) })
        }
        for cap in caps { cap.save(to: &writer) }
        for cap in appliedCaps { writer.write(cap) }
        writer.write(firstExposures)
        writer.write(needsFirstExposures)
        writer.write(everExposed)
        writer.write(outsideUsers)
        writer.write(signalCounts)
        evidence.save(to: &writer)
        tally.save(to: &writer)
        writer.write(horizon)
        writer.write(people != nil)
        let ids = parts.keys.sorted()
        writer.write(ids)
        for id in ids { parts[id]?.save(to: &writer) }
        writer.write(joint.sorted())
        writer.write(pruned.sorted())
    }

    /// - Complexity: O(users).
    mutating func restore(from reader: inout StateReader, _ context: StateContext) throws(StateError) {
        let signals = plan.goals.shares.count + plan.goals.ledgers.count
        for factor in levels.indices {
            try levels[factor].restore(from: &reader, texts: context.texts[plan.factorColumns[factor]])
        }
        try cells.restore(from: &reader, levels)
        let count = try records.restore(from: &reader, limit: context.users)
        try histories.restore(from: &reader, signals: signals)
        historyUsers = try reader.readArray(of: Int.self, limit: StateLimits.units)
        try StateReader.require(
            historyUsers.count == histories.count && historyUsers.allSatisfy { $0 >= 0 && $0 < count },
            "goals were reached by nobody")
        for user in try reader.readIndices(below: count) { try restoreConflict(from: &reader, user) }
        for ledger in caps.indices { try caps[ledger].restore(from: &reader) }
        for ledger in appliedCaps.indices {
            appliedCaps[ledger] = try reader.readOptionalInt64()
            try StateReader.require(
                (appliedCaps[ledger] ?? 0).magnitude <= OrderCap.largest * 16, "a cap of orders is out of reach")
        }
        firstExposures = try reader.readArray(of: Int64.self, limit: cells.codes.count)
        needsFirstExposures = try reader.readBool()
        everExposed = try reader.readTallies(count: firstExposures.count)
        outsideUsers = try reader.readTally()
        signalCounts = try reader.readTallies(count: signals)
        try evidence.restore(from: &reader, factors: levels.count)
        try tally.restore(from: &reader, cells: cells.codes.count)
        horizon = try reader.readTime()
        if try reader.readBool() {
            try StateReader.require(context.people != nil, "there are no persons")
            people = context.people
        }
        for id in try reader.readIndices(below: context.users) {
            parts[id] = try PersonPart(from: &reader, levels, signals: signals)
        }
        joint = Set(try reader.readIndices(below: context.users))
        pruned = Set(try reader.readIndices(below: context.users))
        try checkRecords(count)
    }

    private mutating func restoreConflict(from reader: inout StateReader, _ user: Int) throws(StateError) {
        var times = ConflictTimes()
        for saved in try reader.readArray(of: SIMD4<Int64>.self, limit: StateLimits.count) {
            let (factor, level) = (Int(saved[0]), Int(saved[1]))
            try StateReader.require(
                levels.indices.contains(factor) && levels[factor].isCode(level) && StateLimits.isTime(saved[2])
                    && times.note(factor, level, at: saved[2]), "an exposure is none")
        }
        conflicts[user] = times
    }

    /// Levels, times, histories and arms of all users are such that there are.
    private mutating func checkRecords(_ count: Int) throws(StateError) {
        try StateReader.require(
            firstExposures.allSatisfy { $0 == .max || StateLimits.isTime($0) }, "a first exposure is out of reach")
        let arms = cells.codes.count
        for user in 0..<count {
            let words = records.word(user)
            let status = ExposureStatus(words[0])
            for factor in levels.indices {
                try StateReader.require(
                    StateLimits.isTime(words[1 + factor])
                        && (status[factor] == 0 || levels[factor].isCode(status[factor])), "an exposure is none")
            }
            if let slot = status.history {
                try StateReader.require(
                    slot < historyUsers.count && historyUsers[slot] == user, "goals were reached by somebody else")
            }
            if let exposure = exposure(of: words, user) {
                try StateReader.require(exposure.cell < firstExposures.count, "a user is in no arm")
            }
        }
        try StateReader.require(cells.codes.count == arms, "a user is in no arm")
    }
}
