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
    func replay(_ events: some RandomAccessCollection<StepEvent>, _ words: Words, _ mode: Mode) {
        let resolved = events.map { resolveFirsts($0, words) }
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
            let level = FunnelStatus(words[FunnelLayout.status]).level
            if rules.grace > 0 {
                chains[event.held, default: TieChains(rules)].addWithGrace(event, progress, words, mode)
            } else {
                chains[event.held, default: TieChains(rules)].add(event, progress, words, mode)
            }
            awaitNext(after: level, words, mode)
        }
        if let only = chains[0], !rules.holdsField { only.store(words) }
    }

    /// The event is the next action of a unit that waits for one; a long silence ends its session.
    func announce(_ event: StepEvent, _ words: Words, _ mode: Mode) {
        var status = FunnelStatus(words[FunnelLayout.status])
        if status.awaiting > 0 {
            progress.tally.addNextAction(after: status.awaiting, event.name, mode.sign)
            status.awaiting = 0
            words[FunnelLayout.status] = status.word
        }
    }

    /// Waits for the next action when the level has risen above `level`.
    func awaitNext(after level: Int, _ words: Words, _ mode: Mode) {
        var status = FunnelStatus(words[FunnelLayout.status])
        guard status.level > level else { return }
        status.awaiting = status.level
        words[FunnelLayout.status] = status.word
        progress.tally.addAwaiting(after: status.level, mode.sign)
    }
}
