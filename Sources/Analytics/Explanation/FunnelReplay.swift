import Expressions

/// One unit's events taken through the engine's own rules, alone.
struct FunnelReplay {
    /// Units, sessions or attempts by level, as the engine counts them.
    let counts: [Int]
    /// By step the latest start that reached it; nil where none did, and for attempts one after the other.
    let starts: [Int64?]

    /// - Parameter events: by time, then arrival; first-time steps resolved.
    init(_ rules: FunnelRules, _ events: [StepEvent]) {
        let tally = FunnelTally(stepCount: rules.stepCount, breakdownCount: 0)
        let progress = FunnelProgress(rules: rules, stepOfFirst: [], attributions: [], tally: tally)
        var words = Array(repeating: Int64(0), count: rules.layout.stride)
        words.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            progress.prepare(base)
            if rules.method == .history {
                HistoryEvaluator(progress: progress).replay(events[...], base, .add)
            } else {
                for event in events { progress.apply(event, to: base, unit: 0, mode: .add) }
            }
        }
        counts = tally.overall.counts
        starts = (0..<rules.stepCount).map { step in
            let start = words[rules.layout.starts + step]
            return rules.method == .attempts || start == FunnelLayout.noStart ? nil : start
        }
    }

    /// The furthest step reached, 1-based; 0 for none.
    var level: Int { (counts.lastIndex { $0 > 0 } ?? -1) + 1 }
}
