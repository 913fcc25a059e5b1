/// What one id of a person with several did in an experiment: enough to put the person's record together, and to take it
/// apart again.
struct PersonPart {
    struct Sighting {
        var factor: Int
        var level: Int
        var time: Int64
        /// Of several at that time the largest; nil where none is asked for.
        var covariate: Int64?
    }

    /// The first of each level.
    var sightings: [Sighting] = []
    /// In the order of time.
    var goals: [GoalHistories.Event] = []
    /// Some were let go.
    var isPruned = false

    var isEmpty: Bool { sightings.isEmpty && goals.isEmpty && !isPruned }

    var memoryBytes: Int {
        64 + sightings.capacity * MemoryLayout<Sighting>.stride
            + goals.capacity * MemoryLayout<GoalHistories.Event>.stride
    }

    mutating func note(_ sighting: Sighting) {
        let known = sightings.firstIndex { $0.factor == sighting.factor && $0.level == sighting.level }
        guard let known else { return sightings.append(sighting) }
        let earlier = sightings[known]
        if sighting.time < earlier.time {
            sightings[known] = sighting
        } else if sighting.time == earlier.time, let covariate = sighting.covariate {
            sightings[known].covariate = max(covariate, earlier.covariate ?? covariate)
        }
    }

    /// Both together.
    mutating func add(_ other: PersonPart) {
        for sighting in other.sightings { note(sighting) }
        goals += other.goals
        if other.isPruned { isPruned = true }
    }
}

extension PersonPart {
    func save(to writer: inout StateWriter) {
        writer.write(
            sightings.map {
                SIMD8(
                    Int64($0.factor), Int64($0.level), $0.time, $0.covariate == nil ? 0 : 1, $0.covariate ?? 0, 0, 0, 0)
            })
        writer.write(goals.count)
        for goal in goals { GoalHistories.save(goal, to: &writer) }
        writer.write(isPruned)
    }

    /// - Parameter signals: shares and ledgers there are.
    init(from reader: inout StateReader, _ levels: [ArmLevels], signals: Int) throws(StateError) {
        for saved in try reader.readArray(of: SIMD8<Int64>.self, limit: StateLimits.count) {
            let sighting = Sighting(
                factor: Int(saved[0]), level: Int(saved[1]), time: saved[2], covariate: saved[3] == 0 ? nil : saved[4])
            try StateReader.require(
                levels.indices.contains(sighting.factor) && levels[sighting.factor].isCode(sighting.level)
                    && StateLimits.isTime(sighting.time), "an exposure is none")
            sightings.append(sighting)
        }
        let count = try reader.readCount(upTo: StateLimits.count)
        goals = try GoalHistories.events(from: &reader, count: count, signals: signals)
        isPruned = try reader.readBool()
    }
}
