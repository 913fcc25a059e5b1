/// The chains of one unit while its events are replayed: for each step the latest start whose chain is alive,
/// with events of one time taken in whichever order carries chains furthest.
struct TieChains {
    private typealias End = (start: Int64, reached: Int64)

    /// Events of the current time that could fill the same steps.
    private struct Group {
        var steps: UInt32
        var count = 0
        /// Steps an event of this group fills in some chain.
        var filled: UInt32 = 0
        /// Kept for their revenue and values while there are steps left to fill.
        var events: [StepEvent] = []
        /// One event for each value that is to be counted by itself, without revenue.
        var valued: [StepEvent] = []
    }

    private let rules: FunnelRules
    private var live: [Int64]
    private var reached: [Int64]
    /// As they were before the current time.
    private var liveBefore: [Int64]
    private var reachedBefore: [Int64]
    private var time = Int64.min
    private var groups: [Group] = []
    private var pendingExclusions: UInt32 = 0
    private var hasEntered = false
    /// With grace: recent events, their step and the best start of a chain that ends there.
    private var recent: [(event: StepEvent, step: Int, start: Int64)] = []

    init(_ rules: FunnelRules) {
        self.rules = rules
        live = Array(repeating: FunnelLayout.noStart, count: rules.stepCount)
        reached = live
        liveBefore = live
        reachedBefore = live
    }

    /// Where the chains stand, with the exclusions of the last time.
    var ends: ChainEnds {
        var settled = self
        settled.settleExclusions()
        return ChainEnds(live: settled.live, reached: settled.reached)
    }

    mutating func add(
        _ event: StepEvent, _ progress: FunnelProgress, _ words: FunnelProgress.Words, _ mode: FunnelProgress.Mode
    ) {
        if event.time != time || !rules.tiesAreAny && !rules.tiesAreStrict { advance(to: event.time) }
        pendingExclusions |= event.match.exclusions
        var steps = event.match.steps
        if steps & 1 != 0, rules.entersFirstOnly {
            if hasEntered || FunnelStatus(words[FunnelLayout.status]).hasEntered { steps &= ~1 }
            hasEntered = true
            var status = FunnelStatus(words[FunnelLayout.status])
            status.hasEntered = true
            words[FunnelLayout.status] = status.word
        }
        guard steps != 0 else { return }
        let index: Int
        if let known = groups.firstIndex(where: { $0.steps == steps }) {
            index = known
        } else {
            index = groups.count
            groups.append(Group(steps: steps))
        }
        groups[index].count += 1
        if groups[index].filled != steps { groups[index].events.append(event) }
        if rules.layout.unit != 0, !groups[index].valued.contains(where: { $0.slices == event.slices }) {
            groups[index].valued.append(event.withoutRevenue)
        }
        carryOn(event, index, progress, words, mode)
    }

    private mutating func advance(to next: Int64) {
        if next != time { settleExclusions() }
        time = next
        groups.removeAll(keepingCapacity: true)
        liveBefore = live
        reachedBefore = reached
    }

    private mutating func settleExclusions() {
        guard pendingExclusions != 0 else { return }
        for (index, range) in rules.exclusions.enumerated() where pendingExclusions & (1 << UInt32(index)) != 0 {
            for step in range.first..<range.last where live[step] != FunnelLayout.noStart && reached[step] < time {
                if rules.window != .max, time - live[step] > rules.window { continue }
                if rules.stepWindow != .max, time - reached[step] > rules.stepWindow { continue }
                live[step] = FunnelLayout.noStart
            }
        }
        pendingExclusions = 0
    }

    /// Completes every step that the events of this time now allow; `event` has just joined group `newest`.
    private mutating func carryOn(
        _ event: StepEvent, _ newest: Int, _ progress: FunnelProgress, _ words: FunnelProgress.Words,
        _ mode: FunnelProgress.Mode
    ) {
        for step in 0..<rules.stepCount {
            let bit: UInt32 = 1 << UInt32(step)
            for index in groups.indices where groups[index].steps & bit != 0 {
                guard let end = bestChain(to: step, with: index) else { continue }
                let completing =
                    groups[index].filled & bit == 0 ? groups[index].events : index == newest ? [event] : []
                for (position, filling) in completing.enumerated() {
                    let isNewest = index == newest && position == completing.count - 1
                    progress.complete(
                        step, start: end.start, previous: end.reached, filling, isLatest: isNewest, words, mode)
                }
                if end.start > live[step] {
                    for event in groups[index].valued {
                        progress.complete(
                            step, start: end.start, previous: end.reached, event, isLatest: false, words, mode)
                    }
                }
                groups[index].filled |= bit
                if groups[index].filled == groups[index].steps { groups[index].events = [] }
                progress.raise(step, start: end.start, previous: end.reached, time: time, words, mode)
                if end.start >= live[step] {
                    live[step] = end.start
                    reached[step] = time
                }
            }
        }
    }

