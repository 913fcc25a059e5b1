extension HistoryEvaluator {
    /// `repeats stop`: a step after the first that is done again ends the unit's attempts for good; they are over and
    /// count as lost.
    ///
    /// Events of one time are taken in the order of steps (ClickHouse `strict_deduplication`).
    func replayStopping(_ events: [StepEvent], _ words: Words, _ mode: Mode) {
        let rules = progress.rules
        var chains = LiveChains(rules, hasEntered: FunnelStatus(words[FunnelLayout.status]).hasEntered)
        for group in TieGroup.groups(of: events, isSingle: rules.tiesFollowArrival) {
            let tied = events[group.range]
            chains.beginGroup()
            tell(tied, words, mode) {
                for step in 0..<rules.stepCount where group.steps & (1 << UInt32(step)) != 0 {
                    for (position, event) in tied.enumerated() where event.match.steps & (1 << UInt32(step)) != 0 {
                        if isStopped(byDoing: step, words) { return chains.positions }
                        chains.fill(step, event, at: position, progress, words, mode)
                    }
                }
                return chains.positions
            }
            for event in tied { chains.exclude(event) }
        }
        store([chains.ends], words)
    }

    private func isStopped(byDoing step: Int, _ words: Words) -> Bool {
        var status = FunnelStatus(words[FunnelLayout.status])
        if step > 0, words[progress.rules.layout.starts + step] != FunnelLayout.noStart { status.isStopped = true }
        words[FunnelLayout.status] = status.word
        return status.isStopped
    }

    /// Any order where one event could fill several steps: the most distinct steps that distinct events of one
    /// window can fill, for every window that ends at an event.
    func replayAnyOrder(_ events: [StepEvent], _ words: Words, _ mode: Mode) {
        let rules = progress.rules
        var window: [StepEvent] = []
        for event in events {
            announce(event, words, mode)
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
            if event.revenue != StepEvent.noRevenue {
                for step in 0..<rules.stepCount where event.match.steps & (1 << UInt32(step)) != 0 {
                    progress.tally.addRevenue(step, event.revenue, start: event.time, mode.sign)
                }
            }
            for level in starts.indices {
                progress.complete(
                    level, start: starts[level], previous: starts.count > 1 ? starts[1] : starts[0],
                    event.withoutRevenue, words, mode)
            }
            awaitNext(words, mode)
        }
    }

    /// Policy `remove`: chains that an exclusion has hit do not count at all, and take the unit out of the funnel
    /// unless a clean one got as far.
    func replayRemoving(_ events: [StepEvent], _ words: Words, _ mode: Mode) {
        let rules = progress.rules
        let groups = TieGroup.groups(of: events, isSingle: rules.tiesFollowArrival)
        var attempts: [CleanAttempt] = []
        for index in groups.indices where groups[index].steps & 1 != 0 {
            attempts.append(CleanAttempt(beginningAt: index, of: groups, events, rules))
            if rules.entersFirstOnly { break }
        }
        let furthestHit = attempts.map(\.furthestHit).max() ?? -1
        let furthestClean = attempts.map(\.furthestClean).max() ?? -1
        var fills: [[[CleanAttempt.Fill]]] = groups.map { _ in [] }
        if furthestClean >= furthestHit {
            for attempt in attempts { attempt.merge(into: &fills, rules.stepCount) }
        }
        for (index, group) in groups.enumerated() {
            let tied = events[group.range]
            tell(tied, words, mode) {
                for event in tied { complete(event, fills[index], words, mode) }
                return fills[index].map { $0.first?.position }
            }
        }
        store(ends(groups, fills), words)
    }

    private func complete(_ event: StepEvent, _ fills: [[CleanAttempt.Fill]], _ words: Words, _ mode: Mode) {
        for (step, fill) in fills.enumerated() where event.match.steps & (1 << UInt32(step)) != 0 {
            guard let latest = fill.last else { continue }
            if step == 0, progress.rules.entersFirstOnly {
                var status = FunnelStatus(words[FunnelLayout.status])
                if status.hasEntered { continue }
                status.hasEntered = true
                words[FunnelLayout.status] = status.word
            }
            for earlier in fill.dropLast() {
                progress.raise(
                    step, start: earlier.start, previous: earlier.previous, time: event.time, words, mode)
            }
            progress.complete(step, start: latest.start, previous: latest.previous, event, words, mode)
        }
    }

    /// What is left is clean: nothing of it is excluded.
    private func ends(_ groups: [TieGroup], _ fills: [[[CleanAttempt.Fill]]]) -> [ChainEnds] {
        let none = Array(repeating: FunnelLayout.noStart, count: progress.rules.stepCount)
        var ends = ChainEnds(live: none, reached: none)
        for (group, filled) in zip(groups, fills) {
            for (step, fill) in filled.enumerated() {
                guard let fill = fill.last, fill.start >= ends.live[step] else { continue }
                ends.live[step] = fill.start
                ends.reached[step] = group.time
            }
        }
        return [ends]
    }
}
