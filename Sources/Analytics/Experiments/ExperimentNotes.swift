import RealModule

/// What is to be known of an experiment beside its numbers: what is wrong first.
struct ExperimentNotes {
    let machine: MachineBox<ExperimentMachine>
    let arms: ArmList
    let sums: ArmSums
    let snapshot: ExperimentSnapshot
    /// Places in the plan's goals.
    let shownGoals: [Int]

    private var plan: ExperimentPlan { machine.machine.plan }

    var notes: [ExperimentNote] { problems + remarks }

    private var problems: [ExperimentNote] {
        var notes: [ExperimentNote] = []
        for (factor, levels) in zip(plan.definition.factors, machine.machine.levels) where levels.names.isEmpty {
            notes.append(.fieldNotSeen(factor))
        }
        if shownGoals.isEmpty { notes.append(.noGoal) }
        guard !arms.arms.isEmpty else { return notes }
        let seen = arms.arms.map(\.variant)
        if let control = plan.definition.control, !arms.hasControl {
            notes.append(.unknownControl(control, seen: seen))
        }
        if arms.arms.count == 1 { notes.append(.oneArm(seen[0])) }
        let splits = ([plan.definition.split] + plan.definition.phases.map(\.split)).filter { !$0.isEmpty }
        if let all = splits.first.map({ _ in Set(splits.flatMap(\.keys)) }) {
            notes += all.subtracting(seen).sorted().map { .unknownVariant($0, seen: seen) }
            notes += seen.filter { !all.contains($0) }.map { .undeclaredVariant($0) }
        }
        if arms.arms.count > arms.levels.map(\.count).max() ?? 0 {
            notes += arms.arms.indices.filter { sums.users($0) == 0 }.map { .emptyArm(seen[$0]) }
        }
        if machine.machine.outsideUsers > 0 {
            let kept = machine.machine.levels.map(\.limit).max() ?? 0
            notes.append(.tooManyVariants(kept: kept, usersOutside: machine.machine.outsideUsers))
        }
        if let change = snapshot.split.change { notes.append(.splitChanged(change.time)) }
        return notes
    }

    private var remarks: [ExperimentNote] {
        var notes = arms.arms.indices.compactMap(lateArrival)
        if snapshot.conflicting > 0 { notes.append(.conflicting(snapshot.conflicting, snapshot.conflicts)) }
        if let start = snapshot.start, let now = snapshot.now {
            let days = Double(now.microseconds - start.microseconds) / 86_400e6
            if days < 7 { notes.append(.noFullWeek(days: max(0, days))) }
        }
        let shareCount = plan.goals.shares.count
        for goal in shownGoals.map({ plan.goals.goals[$0] }) {
            switch goal.source {
            case .share(let share):
                if machine.machine.signalCounts[share] == 0 { notes.append(.goalNotSeen(goal.definition.name)) }
            case .amounts(let ledger, let perOrder):
                if machine.machine.signalCounts[shareCount + ledger] == 0 {
                    notes.append(.noRevenue(goal.definition.name))
                }
                let refunds = arms.arms.indices.reduce(0) { $0 + Int(clamping: sums.ledger($1, ledger).refunds) }
                if refunds > 0, !perOrder {
                    notes.append(.negativeRevenue(goal: goal.definition.name, events: refunds))
                }
            }
        }
        if let field = plan.definition.covariate { notes.append(.adjusted(field)) }
        if sums.phaseCount > 1 { notes.append(.phases(sums.phaseCount)) }
        return notes
    }

    /// An arm that should long have had users before its first one came.
    private func lateArrival(_ index: Int) -> ExperimentNote? {
        let tally = machine.machine.tally
        guard arms.arms.count > 1, sums.phaseCount == 1, let cell = arms.arms[index].cell,
            let first = snapshot.arms[index].firstExposure, let share = snapshot.arms[index].expectedShare,
            share > 0, share < 1
        else { return nil }
        var before = ArmSums(layout: tally.layout, phaseCount: 1, armCount: arms.arms.count)
        for bucket in 0..<tally.bucketCount where tally.end(of: bucket) <= first.microseconds {
            _ = before.add(tally, arms, bucket: bucket)
        }
        let users = arms.arms.indices.reduce(0) { arms.arms[$1].cell == cell ? $0 : $0 + before.users($1) }
        // One in five hundred million tests by chance.
        guard Double(users) * -Double.log(1 - share) > 20 else { return nil }
        return .lateVariant(arms.arms[index].variant, since: first, usersBefore: users)
    }
}
