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
    /// By step: position in the current group at which its events first completed the step.
    private(set) var positions: [Int?]

    init(_ rules: FunnelRules, hasEntered: Bool) {
        self.rules = rules
        self.hasEntered = hasEntered
        let none = Array(repeating: FunnelLayout.noStart, count: rules.stepCount)
        ends = ChainEnds(live: none, reached: none)
        before = ends
        positions = Array(repeating: nil, count: rules.stepCount)
    }

    /// The next event is of another time.
    mutating func beginGroup() {
        before = ends
        for step in positions.indices { positions[step] = nil }
    }

    /// - Parameter position: of the event in its group, by arrival.
    mutating func fill(
        _ step: Int, _ event: StepEvent, at position: Int, _ progress: FunnelProgress, _ words: FunnelProgress.Words,
        _ mode: FunnelProgress.Mode
    ) {
        guard let end = entry(to: step, at: event.time, words) else { return }
        let completed = max(position, carrier(of: step, at: event.time) ?? position)
        positions[step] = min(positions[step] ?? completed, completed)
        progress.complete(step, start: end.start, previous: end.reached, event, words, mode)
        if end.start >= ends.live[step] {
            ends.live[step] = end.start
            ends.reached[step] = event.time
        }
    }

    private mutating func entry(
        to step: Int, at time: Int64, _ words: FunnelProgress.Words
    ) -> (start: Int64, reached: Int64)? {
        if step == 0 {
            if rules.entersFirstOnly && hasEntered { return nil }
            hasEntered = true
            var status = FunnelStatus(words[FunnelLayout.status])
            status.hasEntered = true
            words[FunnelLayout.status] = status.word
            return (time, time)
        }
        return best(rules.tiesAreStrict ? before : ends, step, time)
            ?? (rules.isOpen ? (time, FunnelLayout.noStart) : nil)
    }

    /// The best of the ends that an event at `time` may carry on to `step`.
    private func best(_ ends: ChainEnds, _ step: Int, _ time: Int64) -> (start: Int64, reached: Int64)? {
        var best: (start: Int64, reached: Int64)?
        var base = step - 1
        while true {
            let end = (start: ends.live[base], reached: ends.reached[base])
            if end.start != FunnelLayout.noStart, best.map({ $0 < end }) ?? true,
                rules.window == .max || time - end.start <= rules.window,
                rules.stepWindow == .max || time - end.reached <= rules.stepWindow
            {
                best = end
            }
            guard base > 0, rules.isOptional(base) else { return best }
            base -= 1
        }
    }

    /// Position of the event of this group without which no chain could go on to `step`; nil where one could before.
    private func carrier(of step: Int, at time: Int64) -> Int? {
        guard step > 0, best(before, step, time) == nil else { return nil }
        var earliest: Int?
        var base = step - 1
        while true {
            if let position = positions[base] { earliest = min(earliest ?? position, position) }
            guard base > 0, rules.isOptional(base) else { return earliest }
            base -= 1
        }
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
