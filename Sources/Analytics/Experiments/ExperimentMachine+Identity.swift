/// Persons that turn out to be one, or two.
///
/// The record of a person with one id is that id's own. Where events come under several ids of a person, what each did is
/// kept beside (`parts`), and the person's record is put together from them. Records of single ids keep every goal
/// inside `KeptHistory`, also those that count for nothing as things stand: an earlier exposure may come to them.
extension ExperimentMachine {
    mutating func engage(_ people: IdentityGraph) { self.people = people }

    /// Goals before it are let go, unless they count.
    var keptHorizon: Int64 {
        let (bound, overflow) = horizon.subtractingReportingOverflow(KeptHistory.span)
        return overflow ? .min : bound
    }

    /// The user's record is that of a single id which may still be joined.
    func keepsAll(_ user: Int, _ status: ExposureStatus) -> Bool {
        guard people != nil, !joint.contains(user) else { return false }
        return status.history.map { histories[$0].count < KeptHistory.goalLimit } ?? true
    }

    /// The rows that follow came under an id of a person.
    mutating func turn(to id: Int, of person: Int) {
        if !joint.contains(person) {
            guard id != person else {
                part = nil
                return
            }
            setApart(person)
        }
        part = id
    }

    /// What stands in the record of a single id becomes that of a part of a person.
    private mutating func setApart(_ id: Int) {
        let own = record(of: id)
        if !own.isEmpty { parts[id] = own }
        joint.insert(id)
    }

    mutating func notePart(_ factor: Int, _ level: Int, at time: Int64, _ covariate: Int64?) {
        guard let part else { return }
        parts[part, default: PersonPart()].note(
            PersonPart.Sighting(factor: factor, level: level, time: time, covariate: covariate))
    }

    mutating func keepInPart(_ event: GoalHistories.Event, of person: Int) {
        guard let part else { return }
        records.ensure(count: person + 1)
        let start = exposure(of: records.word(person), person)?.start
        let useless = min(start ?? .max, keptHorizon)
        var goals: [GoalHistories.Event] = []
        swap(&goals, &parts[part, default: PersonPart()].goals)
        var isPruned = false
        if goals.count >= KeptHistory.goalLimit, event.signal < plan.goals.shares.count,
            goals.contains(where: { $0.signal == event.signal && $0.time <= event.time && $0.time >= start ?? .max })
        {
            isPruned = true
        } else {
            isPruned = GoalHistories.keep(event, in: &goals, from: useless)
        }
        swap(&goals, &parts[part, default: PersonPart()].goals)
        if isPruned { parts[part]?.isPruned = true }
    }

    /// Puts the records of the persons of a change together anew.
    ///
    /// - Returns: persons of whom not everything was kept, so that their numbers are near, not exact.
    /// - Complexity: O(ids and goals of these persons).
    mutating func regroup(_ change: PersonChange, _ graph: IdentityGraph) -> Set<Int> {
        guard people != nil else { return Set(change.merges(graph).map(\.target)).union(change.parted) }
        for person in change.persons {
            records.ensure(count: person + 1)
            take(person, from: .min, -1)
            if !joint.contains(person) { setApart(person) }
            joint.remove(person)
            clear(person)
        }
        var inexact: Set<Int> = []
        for person in change.persons where graph.person(of: person) == person {
            let members = graph.members(of: person)
            var whole = PersonPart()
            for member in members {
                if let part = parts[member] { whole.add(part) }
            }
            if members.count > 1 { joint.insert(person) } else { parts[person] = nil }
            if whole.isPruned { inexact.insert(person) }
            fill(person, with: whole)
            take(person, from: .min, 1)
        }
        return inexact
    }

    private mutating func record(of id: Int) -> PersonPart {
        records.ensure(count: id + 1)
        let words = records.word(id)
        let status = ExposureStatus(words[0])
        let factorCount = plan.factorColumns.count
        var own = PersonPart()
        for factor in 0..<factorCount where status[factor] != 0 {
            own.note(
                PersonPart.Sighting(
                    factor: factor, level: status[factor], time: words[1 + factor],
                    covariate: plan.covariateColumn.map { _ in words[1 + factorCount + factor] }))
        }
        // Their covariates never count: each was seen after another level, or with another of a name that comes first.
        for sighting in conflicts[id]?.sightings ?? [] {
            own.note(
                PersonPart.Sighting(
                    factor: sighting.factor, level: sighting.level, time: sighting.time,
                    covariate: plan.covariateColumn.map { _ in ExperimentMachine.noCovariate }))
        }
        if let slot = status.history { own.goals = histories[slot] }
        own.isPruned = pruned.contains(id) || own.goals.count >= KeptHistory.goalLimit
        return own
    }

    private func outsideCount(_ words: UnsafeMutablePointer<Int64>) -> Int {
        plan.factorColumns.indices.count { ExposureStatus(words[0])[$0] == ArmLevels.outside }
    }

    /// Leaves a user's record as if he had done nothing; his place for goals stays his.
    private mutating func clear(_ user: Int) {
        let words = records.word(user)
        outsideUsers -= outsideCount(words)
        var status = ExposureStatus(0)
        status.history = ExposureStatus(words[0]).history
        for word in 0..<records.stride { words[word] = 0 }
        words[0] = status.word
        conflicts[user] = nil
        pruned.remove(user)
        if let slot = status.history {
            histories[slot] = []
            heavy[slot] = nil
        }
    }

    private mutating func fill(_ user: Int, with whole: PersonPart) {
        let words = records.word(user)
        let factorCount = plan.factorColumns.count
        var status = ExposureStatus(words[0])
        var times = ConflictTimes()
        for sighting in whole.sightings { _ = times.note(sighting.factor, sighting.level, at: sighting.time) }
        for factor in 0..<factorCount {
            let names = levels[factor].names
            let name = { (level: Int) in level <= names.count ? names[level - 1] : "" }
            guard let first = times.first(factor, name: name) else { continue }
            status[factor] = first.level
            words[1 + factor] = first.time
            guard plan.covariateColumn != nil else { continue }
            let seen = whole.sightings.first { $0.factor == factor && $0.level == first.level }
            words[1 + factorCount + factor] = seen?.covariate ?? ExperimentMachine.noCovariate
        }
        if times.second < .max {
            status.isConflicting = true
            conflicts[user] = times
        }
        if !whole.goals.isEmpty {
            let slot: Int
            if let known = status.history {
                slot = known
            } else {
                slot = histories.open()
                historyUsers.append(user)
                status.history = slot
            }
            histories[slot] = whole.goals.enumerated()
                .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
        }
        if whole.isPruned { pruned.insert(user) }
        words[0] = status.word
        outsideUsers += outsideCount(words)
    }
}
