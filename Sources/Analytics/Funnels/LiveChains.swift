/// Where the chains of one unit stand at the end of its events.
struct ChainEnds {
    /// By step: the latest start whose chain may go on.
    var live: [Int64]
    /// By step: when it was last reached; `FunnelLayout.noStart` when it never was.
    var reached: [Int64]
}

/// The live ends of one unit's chains when events are taken one by one, each filling one step.
struct LiveChains {
    private let rules: FunnelRules
    private(set) var ends: ChainEnds
    /// As they were before the current group of events of one time.
    private var before: ChainEnds
    private var hasEntered = false
    /// What came first in order of arrival.
    private struct First {
        var start: Int64
        var previous: Int64
        var position: Int
    }

    /// By step: how the events of the current group first completed it.
    private var firsts: [First?]
    /// By step: position in the group at which they did so for the latest start.
    private var latestPositions: [Int?]
    /// Position of the last event of the group that has filled a step.
    private var lastFilling = 0

    init(_ rules: FunnelRules, hasEntered: Bool) {
        self.rules = rules
        self.hasEntered = hasEntered
        let none = Array(repeating: FunnelLayout.noStart, count: rules.stepCount)
        ends = ChainEnds(live: none, reached: none)
        before = ends
        firsts = Array(repeating: nil, count: rules.stepCount)
        latestPositions = Array(repeating: nil, count: rules.stepCount)
    }

    /// The next event is of another time.
    mutating func beginGroup() {
        before = ends
        lastFilling = 0
        for step in firsts.indices {
            firsts[step] = nil
            latestPositions[step] = nil
        }
    }

    /// By step: position in the current group at which its events first completed the step.
    var positions: [Int?] { firsts.map { $0?.position } }

    /// - Parameter position: of the event in its group, by arrival.
    mutating func fill(
        _ step: Int, _ event: StepEvent, at position: Int, _ progress: FunnelProgress, _ words: FunnelProgress.Words,
        _ mode: FunnelProgress.Mode
    ) {
        guard let end = entry(to: step, at: event.time, words) else { return }
        let completed = max(position, end.base.flatMap { latestPositions[$0] } ?? position)
        var first = First(start: end.start, previous: end.reached, position: completed)
        if let earlier = earlier(step, event.time, position), earlier.position < completed {
            // A chain with an older start gets here before the one that counts in the end.
            first = earlier
            progress.raise(step, start: first.start, previous: first.previous, time: event.time, words, mode)
        }
        if first.position < firsts[step]?.position ?? .max { firsts[step] = first }
        progress.complete(
            step, start: end.start, previous: end.reached, event, isLatest: position >= lastFilling, words, mode)
        lastFilling = max(lastFilling, position)
        if end.start >= ends.live[step] {
            let isEqual = end.start == ends.live[step]
            latestPositions[step] = isEqual ? min(latestPositions[step] ?? completed, completed) : completed
            ends.live[step] = end.start
            ends.reached[step] = event.time
        }
    }

    /// `base` is nil where the chain begins here.
    private typealias Entry = (start: Int64, reached: Int64, base: Int?)

    private mutating func entry(to step: Int, at time: Int64, _ words: FunnelProgress.Words) -> Entry? {
        if step == 0 {
            if rules.entersFirstOnly && hasEntered { return nil }
            hasEntered = true
            var status = FunnelStatus(words[FunnelLayout.status])
            status.hasEntered = true
            words[FunnelLayout.status] = status.word
            return (time, time, nil)
        }
        return best(rules.tiesAreStrict ? before : ends, step, time)
            ?? (rules.isOpen ? (time, FunnelLayout.noStart, nil) : nil)
    }

    /// The best of the ends that an event at `time` may carry on to `step`.
    private func best(_ ends: ChainEnds, _ step: Int, _ time: Int64) -> Entry? {
        var best: Entry?
        var base = step - 1
        while true {
            let end = (start: ends.live[base], reached: ends.reached[base])
            if end.start != FunnelLayout.noStart, best.map({ ($0.start, $0.reached) < end }) ?? true,
                rules.window == .max || time - end.start <= rules.window,
                rules.stepWindow == .max || time - end.reached <= rules.stepWindow
            {
                best = (end.start, end.reached, base)
            }
            guard base > 0, rules.isOptional(base) else { return best }
            base -= 1
        }
    }

    /// The chain that an event at `position` carries on to `step` first: one from before this time, or the first that
    /// this group brought to the step before.
    private func earlier(_ step: Int, _ time: Int64, _ position: Int) -> First? {
        guard step > 0 else { return nil }
        if let old = best(before, step, time) {
            return First(start: old.start, previous: old.reached, position: position)
        }
        guard !rules.tiesAreStrict else { return nil }
        var earliest: First?
        var base = step - 1
        while true {
            if let first = firsts[base], first.position < earliest?.position ?? .max {
                earliest = First(start: first.start, previous: time, position: first.position)
            }
            guard base > 0, rules.isOptional(base) else { break }
            base -= 1
        }
        if let found = earliest { earliest?.position = max(found.position, position) }
        return earliest
    }

    /// Breaks the chains that an exclusion finds between its steps and inside their windows.
    mutating func exclude(_ event: StepEvent) {
        guard event.match.exclusions != 0 else { return }
        for (index, range) in rules.exclusions.enumerated() where event.match.exclusions & (1 << UInt32(index)) != 0 {
            for step in range.first..<range.last
            where ends.live[step] != FunnelLayout.noStart && ends.reached[step] < event.time {
                if rules.window != .max, event.time - ends.live[step] > rules.window { continue }
                if rules.stepWindow != .max, event.time - ends.reached[step] > rules.stepWindow { continue }
                ends.live[step] = FunnelLayout.noStart
            }
        }
    }
}
