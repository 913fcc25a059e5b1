/// Works a unit's progress out from its kept events, for the rules that O(steps) numbers cannot carry:
/// a held value, grace, repeats that stop, exclusions that remove, and events of one time that could fill several steps.
///
/// Results go into the same words as `FunnelProgress` keeps, so that everything behind it is shared.
struct HistoryEvaluator {
    typealias Words = FunnelProgress.Words
    typealias Mode = FunnelProgress.Mode

    let progress: FunnelProgress
    private var rules: FunnelRules { progress.rules }

    init(progress: FunnelProgress) { self.progress = progress }

    /// Advances `words` by `events`, sorted by time and then arrival.
    func replay(_ events: some RandomAccessCollection<StepEvent>, _ words: Words, _ unit: Int, _ mode: Mode) {
        if rules.layout.unit != 0 { words[rules.layout.unit] = Int64(unit) }
        let resolved = events.map { resolveFirsts($0, words) }
        guard let gap = rules.sessionGap else { return replaySession(resolved, words, mode) }
        var from = 0
        while from < resolved.count {
            let last = words[FunnelLayout.lastTime]
            if last != .min, resolved[from].time - last > gap { progress.beginSession(words, mode) }
            var to = from + 1
            while to < resolved.count, resolved[to].time - resolved[to - 1].time <= gap { to += 1 }
            replaySession(Array(resolved[from..<to]), words, mode)
            from = to
        }
    }

    private func replaySession(_ resolved: [StepEvent], _ words: Words, _ mode: Mode) {
        if rules.removesExcluded {
            replayRemoving(resolved, words, mode)
        } else if rules.stopsAtRepeats {
            replayStopping(resolved, words, mode)
        } else if rules.order == .any {
            replayAnyOrder(resolved, words, mode)
        } else {
            replayChains(resolved, words, mode)
        }
        if let last = resolved.last { words[FunnelLayout.lastTime] = max(words[FunnelLayout.lastTime], last.time) }
    }

    /// First-time alternatives become plain steps, in the order of events.
    private func resolveFirsts(_ event: StepEvent, _ words: Words) -> StepEvent {
        guard event.match.firstHits != 0 else { return event }
        var event = event
        let marks = UInt64(bitPattern: words[rules.layout.marks])
        let unseen = event.match.firstPasses & ~UInt32(truncatingIfNeeded: marks)
        words[rules.layout.marks] = Int64(bitPattern: marks | UInt64(event.match.firstHits))
        event.match.steps |= FunnelProgress.steps(ofFirsts: unseen, progress.stepOfFirst)
        return event
    }

    /// Chains by held value; one nameless value where nothing is held.
    private func replayChains(_ events: [StepEvent], _ words: Words, _ mode: Mode) {
        var chains: [UInt64: TieChains] = [:]
        for event in events {
            announce(event, words, mode)
            guard !rules.holdsField || event.held != 0 else { continue }
            if rules.grace > 0 {
                chains[event.held, default: TieChains(rules)].addWithGrace(event, progress, words, mode)
            } else {
                chains[event.held, default: TieChains(rules)].add(event, progress, words, mode)
            }
            awaitNext(words, mode)
        }
        store(chains.values.map(\.ends), words)
    }

    /// Leaves in the words where the chains stand, for telling open, lost and excluded units apart.
    ///
    /// With several chains to a step the one that may go on for longest counts.
    func store(_ all: [ChainEnds], _ words: Words) {
        let layout = rules.layout
        for step in 0..<rules.stepCount {
            let touched = all.filter { $0.reached[step] != FunnelLayout.noStart }
            guard !touched.isEmpty else { continue }
            let alive = touched.filter { $0.live[step] != FunnelLayout.noStart }
            if layout.live != layout.starts {
                words[layout.live + step] = alive.map { $0.live[step] }.max() ?? FunnelLayout.noStart
            }
            guard step > 0, rules.stepWindow != .max else { continue }
            words[layout.reached + step] =
                alive.map { ends in
                    guard rules.window != .max else { return ends.reached[step] }
                    return min(ends.reached[step], ends.live[step] + rules.window - rules.stepWindow)
                }.max() ?? FunnelLayout.noStart
        }
    }

    /// The event is the next action of a unit that waits for one.
    func announce(_ event: StepEvent, _ words: Words, _ mode: Mode) {
        var status = FunnelStatus(words[FunnelLayout.status])
        if status.awaiting > 0 {
            progress.tally.addNextAction(after: status.awaiting, event.name, mode.sign)
            status.awaiting = 0
            words[FunnelLayout.status] = status.word
        }
    }

    /// Waits for the next action when the level has just risen.
    func awaitNext(_ words: Words, _ mode: Mode) {
        let awaiting = FunnelStatus(words[FunnelLayout.status]).awaiting
        if awaiting > 0 { progress.tally.addAwaiting(after: awaiting, mode.sign) }
    }

    /// Completes the steps of a group of events of one time by `fill`, which returns by step the position in the group
    /// at which it was first complete, and tells the next actions in order of arrival.
    func tell(
        _ group: ArraySlice<StepEvent>, _ words: Words, _ mode: Mode, completing fill: () -> [Int?]
    ) {
        let before = FunnelStatus(words[FunnelLayout.status])
        let positions = fill()
        setAwaiting(before.awaiting, words)
        var furthest = before.level
        for (position, event) in group.enumerated() {
            announce(event, words, mode)
            guard let step = positions.lastIndex(of: position), step + 1 > furthest else { continue }
            furthest = step + 1
            setAwaiting(furthest, words)
            awaitNext(words, mode)
        }
    }

    private func setAwaiting(_ level: Int, _ words: Words) {
        var status = FunnelStatus(words[FunnelLayout.status])
        status.awaiting = level
        words[FunnelLayout.status] = status.word
    }
}
