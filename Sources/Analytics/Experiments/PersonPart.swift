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
