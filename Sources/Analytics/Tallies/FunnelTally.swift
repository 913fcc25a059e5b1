/// All sums of one funnel over its units.
final class FunnelTally {
    let stepCount: Int
    private(set) var overall: LevelTally
    private(set) var trend: TrendTally
    /// By breakdown, then slice; made when first used.
    private(set) var slices: [SliceTallies]
    /// Ten-thousandths, by step.
    private var revenueSums: [Int]
    /// Events with revenue that filled each step.
    private var revenueEvents: [Int]
    /// By start bucket on every grid, so that a range has its own sums.
    private var revenueByStart: RevenueTally?
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
        slices = (0..<breakdownCount).map { _ in SliceTallies(stepCount: stepCount) }
        revenueSums = Array(repeating: 0, count: stepCount)
        revenueEvents = revenueSums
        nextActions = Array(repeating: [], count: stepCount + 1)
        awaiting = Array(repeating: 0, count: stepCount + 1)
        excluded = Array(repeating: 0, count: stepCount + 1)
        furthest = excluded
        fromFirst = Array(repeating: LogHistogram(), count: stepCount)
        fromPrevious = fromFirst
    }

    var memoryBytes: Int {
        LevelTally.memoryBytes(stepCount: stepCount) * (1 + slices.reduce(0) { $0 + $1.count }) + trend.memoryBytes
    }

    /// The latest start of a unit for `step` moves from `old` (`FunnelLayout.noStart`: none) to `new`.
    @inline(__always)
    func addLevel(_ step: Int, old: Int64, new: Int64, time: Int64, _ values: SIMD8<UInt16>, _ sign: Int) {
        let hadOld = old != FunnelLayout.noStart
        let newBuckets = RangeGrid.buckets(of: new)
        let oldBuckets = hadOld ? RangeGrid.buckets(of: old) : newBuckets
        let timeBuckets = time == new ? newBuckets : RangeGrid.buckets(of: time)
        overall.add(step, hadOld: hadOld, old: oldBuckets, new: newBuckets, time: timeBuckets, sign)
        trend.add(step, hadOld: hadOld, old: oldBuckets, new: newBuckets, sign)
        for index in slices.indices {
            slices[index][values[index]].add(
                step, hadOld: hadOld, old: oldBuckets, new: newBuckets, time: timeBuckets, sign)
        }
    }

    /// The latest start of a unit for `step` under one of its values moves from `old` to `new`.
    func addLevel(
        _ step: Int, old: Int64, new: Int64, time: Int64, breakdown: Int, slice: UInt16, _ sign: Int
    ) {
        slices[breakdown][slice].add(
            step, hadOld: old != FunnelLayout.noStart, old: RangeGrid.buckets(of: old),
            new: RangeGrid.buckets(of: new), time: RangeGrid.buckets(of: time), sign)
    }

    /// A unit's value changes at `time`: its level is counted under the new one.
    func moveLevel(
        _ step: Int, start: Int64, time: Int64, breakdown: Int, from old: UInt16, to new: UInt16, _ sign: Int
    ) {
        let startBuckets = RangeGrid.buckets(of: start)
        let timeBuckets = RangeGrid.buckets(of: time)
        slices[breakdown][old].remove(step, start: startBuckets, time: timeBuckets, sign)
        slices[breakdown][new].add(
            step, hadOld: false, old: startBuckets, new: startBuckets, time: timeBuckets, sign)
    }

    func addRevenue(_ step: Int, _ amount: Int64, start: Int64, _ sign: Int) {
        guard sign != 0 else { return }
        revenueSums[step] &+= sign &* Int(amount)
        revenueEvents[step] += sign
        if revenueByStart == nil { revenueByStart = RevenueTally(stepCount: stepCount) }
        revenueByStart?.add(step, amount, start: RangeGrid.buckets(of: start), sign)
    }

    /// Ten-thousandths; nil where no event carried any.
    func revenue(_ step: Int) -> Int? { revenueEvents[step] > 0 ? revenueSums[step] : nil }

    /// Revenue of attempts begun in the range of `lane` that ends at `boundary`.
    func revenue(_ step: Int, lane: Int, at boundary: Int) -> Int? {
        revenueEvents[step] == 0 ? nil : revenueByStart?.sum(step, lane: lane, at: boundary)
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

/// The level tallies of one breakdown, by slice.
final class SliceTallies {
    private let stepCount: Int
    private var tallies: [LevelTallyBox?] = []

    init(stepCount: Int) { self.stepCount = stepCount }

    var count: Int { tallies.reduce(0) { $0 + ($1 == nil ? 0 : 1) } }

    /// The tally of a slice, made when first asked for.
    subscript(slice: UInt16) -> LevelTallyBox {
        if Int(slice) < tallies.count, let tally = tallies[Int(slice)] { return tally }
        while tallies.count <= Int(slice) { tallies.append(nil) }
        let tally = LevelTallyBox(stepCount: stepCount)
        tallies[Int(slice)] = tally
        return tally
    }

    /// The tally of a slice if it was ever used.
    func existing(_ slice: UInt16) -> LevelTallyBox? {
        Int(slice) < tallies.count ? tallies[Int(slice)] : nil
    }
}

/// A `LevelTally` that can stand in an array.
final class LevelTallyBox {
    private var tally: LevelTally

    init(stepCount: Int) { tally = LevelTally(stepCount: stepCount) }

    @inline(__always)
    func add(_ step: Int, hadOld: Bool, old: SIMD8<Int32>, new: SIMD8<Int32>, time: SIMD8<Int32>, _ sign: Int) {
        tally.add(step, hadOld: hadOld, old: old, new: new, time: time, sign)
    }

    func remove(_ step: Int, start: SIMD8<Int32>, time: SIMD8<Int32>, _ sign: Int) {
        tally.remove(step, start: start, time: time, sign)
    }

    var counts: [Int] { tally.counts }

    func counts(lane: Int, at boundary: Int) -> [Int]? { tally.counts(lane: lane, at: boundary) }
}
