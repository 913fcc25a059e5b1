/// The live ends of one unit's chains when events are taken one by one, each filling one step.
struct LiveChains {
    private let rules: FunnelRules
    private var live: [Int64]
    private var reached: [Int64]
    private var hasEntered = false

    init(_ progress: FunnelProgress) {
        rules = progress.rules
        live = Array(repeating: FunnelLayout.noStart, count: rules.stepCount)
        reached = live
    }

    mutating func fill(
        _ step: Int, _ event: StepEvent, _ progress: FunnelProgress, _ words: FunnelProgress.Words,
        _ mode: FunnelProgress.Mode
    ) {
        guard let end = end(before: step, at: event.time) else { return }
        progress.complete(step, start: end.start, previous: end.reached, event, words, mode)
        if end.start >= live[step] {
            live[step] = end.start
            reached[step] = event.time
        }
    }

    private mutating func end(before step: Int, at time: Int64) -> (start: Int64, reached: Int64)? {
        if step == 0 {
            if rules.entersFirstOnly && hasEntered { return nil }
            hasEntered = true
            return (time, time)
        }
        var best: (start: Int64, reached: Int64)?
        var base = step - 1
        while true {
            let isOld = !rules.tiesAreStrict || reached[base] < time
            if live[base] != FunnelLayout.noStart, isOld, live[base] > best?.start ?? FunnelLayout.noStart,
                rules.window == .max || time - live[base] <= rules.window,
                rules.stepWindow == .max || time - reached[base] <= rules.stepWindow
            {
                best = (live[base], reached[base])
            }
            guard base > 0, rules.isOptional(base) else { break }
            base -= 1
        }
        return best ?? (rules.isOpen ? (time, time) : nil)
    }

    /// Breaks the chains that an exclusion finds between its steps.
    mutating func exclude(_ event: StepEvent) {
        guard event.match.exclusions != 0 else { return }
        for (index, range) in rules.exclusions.enumerated() where event.match.exclusions & (1 << UInt32(index)) != 0 {
            for step in range.first..<range.last where reached[step] < event.time { live[step] = FunnelLayout.noStart }
        }
    }
}
