import Expressions

/// `count total`: attempts one after the other.
extension ReferenceUnit {
    struct Attempt {
        var chain: ReferenceChain
        var isExcluded = false
    }

    func attempts() -> [Attempt] {
        var ended: [Attempt] = []
        var running: Attempt?
        let lastStep = definition.steps.count - 1
        for event in events.indices {
            let time = events[event].time
            if let attempt = running, isTimedOut(attempt, at: time) {
                ended.append(attempt)
                running = nil
            }
            guard var attempt = running else {
                if fills[event].contains(0) {
                    let start = ReferenceChain(links: [.init(event: event, step: 0)])
                    running = Attempt(chain: definition.reusesEvents ? advance(start, by: event) : start)
                }
                if let attempt = running, attempt.chain.last.step == lastStep {
                    ended.append(attempt)
                    running = nil
                }
                continue
            }
            let advanced = advance(attempt.chain, by: event)
            if advanced != attempt.chain {
                attempt.chain = advanced
                running = attempt
                if advanced.last.step == lastStep {
                    ended.append(attempt)
                    running = nil
                }
            } else if isInForce(event, at: attempt.chain.last.step),
                time > events[attempt.chain.last.event].time
            {
                attempt.isExcluded = true
                ended.append(attempt)
                running = nil
            }
        }
        if let running { ended.append(running) }
        return ended
    }

    private func isTimedOut(_ attempt: Attempt, at time: Int64) -> Bool {
        if let window = definition.window, time - events[attempt.chain.first.event].time > window.microseconds {
            return true
        }
        if let window = definition.stepWindow, time - events[attempt.chain.last.event].time > window.microseconds {
            return true
        }
        return false
    }

    /// The chain after as many steps as the event may fill.
    private func advance(_ chain: ReferenceChain, by event: Int) -> ReferenceChain {
        var chain = chain
        while true {
            var next = chain.last.step + 1
            while next < definition.steps.count, !fills[event].contains(next), definition.steps[next].isOptional {
                next += 1
            }
            guard next < definition.steps.count, fills[event].contains(next) else { return chain }
            if let field = definition.heldField,
                events[event].value(field) != events[chain.first.event].value(field)
            {
                return chain
            }
            if definition.ties == .strict, events[event].time <= events[chain.last.event].time { return chain }
            if isExcluded(at: chain.last.step, after: events[chain.last.event].time, before: events[event].time) {
                return chain
            }
            chain = chain.adding(.init(event: event, step: next))
            if !definition.reusesEvents { return chain }
        }
    }
}
