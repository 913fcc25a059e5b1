/// Strict order: a chain goes on only with the unit's very next event, or with a repeat of its current step.
extension FunnelProgress {
    func applyStrict(_ event: StepEvent, _ steps: UInt32, _ words: Words, _ mode: Mode) {
        let layout = rules.layout
        // From high to low: a step is carried on from the chains as they were before this event.
        for step in stride(from: rules.stepCount - 1, through: 0, by: -1) {
            guard steps & (1 << UInt32(step)) != 0 else {
                words[layout.live + step] = FunnelLayout.noStart
                continue
            }
            if step == 0 {
                var status = FunnelStatus(words[FunnelLayout.status])
                if !rules.entersFirstOnly || !status.hasEntered {
                    status.hasEntered = true
                    words[FunnelLayout.status] = status.word
                    complete(0, start: event.time, previous: event.time, event, words, mode)
                    words[layout.live] = event.time
                }
            } else if let chain = strictChain(to: step, at: event.time, words) {
                complete(step, start: chain.start, previous: chain.reached, event, words, mode)
                if chain.start >= words[layout.live + step] {
                    words[layout.live + step] = chain.start
                    words[layout.reached + step] = event.time
                }
            } else if rules.isOpen, words[layout.live + step] == FunnelLayout.noStart {
                complete(step, start: event.time, previous: FunnelLayout.noStart, event, words, mode)
                words[layout.live + step] = event.time
                words[layout.reached + step] = event.time
            }
        }
    }

    private func strictChain(to step: Int, at time: Int64, _ words: Words) -> (start: Int64, reached: Int64)? {
        var best: (start: Int64, reached: Int64)?
        var before = step - 1
        while true {
            let start = words[rules.layout.live + before]
            if start != FunnelLayout.noStart, start > best?.start ?? FunnelLayout.noStart,
                rules.window == .max || time - start <= rules.window,
                rules.stepWindow == .max || time - reached(before, words) <= rules.stepWindow
            {
                best = (start, reached(before, words))
            }
            guard rules.isOptional(before), before > 0 else { return best }
            before -= 1
        }
    }
}
