import Statistics

/// How the evidence went over event time, and what was called on the way; calls stay.
///
/// Looked at where the tally's schedule says and at every snapshot. Called is at the looks of the schedule alone, once no
/// event before them can come any more: so the same is called at the same times however the data are read, and all that
/// was called stays so when they go on.
struct EvidencePath {
    /// What is called: an arm, or an effect of crossed factors, for one goal.
    struct Subject: Hashable {
        var goal: Int
        /// The arm's variant, or factors and levels of the effect.
        var names: [String]
    }

    struct Call {
        var time: Int64
        /// Towards more.
        var isUp: Bool
    }

    struct Point {
        var logEvidence: Double
        var estimate: Double?
        var interval: ClosedRange<Double>?
    }

    /// Seen through a segment: nothing is called and no path is kept.
    let isExploratory: Bool
    private(set) var calls: [Subject: Call] = [:]
    /// Levels of the control that the calls are against; nil before the first.
    private(set) var calledControl: [String]?
    /// Largest adjusted, and largest single, ln e so far.
    private(set) var peaks: [Subject: (adjusted: Double, single: Double)] = [:]
    /// By goal shown, then by arm, then by bucket of the tally.
    private(set) var points: [[[Point]]] = []
    private(set) var target: Double?
    /// When an automatic target was fixed: nothing is called, nor counted as a peak, before.
    private var targetTime = Int64.min
    private var signature: [String] = []
    private var schedule: LookSchedule?

    init(isExploratory: Bool) { self.isExploratory = isExploratory }

    /// Follows the sums to the present and returns the judge of the experiment as it is now, and the sums.
    ///
    /// - Parameter settled: no event before this time will come any more.
    /// - Complexity: O(buckets that changed × comparisons), and O(buckets × sums) additions.
    mutating func advance(
        _ plan: ExperimentPlan, _ arms: ArmList, goals: [Int], tally: ExperimentTally, settled: Int64
    ) -> (judge: ExperimentJudge, sums: ArmSums) {
        let judge = makeJudge(plan, arms, goals, tally, settled)
        guard !isExploratory else { return (judge, ArmSums(tally, arms)) }
        let signature = arms.signature + goals.map(String.init) + ["\(judge.missingTarget == nil)"]
        if signature != self.signature || schedule != tally.schedule || !isShaped(goals, arms) {
            // Another control makes other comparisons.
            if self.signature.first != signature.first || self.signature.isEmpty { forget() }
            self.signature = signature
            schedule = tally.schedule
            points = goals.map { _ in arms.arms.map { _ in [] } }
            tally.dirtyFrom = 0
        }
        let sums = follow(judge, tally, settled)
        calledControl = calls.isEmpty ? nil : arms.arms.first?.levels
        return (judge, sums)
    }

    /// Always, unless what was saved was tampered with.
    private func isShaped(_ goals: [Int], _ arms: ArmList) -> Bool {
        points.count == goals.count && points.allSatisfy { $0.count == arms.arms.count }
    }

    private mutating func forget() {
        calls = [:]
        peaks = [:]
    }

    private mutating func follow(_ judge: ExperimentJudge, _ tally: ExperimentTally, _ settled: Int64) -> ArmSums {
        var sums = ArmSums(layout: tally.layout, phaseCount: tally.series.count, armCount: judge.arms.arms.count)
        var latest: Judgement?
        var firstOpen: Int?
        // What was brought later and taken back leaves buckets that other orders of arrival do not make.
        let count = tally.usedBucketCount
        for bucket in 0..<count {
            let isNews = sums.add(tally, judge.arms, bucket: bucket)
            guard bucket >= tally.dirtyFrom else { continue }
            if isNews || latest == nil { latest = judge.judge(sums) }
            guard let latest else { continue }
            put(latest, judge, bucket)
            let end = tally.end(of: bucket)
            if end <= settled {
                call(latest, judge, at: end)
            } else {
                firstOpen = min(firstOpen ?? bucket, bucket)
            }
        }
        if points.joined().contains(where: { $0.count > count }) {
            points = points.map { $0.map { Array($0.prefix(count)) } }
        }
        tally.dirtyFrom = firstOpen ?? count
        return sums
    }

