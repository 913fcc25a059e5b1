import Expressions

/// What is read off a unit's chains.
extension ReferenceUnit {
    func start(_ chain: ReferenceChain) -> Int64 { events[chain.first.event].time }
    func end(_ chain: ReferenceChain) -> Int64 { events[chain.last.event].time }

    /// Microseconds from the step before and from the start; nil for the first step of a chain.
    func durations(of reached: [ReferenceChain], latestStart: Int64) -> (fromPrevious: Int64, fromFirst: Int64)? {
        let candidates = definition.order == .any ? reached : reached.filter { start($0) == latestStart }
        guard let moment = candidates.map(\.completion).min() else { return nil }
        let atMoment = candidates.filter { $0.completion == moment }
        guard let from = atMoment.map({ start($0) }).max(), let to = atMoment.map({ end($0) }).max() else { return nil }
        let before = atMoment.filter { start($0) == from && $0.links.count > 1 }
            .map { events[$0.links[$0.links.count - 2].event].time }
        guard let previous = before.max() else { return nil }
        // Within a grace a step may come before its predecessor: no time passed between them.
        return (max(0, to - previous), max(0, to - from))
    }

    /// Whether an exclusion hit the chain after its last step and inside its windows.
    func isBroken(_ chain: ReferenceChain) -> Bool {
        isExcluded(at: chain.last.step, after: end(chain), before: deadline(chain).map { $0 + 1 } ?? Int64.max)
    }

    /// Whether an event at `now` could still carry the chain on.
    func isOpen(_ chain: ReferenceChain, at now: Int64) -> Bool {
        if hasEnded { return false }
        if definition.order == .strict,
            !events.indices.filter({ $0 > chain.last.event }).allSatisfy({ fills[$0].contains(chain.last.step) })
        {
            return false
        }
        if definition.repeats == .stop, isStopped { return false }
        return deadline(chain).map { now <= $0 } ?? true
    }

    /// Latest time at which the chain could go on; nil is never.
    private func deadline(_ chain: ReferenceChain) -> Int64? {
        let whole = definition.window.map { start(chain) + $0.microseconds }
        let step = definition.stepWindow.map { end(chain) + $0.microseconds }
        guard let whole else { return step }
        return step.map { min($0, whole) } ?? whole
    }

    /// The chains that count: under `remove`, those that lead to an unbroken one, or none.
    func chainsUnderPolicy() -> [[ReferenceChain]] {
        let chains = allChains()
        guard definition.exclusionPolicy == .remove, !definition.exclusions.isEmpty else { return chains }
        let all = chains.flatMap { $0 }
        let furthestHit = all.filter { isBroken($0) }.map(\.last.step).max() ?? -1
        let clean = all.filter { !isBroken($0) }
        let furthestClean = clean.map(\.last.step).max() ?? -1
        guard furthestClean >= furthestHit else { return chains.map { _ in [] } }
        return chains.map { reached in
            reached.filter { chain in clean.contains { $0.links.starts(with: chain.links) } }
        }
    }
}
