/// What only the units themselves can tell: times between steps, and whose window is still open.
struct UnitScan {
    /// By step: ticks of the units whose latest start lies in the frame.
    private(set) var fromFirst: [[Int64]]
    private(set) var fromPrevious: [[Int64]]
    /// By step: units that got no further.
    private(set) var dropped: [Int]
    private(set) var open: [Int]
    private(set) var excluded: [Int]
    /// Units whose latest entry's window has passed, and those of them that converted.
    private(set) var matured = 0
    private(set) var maturedConversions = 0
    /// By breakdown and slice: ticks from first to last step.
    private(set) var conversions: [[[Int64]]]

    init(_ machine: borrowing FunnelMachine, frame: SnapshotFrame) {
        let rules = machine.rules
        let layout = rules.layout
        let last = rules.stepCount - 1
        let progress = machine.progress
        let earliest = frame.earliestStart
        let now = frame.now ?? 0
        var fromFirst = Array(repeating: [Int64](), count: rules.stepCount)
        var fromPrevious = fromFirst
        var dropped = Array(repeating: 0, count: rules.stepCount)
        var open = dropped
        var excluded = dropped
        var conversions = machine.breakdowns.map { _ in [[Int64]]() }
        var matured = 0
        var maturedConversions = 0
        machine.forEachUnit { words in
            var furthest = -1
            for step in 0...last where words[layout.starts + step] >= earliest {
                furthest = step
                guard step > 0 else { continue }
                let durations = layout.durations(step, words)
                guard durations != .none else { continue }
                fromFirst[step].append(durations.fromFirst)
                fromPrevious[step].append(durations.fromPrevious)
            }
            guard furthest >= 0 else { return }
            let entry = words[layout.starts] >= earliest ? words[layout.starts] : words[layout.starts + furthest]
            if rules.window != .max, now - entry > rules.window {
                matured += 1
                if furthest == last { maturedConversions += 1 }
            }
            if furthest == last {
                guard !conversions.isEmpty else { return }
                let slices = progress.slices(words)
                let ticks = layout.durations(last, words).fromFirst
                guard ticks >= 0 else { return }
                for index in conversions.indices {
                    while conversions[index].count <= Int(slices[index]) { conversions[index].append([]) }
                    conversions[index][Int(slices[index])].append(ticks)
                }
                return
            }
            dropped[furthest] += 1
            if progress.isExcluded(furthest, words) {
                excluded[furthest] += 1
            } else if UnitScan.isOpen(furthest, words, rules, now) {
                open[furthest] += 1
            }
        }
        self.fromFirst = fromFirst
        self.fromPrevious = fromPrevious
        self.dropped = dropped
        self.open = open
        self.excluded = excluded
        self.matured = matured
        self.maturedConversions = maturedConversions
        self.conversions = conversions
    }

    /// The chain that counts for the unit's furthest step may still go on: what strict order has broken and what a repeat
    /// has stopped is over, and so counts as lost, like an attempt whose window has passed.
    private static func isOpen(
        _ step: Int, _ words: FunnelProgress.Words, _ rules: FunnelRules, _ now: Int64
    ) -> Bool {
        let start = words[rules.layout.starts + step]
        if rules.method == .strict, words[rules.layout.live + step] != start { return false }
        if rules.method == .attempts, !FunnelStatus(words[FunnelLayout.status]).isRunning { return false }
        if FunnelStatus(words[FunnelLayout.status]).isStopped { return false }
        if rules.window != .max, now - start > rules.window { return false }
        let reached = step == 0 ? start : words[rules.layout.reached + step]
        return rules.stepWindow == .max || reached != FunnelLayout.noStart && now - reached <= rules.stepWindow
    }
}

extension TimeSummary {
    /// Of tick values; nil when there are none. Exact. Reorders the values.
    ///
    /// - Complexity: O(n) expected.
    init?(ticks: inout [Int64]) {
        guard !ticks.isEmpty else { return nil }
        let seconds = Double(StepDurations.tick) / 1_000_000
        let sum = ticks.reduce(0) { $0 &+ Int($1) }
        self.init(
            average: Double(sum) / Double(ticks.count) * seconds,
            median: ticks.quantile(0.5) * seconds, p90: ticks.quantile(0.9) * seconds,
            count: ticks.count, isApproximate: false)
    }

    /// Of a histogram; nil when it is empty.
    init?(_ histogram: LogHistogram) {
        guard let median = histogram.quantile(0.5), let p90 = histogram.quantile(0.9) else { return nil }
        let seconds = Double(StepDurations.tick) / 1_000_000
        self.init(
            average: Double(histogram.sum) / Double(histogram.count) * seconds,
            median: median * seconds, p90: p90 * seconds, count: histogram.count, isApproximate: true)
    }
}

extension [Int64] {
    /// The value at `fraction`, between its neighbours in proportion (the definition of NumPy's default).
    mutating func quantile(_ fraction: Double) -> Double {
        let position = Double(count - 1) * fraction
        let lower = Int(position)
        let value = select(lower)
        guard position > Double(lower), lower + 1 < count else { return Double(value) }
        // Everything behind `lower` is at least as large: its least is the next value.
        let next = self[(lower + 1)...].min() ?? value
        return Double(value) + (position - Double(lower)) * (Double(next) - Double(value))
    }

    /// The `rank`-th smallest value, moved to its place (Hoare's quickselect, middle pivot).
    private mutating func select(_ rank: Int) -> Int64 {
        var low = 0
        var high = count - 1
        while low < high {
            let pivot = self[low + (high - low) / 2]
            var left = low
            var right = high
            while left <= right {
                while self[left] < pivot { left += 1 }
                while self[right] > pivot { right -= 1 }
                if left <= right {
                    swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if rank <= right {
                high = right
            } else if rank >= left {
                low = left
            } else {
                break
            }
        }
        return self[rank]
    }
}

extension UnitScan {
    mutating func summaryFromPrevious(_ step: Int) -> TimeSummary? {
        TimeSummary(ticks: &fromPrevious[step])
    }

    mutating func summaryFromFirst(_ step: Int) -> TimeSummary? {
        TimeSummary(ticks: &fromFirst[step])
    }
}
