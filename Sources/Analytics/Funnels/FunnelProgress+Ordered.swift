/// Ordered funnels: for a fixed level a later start is never worse, so one number per level is enough (SPEC §3).
///
/// With a limit between steps as well, the latest start can always share the latest time at which its level was
/// reached: where two chains cross, the one with the later start may go on with the other's events.
extension FunnelProgress {
    func applyOrdered(
        _ event: StepEvent, _ steps: UInt32, _ isTie: Bool, _ words: Words, _ unit: Int, _ mode: Mode
    ) {
        var filled: UInt32 = 0
        if rules.reusesEvents {
            for step in 0..<rules.stepCount where steps & (1 << UInt32(step)) != 0 {
                if fill(step, event, words, mode) { filled |= 1 << UInt32(step) }
            }
        } else {
            // From high to low: an event must not go on from the step it has just filled itself.
            for step in stride(from: rules.stepCount - 1, through: 0, by: -1) where steps & (1 << UInt32(step)) != 0 {
                if fill(step, event, words, mode) { filled |= 1 << UInt32(step) }
            }
        }
        if rules.tiesAreAny { settleTies(event, steps, filled, isTie, words, unit, mode) }
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

    /// The best chain that an event at `time` could carry on to `step`.
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
            if end.start != FunnelLayout.noStart, isWithin(time, end), end.start > best?.start ?? FunnelLayout.noStart {
                best = end
            }
            guard rules.isOptional(before), before > 0 else { break }
            before -= 1
        }
        return best ?? (rules.isOpen ? (time, time) : nil)
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

    /// Events of one time may be taken in either order: carries on through those that came before this one.
    private func settleTies(
        _ event: StepEvent, _ steps: UInt32, _ filled: UInt32, _ isTie: Bool, _ words: Words, _ unit: Int, _ mode: Mode
    ) {
        var status = FunnelStatus(words[FunnelLayout.status])
        let earlier = isTie ? status.present : 0
        if earlier != 0, filled != 0 {
            for step in filled.trailingZeroBitCount + 1..<rules.stepCount + 1 where step < rules.stepCount {
                guard earlier & (1 << UInt32(step)) != 0 else { continue }
                let shelved = status.hasShelvedTies ? tally.tieShelf.take(unit, step) : []
                for waiting in shelved { _ = fill(step, waiting, words, mode) }
                if shelved.isEmpty, let chain = chain(to: step, at: event.time, words) {
                    raise(step, start: chain.start, previous: chain.reached, time: event.time, words, mode)
                    extend(step, chain.start, event.time, words)
                }
            }
        }
        status = FunnelStatus(words[FunnelLayout.status])
        status.present |= steps
        let waiting = steps & ~filled
        if waiting != 0, event.revenue != StepEvent.noRevenue || attributionLooksBeyondEntry {
            tally.tieShelf.put(unit, waiting, event)
            status.hasShelvedTies = true
        }
        words[FunnelLayout.status] = status.word
    }

    /// Otherwise a waiting event without revenue is told by its step alone.
    private var attributionLooksBeyondEntry: Bool { attributions.contains { $0 != .first } }
}
