/// All sums of one funnel over its units.
final class FunnelTally {
    let stepCount: Int
    let overall: LevelTally
    let trend: TrendTally
    /// By breakdown, then slice; made when first used.
    let slices: [SliceTallies]
    private let revenue: RevenueTally
    /// By step and event name.
    private(set) var nextActions: [[Int]]
    /// Units that have reached a level and done nothing since.
    private(set) var awaiting: [Int]
    /// Attempts and sessions that ended by exclusion at each level.
    private(set) var excluded: [Int]
    /// By level: those that have got no further, where each attempt or session counts.
    private(set) var furthest: [Int]
    private(set) var fromFirst: [LogHistogram]
    private(set) var fromPrevious: [LogHistogram]
    var tieShelf = TieShelf()

    init(stepCount: Int, breakdownCount: Int) {
        self.stepCount = stepCount
        overall = LevelTally(stepCount: stepCount)
        trend = TrendTally(stepCount: stepCount)
        slices = (0..<breakdownCount).map { _ in
            SliceTallies(stepCount: stepCount, capacity: SliceTable.capacity(stepCount: stepCount))
        }
        revenue = RevenueTally(stepCount: stepCount)
        nextActions = Array(repeating: [], count: stepCount + 1)
        awaiting = Array(repeating: 0, count: stepCount + 1)
        excluded = Array(repeating: 0, count: stepCount + 1)
        furthest = excluded
        fromFirst = Array(repeating: LogHistogram(), count: stepCount)
        fromPrevious = fromFirst
    }

    func save(to writer: inout StateWriter) {
        overall.save(to: &writer)
        trend.save(to: &writer)
        for tallies in slices { tallies.save(to: &writer) }
        revenue.save(to: &writer)
        for counts in nextActions + [awaiting, excluded, furthest] { writer.write(counts) }
        for histogram in fromFirst + fromPrevious { histogram.save(to: &writer) }
        tieShelf.save(to: &writer)
    }

    func restore(from reader: inout StateReader, _ check: FunnelStateCheck) throws(StateError) {
        try overall.restore(from: &reader)
        try trend.restore(from: &reader)
        for tallies in slices { try tallies.restore(from: &reader) }
        try revenue.restore(from: &reader)
        for level in nextActions.indices { nextActions[level] = try reader.readTallies(upTo: check.names) }
        awaiting = try reader.readTallies(count: stepCount + 1)
        excluded = try reader.readTallies(count: stepCount + 1)
        furthest = try reader.readTallies(count: stepCount + 1)
        for step in fromFirst.indices { try fromFirst[step].restore(from: &reader) }
        for step in fromPrevious.indices { try fromPrevious[step].restore(from: &reader) }
        try tieShelf.restore(from: &reader, check)
    }

    var memoryBytes: Int {
        LevelTally.memoryBytes(stepCount: stepCount) * (1 + slices.reduce(0) { $0 + $1.count }) + trend.memoryBytes
            + revenue.memoryBytes + tieShelf.memoryBytes + nextActions.reduce(0) { $0 + $1.capacity * 8 }
            + (fromFirst + fromPrevious).reduce(0) { $0 + $1.memoryBytes }
    }

    /// The latest start of a unit for `step` moves from `old` (`FunnelLayout.noStart`: none) to `new`.
    @inline(__always)
    func addLevel(_ step: Int, old: Int64, new: Int64, time: Int64, _ values: SIMD8<UInt16>, _ sign: Int) {
        let newBuckets = RangeGrid.buckets(of: new)
        let oldBuckets = old == FunnelLayout.noStart ? nil : RangeGrid.buckets(of: old)
        let change = LevelChange(
            old: oldBuckets, new: newBuckets, time: time == new ? newBuckets : RangeGrid.buckets(of: time))
        overall.add(step, change, sign)
        trend.add(step, old: oldBuckets, new: newBuckets, sign)
        for index in slices.indices { slices[index][values[index]].add(step, change, sign) }
    }

    /// The latest start of a unit for `step` under one of its values moves from `old` to `new`.
    func addLevel(
        _ step: Int, old: Int64, new: Int64, time: Int64, breakdown: Int, slice: UInt16, _ sign: Int
    ) {
        let change = LevelChange(
            old: old == FunnelLayout.noStart ? nil : RangeGrid.buckets(of: old),
            new: RangeGrid.buckets(of: new), time: RangeGrid.buckets(of: time))
        slices[breakdown][slice].add(step, change, sign)
    }

    /// A unit's value changes at `time`: its level is counted under the new one.
    func moveLevel(
        _ step: Int, start: Int64, time: Int64, breakdown: Int, from old: UInt16, to new: UInt16, _ sign: Int
    ) {
        let startBuckets = RangeGrid.buckets(of: start)
        let timeBuckets = RangeGrid.buckets(of: time)
        slices[breakdown][old].remove(step, start: startBuckets, time: timeBuckets, sign)
        slices[breakdown][new].add(step, LevelChange(old: nil, new: startBuckets, time: timeBuckets), sign)
    }

    func addRevenue(_ step: Int, _ amount: Int64, start: Int64, _ sign: Int) {
        guard sign != 0 else { return }
        revenue.add(step, amount, start: RangeGrid.buckets(of: start), sign)
    }

    /// Ten-thousandths; nil where no event carried any.
    func revenue(_ step: Int) -> Int? { revenue.sum(step) }

    /// Revenue of attempts begun in the range of `lane` that ends at `boundary`.
    func revenue(_ step: Int, lane: Int, at boundary: Int) -> Int? {
        revenue.sum(step) == nil ? nil : revenue.sum(step, lane: lane, at: boundary)
    }

    func addNextAction(after level: Int, _ name: UInt32, _ sign: Int) {
        awaiting[level] -= sign
        guard sign != 0, name != UInt32.max else { return }
        while nextActions[level].count <= Int(name) { nextActions[level].append(0) }
        nextActions[level][Int(name)] += sign
    }

    func addAwaiting(after level: Int, _ sign: Int) { awaiting[level] += sign }

    func addExcluded(_ level: Int, _ sign: Int) { excluded[level] += sign }

    /// One that had got to level `from` (0: nowhere) gets to `to`.
    func addFurthest(from: Int, to: Int, _ sign: Int) {
        furthest[from] -= sign
        furthest[to] += sign
    }

    func addDurations(_ step: Int, _ durations: StepDurations, _ sign: Int) {
        guard durations != .none else { return }
        fromFirst[step].add(durations.fromFirst, sign)
        fromPrevious[step].add(durations.fromPrevious, sign)
    }
}
