import Expressions

/// All valid chains by the level they reach: `chains[k]` ends with level k + 1.
extension ReferenceUnit {
    func allChains() -> [[ReferenceChain]] {
        switch definition.order {
        case .any: anyOrderChains()
        case .strict: orderedChains(allowed: entries)
        case .ordered:
            definition.repeats == .stop
                ? orderedChains(allowed: entriesBeforeRepeat) : orderedChains(allowed: entries)
        }
    }

    /// Every (event, step) that might be used.
    private var entries: [ReferenceChain.Link] {
        events.indices.flatMap { event in
            fills[event].sorted().map { ReferenceChain.Link(event: event, step: $0) }
        }
    }

    /// A repeat has ended everything (`repeats stop`).
    var isStopped: Bool { entriesBeforeRepeat.count < entries.count }

    /// The entries up to the first repeat of a step done before, walked by time, then step.
    private var entriesBeforeRepeat: [ReferenceChain.Link] {
        var walk = entries
        if definition.ties != .arrival {
            walk.sort { (events[$0.event].time, $0.step, $0.event) < (events[$1.event].time, $1.step, $1.event) }
        }
        for position in walk.indices where walk[position].step > 0 {
            let before = Array(walk[..<position])
            if !orderedChains(allowed: before)[walk[position].step].isEmpty { return before }
        }
        return walk
    }

    private func orderedChains(allowed: [ReferenceChain.Link]) -> [[ReferenceChain]] {
        var chains: [[ReferenceChain]] = []
        for step in definition.steps.indices {
            let links = allowed.filter { $0.step == step }
            var reached: [ReferenceChain] = []
            for previous in stride(from: step - 1, through: 0, by: -1) {
                for chain in chains[previous] {
                    for link in links where canFollow(chain, link) { reached.append(chain.adding(link)) }
                }
                if !definition.steps[previous].isOptional { break }
            }
            let continued = Set(reached.filter { $0.completion == $0.last.event }.map(\.last.event))
            if step == 0 {
                let starts = definition.entry == .first ? Array(links.prefix { $0.event == links[0].event }) : links
                reached += starts.map { ReferenceChain(links: [$0]) }
            } else if definition.isOpen {
                reached += links.filter { !continued.contains($0.event) }.map { ReferenceChain(links: [$0]) }
            } else if definition.steps[..<step].allSatisfy(\.isOptional) {
                reached += links.map { ReferenceChain(links: [$0]) }
            }
            chains.append(reached)
        }
        return chains
    }

    private func canFollow(_ chain: ReferenceChain, _ link: ReferenceChain.Link) -> Bool {
        let last = chain.last
        let time = events[link.event].time
        let lastTime = events[last.event].time
        if !definition.reusesEvents, chain.links.contains(where: { $0.event == link.event }) { return false }
        if let field = definition.heldField,
            events[link.event].value(field) != events[chain.first.event].value(field)
        {
            return false
        }
        if let window = definition.window, time - events[chain.first.event].time > window.microseconds { return false }
        if let window = definition.stepWindow, time - lastTime > window.microseconds { return false }
        if isExcluded(at: last.step, after: lastTime, before: time) { return false }
        if definition.order == .strict {
            guard link.event >= last.event else { return false }
            guard link.event > last.event else { return true }
            return (last.event + 1..<link.event).allSatisfy { fills[$0].contains(last.step) }
        }
        switch definition.ties {
        case .any: return time >= lastTime
        case .strict: return time > lastTime
        case .arrival: return link.event >= last.event
        case .grace(let span): return time >= lastTime - span.microseconds
        }
    }

    /// Sets of distinct steps within one window, in the order in which their events happened.
    private func anyOrderChains() -> [[ReferenceChain]] {
        var chains: [[ReferenceChain]] = [entries.map { ReferenceChain(links: [$0]) }]
        for _ in 1..<definition.steps.count {
            var longer: [ReferenceChain] = []
            for chain in chains[chains.count - 1] {
                for link in entries where canJoin(chain, link) { longer.append(chain.adding(link)) }
            }
            chains.append(longer)
        }
        return chains
    }

    private func canJoin(_ chain: ReferenceChain, _ link: ReferenceChain.Link) -> Bool {
        if chain.links.contains(where: { $0.step == link.step }) { return false }
        guard link.event > chain.last.event || (definition.reusesEvents && link.event == chain.last.event) else {
            return false
        }
        if let field = definition.heldField,
            events[link.event].value(field) != events[chain.first.event].value(field)
        {
            return false
        }
        guard let window = definition.window else { return true }
        return events[link.event].time - events[chain.first.event].time <= window.microseconds
    }
}
