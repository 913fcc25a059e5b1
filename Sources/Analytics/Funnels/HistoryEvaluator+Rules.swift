extension HistoryEvaluator {
    /// `repeats stop`: a step after the first that is done again ends the unit's attempts for good.
    ///
    /// Events of one time are taken in the order of steps (ClickHouse `strict_deduplication`).
    func replayStopping(_ events: [StepEvent], _ words: Words, _ mode: Mode) {
        var from = 0
        var chains = LiveChains(progress)
        while from < events.count {
            let time = events[from].time
            let to = events[from...].firstIndex { $0.time != time } ?? events.count
            announce(events[from], words, mode)
            let level = FunnelStatus(words[FunnelLayout.status]).level
            for step in 0..<progress.rules.stepCount {
                for event in events[from..<to] where event.match.steps & (1 << UInt32(step)) != 0 {
                    var status = FunnelStatus(words[FunnelLayout.status])
                    if status.isStopped { break }
                    if step > 0, words[progress.rules.layout.starts + step] != FunnelLayout.noStart {
                        status.isStopped = true
                        words[FunnelLayout.status] = status.word
                        break
                    }
                    chains.fill(step, event, progress, words, mode)
                }
            }
            for event in events[from..<to] { chains.exclude(event) }
            awaitNext(after: level, words, mode)
            from = to
        }
    }

    /// Any order where one event could fill several steps: the most distinct steps that distinct events of one
    /// window can fill, for every window that ends at an event.
    func replayAnyOrder(_ events: [StepEvent], _ words: Words, _ mode: Mode) {
        let rules = progress.rules
        var window: [StepEvent] = []
        for event in events {
            announce(event, words, mode)
            let level = FunnelStatus(words[FunnelLayout.status]).level
            guard event.match.steps != 0 else { continue }
            window.append(event)
            if rules.window != .max { window.removeAll { event.time - $0.time > rules.window } }
            var starts: [Int64] = []
            var groups: [UInt32] = []
            var counts: [Int] = []
            // Latest first: the event with which one more step can be filled begins the shortest window that holds it.
            for earlier in window.reversed() where starts.count < rules.stepCount {
                if let known = groups.firstIndex(of: earlier.match.steps) {
                    counts[known] += 1
                } else {
                    groups.append(earlier.match.steps)
                    counts.append(1)
                }
                if StepMatching.most(rules.stepCount, groups: groups, counts: counts) > starts.count {
                    starts.append(earlier.time)
                }
            }
            for reached in starts.indices {
                progress.complete(
                    reached, start: starts[reached], previous: starts.count > 1 ? starts[1] : starts[0], event, words,
                    mode)
            }
            awaitNext(after: level, words, mode)
        }
    }

    /// Policy `remove`: an attempt hit by an exclusion does not count at all, and takes the unit out of the funnel
    /// unless a clean attempt got as far.
    func replayRemoving(_ events: [StepEvent], _ words: Words, _ mode: Mode) {
        let rules = progress.rules
        var furthestHit = 0
        var attempts: [Attempt] = []
        for (index, event) in events.enumerated() where event.match.steps & 1 != 0 {
            let attempt = Attempt(beginningAt: index, of: events, rules)
            furthestHit = max(furthestHit, attempt.hitLevel)
            attempts.append(attempt)
            if rules.entersFirstOnly { break }
        }
        let furthestClean = attempts.map(\.cleanLevel).max() ?? 0
        let isRemoved = furthestHit > furthestClean
        var completions: [(event: Int, step: Int, start: Int64, previous: Int64)] = []
        if !isRemoved {
            for attempt in attempts {
                for step in 0..<attempt.cleanLevel {
                    guard let fill = attempt.fills[step] else { continue }
                    completions.append((fill.event, step, attempt.start, fill.previous))
                }
            }
        }
        for (index, event) in events.enumerated() {
            announce(event, words, mode)
            let level = FunnelStatus(words[FunnelLayout.status]).level
            for completion in completions where completion.event == index {
                progress.complete(
                    completion.step, start: completion.start, previous: completion.previous, event, words, mode)
            }
            awaitNext(after: level, words, mode)
        }
    }
}

/// One attempt from its step-1 event to the end of its window, by the rules of policy `remove`.
private struct Attempt {
    let start: Int64
    /// Highest level, 1-based, at which an exclusion hit the attempt; 0 for none.
    private(set) var hitLevel = 0
    /// Highest level that was never hit.
    private(set) var cleanLevel = 1
    /// By step: the event that first filled it in a chain still clean, and when the chain was at the step before.
    private(set) var fills: [(event: Int, previous: Int64)?]

    init(beginningAt first: Int, of events: [StepEvent], _ rules: FunnelRules) {
        start = events[first].time
        fills = Array(repeating: nil, count: rules.stepCount)
        fills[0] = (first, start)
        var reached: [Int64?] = Array(repeating: nil, count: rules.stepCount)
        reached[0] = start
        var from = events.firstIndex { $0.time == start } ?? first
        while from < events.count, rules.window == .max || events[from].time - start <= rules.window {
            let time = events[from].time
            let to = events[from...].firstIndex { $0.time != time } ?? events.count
            advance(events, from..<to, time, rules, &reached)
            for event in events[from..<to] where event.match.exclusions != 0 {
                hit(event, time, rules, &reached)
            }
            from = to
        }
        cleanLevel = (reached.lastIndex { $0 != nil } ?? 0) + (reached.contains { $0 != nil } ? 1 : 0)
    }

    private mutating func advance(
        _ events: [StepEvent], _ tie: Range<Int>, _ time: Int64, _ rules: FunnelRules, _ reached: inout [Int64?]
    ) {
        let before = reached
        for step in 1..<rules.stepCount {
            for index in tie where events[index].match.steps & (1 << UInt32(step)) != 0 {
                var base = step - 1
                while base > 0, rules.isOptional(base), reached[base] == nil { base -= 1 }
                let previous = rules.tiesAreStrict ? before[base] : reached[base]
                guard let previous, !(rules.tiesAreStrict && previous >= time),
                    rules.stepWindow == .max || time - previous <= rules.stepWindow
                else { continue }
                if reached[step] == nil { fills[step] = (index, previous) }
                reached[step] = time
            }
        }
    }

    private mutating func hit(_ event: StepEvent, _ time: Int64, _ rules: FunnelRules, _ reached: inout [Int64?]) {
        for (index, range) in rules.exclusions.enumerated() where event.match.exclusions & (1 << UInt32(index)) != 0 {
            for step in range.first..<range.last {
                guard let at = reached[step], at < time else { continue }
                reached[step] = nil
                hitLevel = max(hitLevel, step + 1)
            }
        }
    }
}