    /// Keeps how things stand at the end of a bucket.
    private mutating func put(_ judgement: Judgement, _ judge: ExperimentJudge, _ bucket: Int) {
        for place in judge.goals.indices {
            for (arm, one) in judgement.arms[place].enumerated() {
                let point = Point(
                    logEvidence: one.adjusted ?? one.comparison?.logEvidence ?? 0,
                    estimate: one.comparison?.effect?.estimate, interval: one.comparison?.interval)
                if bucket < points[place][arm].count {
                    points[place][arm][bucket] = point
                } else {
                    points[place][arm].append(point)
                }
            }
        }
    }

    /// A look of the schedule: calls what has enough evidence.
    private mutating func call(_ judgement: Judgement, _ judge: ExperimentJudge, at time: Int64) {
        for (place, goal) in judge.goals.enumerated() {
            for (arm, one) in judgement.arms[place].enumerated() {
                note(
                    Subject(goal: goal, names: [judge.arms.arms[arm].variant]), one.gate, adjusted: one.adjusted,
                    single: one.comparison?.logEvidence, one.comparison?.effect?.estimate, judgement.isSplitBroken,
                    at: time)
            }
            for (contrast, one) in zip(judge.contrastShapes, judgement.effects[place]) {
                note(
                    Subject(goal: goal, names: judge.names(of: contrast)), one.gate, adjusted: one.adjusted,
                    single: one.logEvidence, one.effect?.estimate, judgement.isSplitBroken, at: time)
            }
        }
    }

    private mutating func note(
        _ subject: Subject, _ gate: Judgement.Gate, adjusted: Double?, single: Double?, _ estimate: Double?,
        _ isSplitBroken: Bool, at time: Int64
    ) {
        guard gate == .open, !isSplitBroken, time >= targetTime, let single, let estimate else { return }
        let peak = peaks[subject] ?? (-.infinity, -.infinity)
        peaks[subject] = (max(peak.adjusted, adjusted ?? -.infinity), max(peak.single, single))
        guard let adjusted, adjusted >= Judgement.call, time < calls[subject]?.time ?? .max else { return }
        if let earlier = calls[subject], earlier.isUp != (estimate > 0) { return }
        calls[subject] = Call(time: time, isUp: estimate > 0)
    }

    // MARK: The target lift

    /// The target that the automatic one stands for until it is fixed: nothing is called with it.
    private static let provisionalTarget = 0.10

    private mutating func makeJudge(
        _ plan: ExperimentPlan, _ arms: ArmList, _ goals: [Int], _ tally: ExperimentTally, _ settled: Int64
    ) -> ExperimentJudge {
        if case .fixed(let lift) = plan.definition.lift { target = lift }
        var conversions = 0
        if target == nil {
            (target, targetTime, conversions) = EvidencePath.automaticTarget(plan, arms, goals, tally, settled)
        }
        return ExperimentJudge(
            plan, arms, goals: goals, target: target ?? EvidencePath.provisionalTarget,
            missingTarget: target == nil ? conversions : nil)
    }

    /// From the pooled rate and the traffic at the end of the bucket in which the hundredth conversion came: blind to
    /// the arms, and the same in any order of arrival.
    private static func automaticTarget(
        _ plan: ExperimentPlan, _ arms: ArmList, _ goals: [Int], _ tally: ExperimentTally, _ settled: Int64
    ) -> (target: Double?, time: Int64, conversions: Int) {
        var sums = ArmSums(layout: tally.layout, phaseCount: tally.series.count, armCount: arms.arms.count)
        var conversions = 0
        var first: Int64?
        for bucket in 0..<tally.bucketCount {
            if sums.add(tally, arms, bucket: bucket) { first = first ?? tally.schedule?.start(of: bucket) }
            conversions = arms.arms.indices.reduce(0) { $0 + reached(plan, goals, $1, sums) }
            // Buckets after that are still growing.
            guard conversions >= ExperimentJudge.targetConversions, tally.end(of: bucket) <= settled else { continue }
            let users = sums.allUsers
            let end = tally.end(of: bucket)
            let days = Double(end - (first ?? end - LookSchedule.unit)) / 86_400e6
            let target = TargetLift.automatic(
                rate: Double(conversions) / Double(max(1, users)), plannedUsers: Double(users) / days * 14)
            return (target, end, conversions)
        }
        return (nil, .min, conversions)
    }

