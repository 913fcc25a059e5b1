/// `count total`: one attempt after the other. An attempt begins at a step-1 event when none is running, goes on
/// with the next step it meets, and ends when it has converted, when its window has passed, or when it is excluded.
///
/// An attempt that strict order has broken is over: it counts as lost, like one whose window has passed.
extension FunnelProgress {
    func applyAttempt(_ event: StepEvent, _ steps: UInt32, _ words: Words, _ mode: Mode) {
        let layout = rules.layout
        var status = FunnelStatus(words[FunnelLayout.status])
        if rules.ranksTies {
            // `present` keeps how far the steps of this time have been taken, see `follows`.
            status.present = event.rank
            words[FunnelLayout.status] = status.word
        }
        if status.isRunning, isOver(at: event.time, words) {
            end(words)
            status = FunnelStatus(words[FunnelLayout.status])
        }
        if status.isRunning {
            let level = attemptLevel(words)
            let isHit = event.match.exclusions != 0 && isHit(by: event, level, words)
            if steps != 0 {
                advance(event, steps, words, mode)
            } else if rules.order == .strict {
                end(words)
            }
            // An event that is the next step as well goes on.
            if isHit, attemptLevel(words) == level {
                tally.addExcluded(level, mode.sign)
                end(words)
            }
        } else if steps & 1 != 0, !(rules.entersFirstOnly && status.hasEntered) {
            for step in 0..<rules.stepCount {
                words[layout.starts + step] = FunnelLayout.noStart
                words[layout.live + step] = FunnelLayout.noStart
            }
            status.isRunning = true
            status.hasEntered = true
            // Every attempt has a value of its own for each breakdown, and a level of its own.
            status.level = 0
            words[FunnelLayout.status] = status.word
            for index in 0..<(rules.breakdownCount + 3) / 4 { words[layout.slices + index] = 0 }
            complete(0, start: event.time, previous: event.time, event, words, mode)
            words[layout.live] = event.time
            if rules.reusesEvents { advance(event, steps & ~1, words, mode) }
        }
    }

    /// Goes on to the first step that may come next and that the event fills.
    private func advance(_ event: StepEvent, _ steps: UInt32, _ words: Words, _ mode: Mode) {
        let layout = rules.layout
        var remaining = steps
        while true {
            let current = attemptLevel(words) - 1
            let last = reached(current, words)
            if rules.tiesAreStrict, event.time <= last { return }
            var next = current + 1
            while next < rules.stepCount, remaining & (1 << UInt32(next)) == 0, rules.isOptional(next) { next += 1 }
            guard next < rules.stepCount, remaining & (1 << UInt32(next)) != 0 else {
                if rules.order == .strict, remaining & (1 << UInt32(current)) == 0, remaining == steps { end(words) }
                return
            }
            complete(next, start: words[layout.live], previous: last, event, words, mode)
            words[layout.live + next] = words[layout.live]
            words[layout.reached + next] = event.time
            if next == rules.stepCount - 1 {
                end(words)
                return
            }
            guard rules.reusesEvents else { return }
            remaining &= ~(1 << UInt32(next))
        }
    }

    /// Highest step of the running attempt, 1-based.
    private func attemptLevel(_ words: Words) -> Int {
        var step = rules.stepCount - 1
        while step > 0, words[rules.layout.starts + step] == FunnelLayout.noStart { step -= 1 }
        return step + 1
    }

    private func isOver(at time: Int64, _ words: Words) -> Bool {
        let start = words[rules.layout.live]
        let last = reached(attemptLevel(words) - 1, words)
        return (rules.window != .max && time - start > rules.window)
            || (rules.stepWindow != .max && time - last > rules.stepWindow)
    }

    private func isHit(by event: StepEvent, _ level: Int, _ words: Words) -> Bool {
        let current = level - 1
        guard reached(current, words) < event.time else { return false }
        return rules.exclusions.enumerated().contains { index, range in
            event.match.exclusions & (1 << UInt32(index)) != 0 && range.first <= current && current < range.last
        }
    }

    private func end(_ words: Words) {
        var status = FunnelStatus(words[FunnelLayout.status])
        status.isRunning = false
        words[FunnelLayout.status] = status.word
    }
}
