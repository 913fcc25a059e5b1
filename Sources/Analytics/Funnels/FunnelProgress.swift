/// Advances one unit's words by its events in time order, and tells the tally what that changes.
///
/// The words of a unit (see `FunnelLayout`) are all it keeps: O(steps), whatever the number of events.
struct FunnelProgress {
    typealias Words = UnsafeMutablePointer<Int64>

    /// How an event is to be told to the tally.
    enum Mode {
        case add
        /// Takes back what `add` of the same event from the same words told.
        case retract
        /// Advances the words only.
        case silent

        var sign: Int {
            switch self {
            case .add: 1
            case .retract: -1
            case .silent: 0
            }
        }
    }

    let rules: FunnelRules
    let stepOfFirst: [Int]
    let attributions: [Attribution]
    let tally: FunnelTally
    /// Latest starts by value, where a unit may stand under several (`Attribution.all`).
    let values = ValueStarts()

    /// Sets up the words of a unit never seen before.
    func prepare(_ words: Words) {
        let layout = rules.layout
        for index in 0..<layout.stride { words[index] = 0 }
        words[FunnelLayout.lastTime] = .min
        for step in 0..<rules.stepCount {
            words[layout.starts + step] = FunnelLayout.noStart
            words[layout.live + step] = FunnelLayout.noStart
            if layout.before != 0 { words[layout.before + step] = FunnelLayout.noStart }
        }
        var status = FunnelStatus(0)
        status.isKnown = true
        words[FunnelLayout.status] = status.word
    }

    /// Advances by one event that is not earlier than the unit's last.
    ///
    /// - Complexity: O(steps) at worst, O(1) for an event that fills no step.
    func apply(_ event: StepEvent, to words: Words, unit: Int, mode: Mode) {
        var status = FunnelStatus(words[FunnelLayout.status])
        if status.awaiting > 0 {
            tally.addNextAction(after: status.awaiting, event.name, mode.sign)
            status.awaiting = 0
            words[FunnelLayout.status] = status.word
        }
        if rules.layout.unit != 0 { words[rules.layout.unit] = Int64(unit) }
        let isTie = event.time == words[FunnelLayout.lastTime]
        if !isTie { advanceTime(to: event.time, words, unit, mode) }
        let steps = matchedSteps(event, words)
        switch rules.method {
        case .ordered: if steps != 0 { applyOrdered(event, steps, isTie, words, unit, mode) }
        case .strict: applyStrict(event, steps, words, mode)
        case .anyOrder: if steps != 0 { applyAnyOrder(event, steps, words, mode) }
        case .attempts: applyAttempt(event, steps, words, mode)
        case .history: break
        }
        if event.match.exclusions != 0, rules.method != .attempts {
            markExclusions(event.match.exclusions, words)
        }
        status = FunnelStatus(words[FunnelLayout.status])
        if status.awaiting > 0 { tally.addAwaiting(after: status.awaiting, mode.sign) }
    }

    /// The steps the event can fill, first-time steps resolved and remembered.
    private func matchedSteps(_ event: StepEvent, _ words: Words) -> UInt32 {
        guard event.match.firstHits != 0 else { return event.match.steps }
        let marks = UInt64(bitPattern: words[rules.layout.marks])
        let seen = UInt32(truncatingIfNeeded: marks)
        words[rules.layout.marks] = Int64(bitPattern: marks | UInt64(event.match.firstHits))
        return event.match.steps | FunnelProgress.steps(ofFirsts: event.match.firstPasses & ~seen, stepOfFirst)
    }

    static func steps(ofFirsts bits: UInt32, _ stepOfFirst: [Int]) -> UInt32 {
        var steps: UInt32 = 0
        for (index, step) in stepOfFirst.enumerated() where bits & (1 << UInt32(index)) != 0 {
            steps |= 1 << UInt32(step)
        }
        return steps
    }

    /// Leaves the last time behind: what held only among its ties is settled.
    private func advanceTime(to time: Int64, _ words: Words, _ unit: Int, _ mode: Mode) {
        let layout = rules.layout
        let last = words[FunnelLayout.lastTime]
        var status = FunnelStatus(words[FunnelLayout.status])
        if status.hasShelvedTies { tally.tieShelf.remove(unit) }
        if let gap = rules.sessionGap, last != .min, time - last > gap { beginSession(words, mode) }
        if !rules.exclusions.isEmpty { settleExclusions(words) }
        if layout.before != 0, rules.method == .ordered {
            for step in 0..<rules.stepCount {
                words[layout.before + step] = words[layout.live + step]
                words[layout.before + rules.stepCount + step] = reached(step, words)
            }
        }
        status = FunnelStatus(words[FunnelLayout.status])
        status.present = 0
        status.hasShelvedTies = false
        words[FunnelLayout.status] = status.word
        words[FunnelLayout.lastTime] = time
    }

    /// A new session begins as if the unit were new; what it had reached stays counted, and as lost where it got no
    /// further.
    func beginSession(_ words: Words, _ mode: Mode) {
        let level = FunnelStatus(words[FunnelLayout.status]).level
        if level > 0, level < rules.stepCount, isExcluded(level - 1, words) { tally.addExcluded(level, mode.sign) }
        let marks = rules.layout.marks == 0 ? 0 : words[rules.layout.marks]
        let awaiting = FunnelStatus(words[FunnelLayout.status]).awaiting
        prepare(words)
        if rules.layout.marks != 0 { words[rules.layout.marks] = marks & 0xFFFF_FFFF }
        var status = FunnelStatus(words[FunnelLayout.status])
        status.awaiting = awaiting
        words[FunnelLayout.status] = status.word
    }

    func reached(_ step: Int, _ words: Words) -> Int64 {
        step == 0 ? words[rules.layout.live] : words[rules.layout.reached + step]
    }
}