    /// Users of an arm who reached the first primary goal.
    private static func reached(_ plan: ExperimentPlan, _ goals: [Int], _ arm: Int, _ sums: ArmSums) -> Int {
        guard let goal = goals.first(where: { plan.goals.goals[$0].definition.isPrimary }) else { return 0 }
        switch plan.goals.goals[goal].source {
        case .share(let share): return sums.count(arm, sums.layout.reached(share))
        case .amounts(let ledger, _): return Int(clamping: sums.ledger(arm, ledger).buyers)
        }
    }
}

// MARK: Saving

extension EvidencePath {
    func save(to writer: inout StateWriter) {
        writer.write(calls.count)
        for (subject, call) in calls.sorted(by: { $0.key.comes(before: $1.key) }) {
            subject.save(to: &writer)
            writer.write(call.time)
            writer.write(call.isUp)
        }
        writer.write(calledControl != nil)
        if let calledControl { writer.write(calledControl) }
        writer.write(peaks.count)
        for (subject, peak) in peaks.sorted(by: { $0.key.comes(before: $1.key) }) {
            subject.save(to: &writer)
            writer.write(peak.adjusted)
            writer.write(peak.single)
        }
        writer.write(points.map(\.count))
        for arm in points.joined() { writer.write(arm.map(\.saved)) }
        writer.write(target != nil)
        if let target { writer.write(target) }
        writer.write(targetTime)
        writer.write(signature)
        writer.write(schedule != nil)
        schedule?.save(to: &writer)
    }

    /// - Parameter factors: fields that carry variants.
    mutating func restore(from reader: inout StateReader, factors: Int) throws(StateError) {
        for _ in 0..<(try reader.readCount(upTo: StateLimits.count)) {
            let subject = try Subject(from: &reader)
            calls[subject] = Call(time: try reader.readTime(), isUp: try reader.readBool())
        }
        if try reader.readBool() {
            let levels = try reader.readStrings(count: factors, limit: StateLimits.text)
            try StateReader.require(levels.count == factors, "a control is none")
            calledControl = levels
        }
        for _ in 0..<(try reader.readCount(upTo: StateLimits.count)) {
            let subject = try Subject(from: &reader)
            peaks[subject] = (try reader.readDouble(), try reader.readDouble())
        }
        for arms in try reader.readArray(of: Int.self, limit: StateLimits.count) {
            try StateReader.require(arms >= 0 && arms <= reader.remaining, "a goal has too many arms")
            var goal: [[Point]] = []
            for _ in 0..<arms {
                let saved = try reader.readArray(of: SIMD8<Double>.self, limit: LookSchedule.largestCount)
                goal.append(saved.map(Point.init))
            }
            points.append(goal)
        }
        if try reader.readBool() { target = try reader.readDouble() }
        targetTime = try reader.readTime()
        signature = try reader.readStrings(count: StateLimits.count, limit: StateLimits.text)
        schedule = try reader.readBool() ? try LookSchedule.restore(from: &reader) : nil
    }
}

extension EvidencePath.Subject {
    fileprivate func comes(before other: Self) -> Bool {
        goal == other.goal ? names.lexicographicallyPrecedes(other.names) : goal < other.goal
    }

    fileprivate func save(to writer: inout StateWriter) {
        writer.write(goal)
        writer.write(names)
    }

    fileprivate init(from reader: inout StateReader) throws(StateError) {
        let goal = try reader.readInt()
        let names = try reader.readStrings(count: StateLimits.count, limit: StateLimits.text)
        self.init(goal: goal, names: names)
    }
}

extension EvidencePath.Point {
    fileprivate var saved: SIMD8<Double> {
        SIMD8(
            logEvidence, estimate == nil ? 0 : 1, estimate ?? 0, interval == nil ? 0 : 1, interval?.lowerBound ?? 0,
            interval?.upperBound ?? 0, 0, 0)
    }

    fileprivate init(_ saved: SIMD8<Double>) {
        // What is no interval is none.
        let isInterval = saved[3] != 0 && saved[4] <= saved[5]
        self.init(
            logEvidence: saved[0], estimate: saved[1] == 0 ? nil : saved[2],
            interval: isInterval ? saved[4]...saved[5] : nil)
    }
}
