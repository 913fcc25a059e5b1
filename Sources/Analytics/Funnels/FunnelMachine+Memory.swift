/// What a funnel takes of memory, and what it can do with less.
extension FunnelMachine {
    /// - Complexity: O(tails).
    var memoryBytes: Int {
        records.memoryBytes + ownUnits.memoryBytes + tally.memoryBytes
            + progress.values.memoryBytes(stepCount: rules.stepCount) + tails.memoryBytes
            + commitQueue.capacity * 16 + (unsettled.capacity + disordered.capacity) * 12
            + sliceTables.reduce(0) { $0 + $1.memoryBytes } + scanBytes
    }

    /// What a snapshot lists for a moment: the times of the units that got beyond the first step.
    private var scanBytes: Int {
        rules.isAdditive || segment != nil ? 0 : tally.overall.counts.dropFirst().reduce(0, +) * 24
    }

    /// Of what folding could make smaller, and of what giving up events that are kept could.
    var activeBytes: Int { records.activeBytes }

    /// Keeps of every unit only what its numbers can still ask for. Nothing that is counted, or will be, changes by it.
    ///
    /// - Parameter horizon: no event before it will come.
    /// - Complexity: O(units).
    mutating func fold(before horizon: Int64) {
        let (tails, disordered, progress, layout) = (tails, disordered, progress, records.layout)
        let keepsAll = rules.sessionGap != nil || people != nil
        var gone = 0
        records.fold { unit, words in
            let status = FunnelStatus(words[FunnelLayout.status])
            guard status.isKnown else { return .goes }
            if tails.slot(of: unit) != nil || disordered.contains(unit) { return .stays }
            let isOver = words[FunnelLayout.lastTime] < horizon
            if isOver, !keepsAll {
                progress.settle(words)
                if status.hasShelvedTies { progress.tally.tieShelf.remove(unit) }
            }
            guard let form = layout.form(of: words, isOver: isOver, horizon: horizon, keepsAll: keepsAll) else {
                gone += 1
                return .goes
            }
            return .folds(form: form)
        }
        unitCount -= gone
    }

    /// Gives up the kept events of the units whose latest ones are oldest: an eighth of the units that have any, and
    /// more until no more than `target` bytes are kept. What they have reached stays counted; what events still to come
    /// could have added to it, or changed in their order, is lost.
    ///
    /// - Complexity: O(kept events), O(their steps) where some came out of order.
    mutating func evict(to target: Int) {
        settle()
        var units = tails.units.filter { !disordered.contains($0) }
        let last = { (pool: TailPool, unit: Int) in
            pool.slot(of: unit).flatMap { pool[$0].events.map(\.time).max() } ?? .min
        }
        let pool = tails
        let times = Dictionary(uniqueKeysWithValues: units.map { ($0, last(pool, $0)) })
        units.sort { (times[$0] ?? 0, $0) < (times[$1] ?? 0, $1) }
        let least = (units.count + 7) / 8
        var bytes = tails.memoryBytes
        for (place, unit) in units.enumerated() {
            guard place < least || bytes > target, let slot = tails.slot(of: unit) else { break }
            bytes -= tails.bytes(slot)
            keptCount -= tails[slot].events.count
            tails.close(unit)
            evicted += 1
        }
        tails.trim()
    }
}

extension FunnelProgress {
    /// Applies what waits for the unit's time to move on, where it will only ever move on.
    func settle(_ words: Words) {
        if !rules.exclusions.isEmpty, rules.layout.marks != 0 { settleExclusions(words) }
    }
}