    /// The latest start of a chain that fills `step` with an event of group `index`.
    private func bestChain(to step: Int, with index: Int) -> End? {
        var best: End?
        func offer(_ end: End) {
            if let current = best, (current.start, current.reached) >= (end.start, end.reached) { return }
            best = end
        }
        if step == 0 || !rules.tiesAreStrict && canFill(fromStartTo: step, with: index) { offer((time, time)) }
        var base = step - 1
        while base >= 0 {
            let start = liveBefore[base]
            if start != FunnelLayout.noStart, rules.window == .max || time - start <= rules.window,
                rules.stepWindow == .max || time - reachedBefore[base] <= rules.stepWindow
            {
                let between = (base + 1..<step)
                let required = between.filter { !rules.isOptional($0) }
                if required.isEmpty { offer((start, reachedBefore[base])) }
                if !rules.tiesAreStrict {
                    let isCarried =
                        required.isEmpty
                        ? between.contains { canFill([$0], with: index) } : canFill(required, with: index)
                    if isCarried { offer((start, time)) }
                }
            }
            base -= 1
        }
        if best == nil, rules.isOpen { best = (time, FunnelLayout.noStart) }
        return best
    }

    /// Whether distinct events of this time can fill the first step and all that must lie between it and `step`.
    private func canFill(fromStartTo step: Int, with index: Int) -> Bool {
        canFill([0] + (1..<step).filter { !rules.isOptional($0) }, with: index)
    }

    /// Whether distinct events of this time can fill the `required` steps, with one of group `index` left.
    private func canFill(_ required: [Int], with index: Int) -> Bool {
        if rules.reusesEvents {
            let present = groups.reduce(0) { $0 | $1.steps }
            return required.allSatisfy { present & (1 << UInt32($0)) != 0 }
        }
        var free = groups.map(\.count)
        free[index] -= 1
        return StepMatching.canFill(required, groups: groups.map(\.steps), counts: free)
    }

    /// Grace: an event belongs to the first step it matches, and a step may come up to `grace` before its predecessor.
    mutating func addWithGrace(
        _ event: StepEvent, _ progress: FunnelProgress, _ words: FunnelProgress.Words, _ mode: FunnelProgress.Mode
    ) {
        time = event.time
        let horizon = time - rules.grace * Int64(rules.stepCount)
        recent.removeAll { $0.event.time < horizon }
        guard event.match.steps != 0 else { return }
        let step = event.match.steps.trailingZeroBitCount
        var start = FunnelLayout.noStart
        var previous = step == 0 ? time : reached[step - 1]
        if step == 0 {
            if !rules.entersFirstOnly || !hasEntered { start = time }
            hasEntered = true
        } else if live[step - 1] != FunnelLayout.noStart, rules.window == .max || time - live[step - 1] <= rules.window
        {
            start = live[step - 1]
        } else if rules.isOpen {
            start = time
            previous = FunnelLayout.noStart
        }
        recent.append((event, step, start))
        if start != FunnelLayout.noStart {
            progress.complete(step, start: start, previous: previous, event, words, mode)
            settleGrace(from: recent.count - 1, progress, words, mode)
        }
    }

    /// Carries the chain that ends at recent event `index` on through events that came up to `grace` before it.
    private mutating func settleGrace(
        from index: Int, _ progress: FunnelProgress, _ words: FunnelProgress.Words, _ mode: FunnelProgress.Mode
    ) {
        let start = recent[index].start
        var moved = [index]
        extend(recent[index].step, start, recent[index].event.time)
        for step in recent[index].step + 1..<rules.stepCount + 1 where step < rules.stepCount && !moved.isEmpty {
            let times = moved.map { recent[$0].event.time }
            let followers = recent.indices.filter { next in
                recent[next].step == step && recent[next].start < start
                    && (rules.window == .max || recent[next].event.time - start <= rules.window)
                    && times.contains { recent[next].event.time >= $0 - rules.grace }
            }
            // All of them complete with the newest event: the times are those of the latest.
            for next in followers.reversed() {
                let time = recent[next].event.time
                let previous = times.filter { time >= $0 - rules.grace }.max() ?? time
                progress.raise(step, start: start, previous: previous, time: time, words, mode)
                extend(step, start, time)
            }
            for next in followers where recent[next].start == FunnelLayout.noStart || rules.layout.unit != 0 {
                let event = recent[next].event
                progress.complete(
                    step, start: start, previous: start,
                    recent[next].start == FunnelLayout.noStart ? event : event.withoutRevenue, isLatest: false, words,
                    mode)
            }
            for next in followers { recent[next].start = start }
            moved = followers
        }
    }

    private mutating func extend(_ step: Int, _ start: Int64, _ time: Int64) {
        guard start >= live[step] else { return }
        reached[step] = start > live[step] ? time : max(reached[step], time)
        live[step] = start
    }
}
