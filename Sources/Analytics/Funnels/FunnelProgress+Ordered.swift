/// Ordered funnels: for a fixed level a later start is never worse, so one number per level is enough (SPEC §3).
///
/// With a limit between steps as well, the latest start can always share the latest time at which its level was
/// reached: where two chains cross, the one with the later start may go on with the other's events.
extension FunnelProgress {
    func applyOrdered(
        _ event: StepEvent, _ steps: UInt32, _ isTie: Bool, _ words: Words, _ unit: Int, _ mode: Mode
    ) {
        if rules.tiesAreAny {
            applyInAnyTie(event, steps, isTie, words, unit, mode)
        } else if rules.reusesEvents {
            for step in 0..<rules.stepCount where steps & (1 << UInt32(step)) != 0 {
                _ = fill(step, event, words, mode)
            }
        } else {
            // From high to low: an event must not go on from the step it has just filled itself.
            for step in stride(from: rules.stepCount - 1, through: 0, by: -1) where steps & (1 << UInt32(step)) != 0 {
                _ = fill(step, event, words, mode)
            }
        }
    }

    /// Events of one time may be taken in either order: what this event makes possible carries on through those that
    /// came before it. An event has one step here, or may be used for several.
    private func applyInAnyTie(
        _ event: StepEvent, _ steps: UInt32, _ isTie: Bool, _ words: Words, _ unit: Int, _ mode: Mode
    ) {
        let earlier = isTie ? FunnelStatus(words[FunnelLayout.status]).present : 0
        var waiting: UInt32 = 0
        var hasFilled = false
        var step = steps.trailingZeroBitCount
        let end = earlier == 0 ? 32 - steps.leadingZeroBitCount : rules.stepCount
        while step < end {
            let bit: UInt32 = 1 << UInt32(step)
            if hasFilled, earlier & bit != 0 { carryOn(to: step, event.time, words, unit, mode) }
            if steps & bit != 0 {
                if fill(step, event, words, mode) { hasFilled = true } else { waiting |= bit }
            }
            step += 1
        }
        var status = FunnelStatus(words[FunnelLayout.status])
        status.present |= steps
        if waiting != 0, event.revenue != StepEvent.noRevenue || attributionLooksBeyondEntry {
            tally.tieShelf.put(unit, waiting, event)
            status.hasShelvedTies = true
        }
        if hasFilled, rules.layout.unit != 0 {
            shelveForValues(event, steps & ~waiting, words, unit)
            status.hasShelvedTies = true
        }
        words[FunnelLayout.status] = status.word
    }

    /// Earlier events of this time that match `step` may now fill it, or fill it with a later start.
    private func carryOn(to step: Int, _ time: Int64, _ words: Words, _ unit: Int, _ mode: Mode) {
        guard let chain = chain(to: step, at: time, words) else { return }
        let shelved =
            FunnelStatus(words[FunnelLayout.status]).hasShelvedTies ? tally.tieShelf.take(unit, step) : []
        for event in shelved {
            complete(step, start: chain.start, previous: chain.reached, event, isLatest: false, words, mode)
            if rules.layout.unit != 0 { shelveForValues(event, 1 << UInt32(step), words, unit) }
        }
        if shelved.isEmpty {
            raise(step, start: chain.start, previous: chain.reached, time: time, words, mode)
        }
        extend(step, chain.start, time, words)
    }

    /// A step's start may still rise within this time: then it rises under the value of this event as well.
    private func shelveForValues(_ event: StepEvent, _ steps: UInt32, _ words: Words, _ unit: Int) {
        for step in 1..<rules.stepCount
        where steps & (1 << UInt32(step)) != 0 && words[rules.layout.starts + step] < event.time {
            tally.tieShelf.put(unit, 1 << UInt32(step), event.withoutRevenue)
        }
    }

    /// Fills `step` if some chain allows it.
    private func fill(_ step: Int, _ event: StepEvent, _ words: Words, _ mode: Mode) -> Bool {
        guard let chain = chain(to: step, at: event.time, words) else { return false }
        complete(step, start: chain.start, previous: chain.reached, event, words, mode)
        extend(step, chain.start, event.time, words)
        return true
    }

    /// The chain's live end moves on to `step`.
    private func extend(_ step: Int, _ start: Int64, _ time: Int64, _ words: Words) {
        let layout = rules.layout
        if layout.live == layout.starts {
            // Already raised; an older start that comes here again is no longer the chain that counts.
            guard start == words[layout.starts + step] else { return }
        } else {
            guard start >= words[layout.live + step] else { return }
            words[layout.live + step] = start
        }
        if step > 0 { words[layout.reached + step] = time }
    }

    /// The best chain that an event at `time` could carry on to `step`: its start, and when it was at the step before
    /// (`FunnelLayout.noStart` when it begins here).
    private func chain(to step: Int, at time: Int64, _ words: Words) -> (start: Int64, reached: Int64)? {
        if step == 0 {
            var status = FunnelStatus(words[FunnelLayout.status])
            if rules.entersFirstOnly && status.hasEntered { return nil }
            status.hasEntered = true
            words[FunnelLayout.status] = status.word
            return (time, time)
        }
        var best: (start: Int64, reached: Int64)?
        var before = step - 1
        while true {
            let end = liveEnd(before, words)
            if end.start != FunnelLayout.noStart, isWithin(time, end), best.map({ $0 < end }) ?? true { best = end }
            guard rules.isOptional(before), before > 0 else { break }
            before -= 1
        }
        return best ?? (rules.isOpen ? (time, FunnelLayout.noStart) : nil)
    }

    private func isWithin(_ time: Int64, _ end: (start: Int64, reached: Int64)) -> Bool {
        (rules.window == .max || time - end.start <= rules.window)
            && (rules.stepWindow == .max || time - end.reached <= rules.stepWindow)
    }

    /// Where the live chain of a step stands; with strict ties as it stood before the event's time.
    private func liveEnd(_ step: Int, _ words: Words) -> (start: Int64, reached: Int64) {
        let layout = rules.layout
        if layout.before != 0 {
            return (words[layout.before + step], words[layout.before + rules.stepCount + step])
        }
        return (words[layout.live + step], reached(step, words))
    }

    /// Otherwise a waiting event without revenue is told by its step alone.
    private var attributionLooksBeyondEntry: Bool { attributions.contains { $0 != .first } }
}
