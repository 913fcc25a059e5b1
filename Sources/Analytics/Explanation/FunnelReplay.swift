import Expressions

/// One unit's events taken through the engine's own rules, alone.
struct FunnelReplay {
    /// By step 1 if it was reached, or the number of attempts that reached it.
    let counts: [Int]
    /// By step the latest start that reached it; nil where none did, and for attempts one after the other.
    let starts: [Int64?]
    /// Attempts one after the other: by step when the last attempt reached it. nil for all other rules.
    let attempt: [Int64?]?

    /// - Parameters:
    ///   - events: by time, then arrival; first-time steps resolved.
    ///   - scratch: of as many steps. Its sums stay as they are: to make one for each replay would take longer than the
    ///     replay.
    init(_ rules: FunnelRules, _ events: [StepEvent], scratch: FunnelTally) {
        // What attempts have reached stands in the sums alone.
        let isCounted = rules.method == .attempts
        let tally = isCounted ? FunnelTally(stepCount: rules.stepCount, breakdownCount: 0) : scratch
        let mode: FunnelProgress.Mode = isCounted ? .add : .silent
        let progress = FunnelProgress(rules: rules, stepOfFirst: [], attributions: [], tally: tally)
        var words = Array(repeating: Int64(0), count: rules.layout.stride)
        words.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            progress.prepare(base)
            if rules.method == .history {
                HistoryEvaluator(progress: progress).replay(events[...], base, 0, mode)
            } else {
                for event in events { progress.apply(event, to: base, unit: 0, mode: mode) }
            }
        }
        tally.tieShelf.remove(0)
        let starts: [Int64?] = (0..<rules.stepCount).map { step in
            let start = words[rules.layout.starts + step]
            return isCounted || start == FunnelLayout.noStart ? nil : start
        }
        self.starts = starts
        attempt =
            isCounted
            ? (0..<rules.stepCount).map { step in
                guard words[rules.layout.starts + step] != FunnelLayout.noStart else { return nil }
                return words[step == 0 ? rules.layout.starts : rules.layout.reached + step]
            } : nil
        counts = isCounted ? tally.overall.counts : starts.map { $0 == nil ? 0 : 1 }
    }

    /// The furthest step reached, 1-based; 0 for none.
    var level: Int { (counts.lastIndex { $0 > 0 } ?? -1) + 1 }
}
