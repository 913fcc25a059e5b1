/// What words and events of a funnel must be like wherever they were read from: then no rule can lead out of them.
struct FunnelStateCheck {
    let rules: FunnelRules
    /// First-time alternatives of the steps.
    let firsts: Int
    /// Event names there are.
    let names: Int
    let sliceCapacity: Int

    init(_ progress: FunnelProgress, names: Int) {
        rules = progress.rules
        firsts = progress.stepOfFirst.count
        self.names = names
        sliceCapacity = SliceTable.capacity(stepCount: progress.rules.stepCount)
    }

    func holds(_ event: StepEvent) -> Bool {
        let match = event.match
        return StateLimits.isTime(event.time) && fits(match.steps, rules.stepCount)
            && fits(match.exclusions, rules.exclusions.count) && fits(match.firstHits, firsts)
            && fits(match.firstPasses, firsts) && (event.name == .max || Int(event.name) < names)
            && event.slices.max() < sliceCapacity
    }

    private func fits(_ bits: UInt32, _ count: Int) -> Bool { UInt64(bits) >> UInt64(count) == 0 }

    /// Words of a unit that has had an event.
    func isKnown(_ words: [Int64]) -> Bool {
        words.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return false }
            return FunnelStatus(start[FunnelLayout.status]).isKnown && holds(start)
        }
    }

    /// - Complexity: O(steps).
    func holds(_ words: UnsafePointer<Int64>) -> Bool {
        let layout = rules.layout
        let status = FunnelStatus(words[FunnelLayout.status])
        guard StateLimits.isStart(words[FunnelLayout.lastTime]), status.level <= rules.stepCount,
            status.awaiting <= rules.stepCount
        else { return false }
        // A running attempt has begun.
        if rules.method == .attempts, status.isRunning, words[layout.live] == FunnelLayout.noStart { return false }
        for step in 0..<rules.stepCount {
            guard StateLimits.isStart(words[layout.starts + step]), StateLimits.isStart(words[layout.live + step])
            else { return false }
            if step > 0 {
                let reached = words[layout.reached + step]
                guard StateLimits.isTime(reached) || reached == .min && rules.method == .history,
                    holdsDurations(words, step)
                else { return false }
            }
            if layout.before != 0 {
                let (start, reached) = (words[layout.before + step], words[layout.before + rules.stepCount + step])
                guard StateLimits.isStart(start), StateLimits.isTime(reached) || reached == .min && start == .min else {
                    return false
                }
            }
        }
        for index in 0..<rules.breakdownCount {
            let slice = words[layout.slices + index / 4] >> Int64(index % 4 * 16) & 0xFFFF
            if slice >= sliceCapacity { return false }
        }
        return true
    }

    private func holdsDurations(_ words: UnsafePointer<Int64>, _ step: Int) -> Bool {
        guard rules.layout.hasWideDurations else { return true }
        let at = rules.layout.durations + 2 * (step - 1)
        let (first, previous) = (words[at], words[at + 1])
        return first == -1 && previous == -1
            || first >= 0 && previous >= 0 && first <= StateLimits.time && previous <= StateLimits.time
    }
}
