/// What a user brings to the sums.
extension ExperimentMachine {
    struct Exposure {
        var cell: Int
        var phase: Int
        var start: Int64
        /// From here on the user is left out: he was seen in a second arm.
        var end: Int64
    }

    /// nil for users who have not been exposed (to all factors), or never count.
    mutating func exposure(of words: UnsafeMutablePointer<Int64>, _ user: Int) -> Exposure? {
        let status = ExposureStatus(words[0])
        let factorCount = plan.factorColumns.count
        var start = Int64.min
        for factor in 0..<factorCount {
            let level = status[factor]
            if level == 0 || level == ArmLevels.outside { return nil }
            start = max(start, words[1 + factor])
        }
        var end = Int64.max
        if status.isConflicting, plan.definition.conflicts == .leaveOut { end = conflicts[user]?.second ?? .max }
        guard start < end else { return nil }
        return Exposure(
            cell: cells.cell(status.packedLevels, factorCount: factorCount), phase: phase(of: start), start: start,
            end: end)
    }

    /// Smaller than any: the exposing event carries none.
    static let noCovariate = Int64.min

    /// Of the event that completed the exposure; 0 where it carries none.
    func covariate(of words: UnsafeMutablePointer<Int64>, _ exposure: Exposure) -> Int64 {
        guard plan.covariateColumn != nil else { return 0 }
        let factorCount = plan.factorColumns.count
        var largest = ExperimentMachine.noCovariate
        for factor in 0..<factorCount where words[1 + factor] == exposure.start {
            largest = max(largest, words[1 + factorCount + factor])
        }
        return largest == ExperimentMachine.noCovariate ? 0 : largest
    }

    private func phase(of time: Int64) -> Int {
        var phase = 0
        for next in plan.definition.phases where next.start.microseconds <= time { phase += 1 }
        return phase
    }

    /// Adds (`sign` 1) or takes back (-1) what the user brings at times from `from` on. What he brings at a time depends
    /// only on what he did until then.
    ///
    /// - Complexity: O(goals the user reached).
    mutating func take(_ user: Int, from: Int64, _ sign: Int128) {
        let words = records.word(user)
        guard let exposure = exposure(of: words, user), exposure.end >= from else { return }
        let covariate = covariate(of: words, exposure)
        if exposure.start >= from {
            noteFirstExposure(exposure, sign)
            let target = tally.target(exposure.phase, exposure.cell, at: exposure.start)
            target.add(SumsLayout.users, sign)
            if covariate != 0 {
                target.add(layout.covariate, sign &* Int128(covariate))
                target.add(layout.covariate + 1, sign &* Int128(covariate) &* Int128(covariate))
            }
        }
        var totals = UserTotals(ledgerCount: plan.goals.ledgers.count)
        if let slot = ExposureStatus(words[0]).history {
            heavy[slot] = nil
            for event in histories[slot] where event.time < exposure.end && counts(event, exposure) {
                let change = totals.add(event, shareCount: plan.goals.shares.count)
                if event.time >= from { add(change, of: totals, at: event.time, exposure, covariate, sign) }
            }
        }
        if exposure.end < .max { leave(exposure, covariate, totals, sign) }
    }

    /// Whether an event lies in the user's time for goals.
    private func counts(_ event: GoalHistories.Event, _ exposure: Exposure) -> Bool {
        let (limit, overflow) = exposure.start.addingReportingOverflow(plan.definition.window?.microseconds ?? .max)
        return event.time >= exposure.start && (overflow || event.time <= limit)
    }

    /// Adds the newest event of a user who has many, whose totals are remembered.
    ///
    /// - Returns: false where this is no such case.
    /// - Complexity: O(1), O(events) the first time after anything else about the user has changed.
    mutating func append(
        _ event: GoalHistories.Event, _ slot: Int, _ exposure: Exposure, _ covariate: Int64, keepsAll: Bool
    ) -> Bool {
        guard histories[slot].count >= GoalHistories.heavyCount, exposure.end == .max, counts(event, exposure),
            let last = histories[slot].last, last.time <= event.time
        else { return false }
        let shareCount = plan.goals.shares.count
        var totals: UserTotals
        if let known = heavy[slot] {
            totals = known
        } else {
            totals = UserTotals(ledgerCount: plan.goals.ledgers.count)
            for earlier in histories[slot] where counts(earlier, exposure) {
                _ = totals.add(earlier, shareCount: shareCount)
            }
        }
        let change = totals.add(event, shareCount: shareCount)
        add(change, of: totals, at: event.time, exposure, covariate, 1)
        heavy[slot] = totals
        if !keepsAll, case .nothing = change { return true }
        histories[slot].append(event)
        return true
    }

    private func sums(_ state: UserTotals.Ledger, _ ledger: Int, _ covariate: Int64) -> LedgerSums {
        LedgerSums(
            amount: state.amount, orders: state.orders, refunds: state.refunds, cap: appliedCaps[ledger],
            covariate: covariate)
    }

    private func add(
        _ change: UserTotals.Change, of totals: UserTotals, at time: Int64, _ exposure: Exposure, _ covariate: Int64,
        _ sign: Int128
    ) {
        switch change {
        case .nothing: break
        case .share(let share):
            tally.target(exposure.phase, exposure.cell, at: time).add(layout.reached(share), sign)
        case .ledger(let ledger, let before):
            let difference = sums(totals.ledgers[ledger], ledger, covariate) - sums(before, ledger, covariate)
            let target = tally.target(exposure.phase, exposure.cell, at: time)
            difference.add(to: target.total + layout.ledger(ledger), sign)
            difference.add(to: target.bucket + layout.ledger(ledger), sign)
        }
    }

    /// Takes out all that the user has brought, at the moment he was seen in a second arm.
    private func leave(_ exposure: Exposure, _ covariate: Int64, _ totals: UserTotals, _ sign: Int128) {
        let target = tally.target(exposure.phase, exposure.cell, at: exposure.end)
        target.add(SumsLayout.users, 0 - sign)
        target.add(layout.covariate, (0 - sign) &* Int128(covariate))
        target.add(layout.covariate + 1, (0 - sign) &* Int128(covariate) &* Int128(covariate))
        for share in plan.goals.shares.indices where totals.hasReached(share) {
            target.add(layout.reached(share), 0 - sign)
        }
        for (ledger, state) in totals.ledgers.enumerated() {
            let all = sums(state, ledger, covariate)
            all.add(to: target.total + layout.ledger(ledger), 0 - sign)
            all.add(to: target.bucket + layout.ledger(ledger), 0 - sign)
        }
    }

    // MARK: First exposures

    private mutating func noteFirstExposure(_ exposure: Exposure, _ sign: Int128) {
        while firstExposures.count <= exposure.cell {
            firstExposures.append(.max)
            everExposed.append(0)
        }
        everExposed[exposure.cell] += Int(sign)
        if sign > 0 {
            firstExposures[exposure.cell] = min(firstExposures[exposure.cell], exposure.start)
        } else if firstExposures[exposure.cell] == exposure.start {
            needsFirstExposures = true
        }
    }

    // MARK: Settling

    /// Brings the sums up to what all that has arrived says: a new cap, first exposures that were taken back.
    ///
    /// - Complexity: O(1), O(users) after such a change.
    mutating func settle(userCount: Int) {
        let wanted = caps.map(\.limit)
        if wanted != appliedCaps {
            for user in historyUsers { take(user, from: .min, -1) }
            appliedCaps = wanted
            for user in historyUsers { take(user, from: .min, 1) }
        }
        guard needsFirstExposures else { return }
        needsFirstExposures = false
        firstExposures = firstExposures.map { _ in .max }
        records.ensure(count: userCount)
        for user in 0..<userCount {
            guard let exposure = exposure(of: records.word(user), user) else { continue }
            firstExposures[exposure.cell] = min(firstExposures[exposure.cell], exposure.start)
        }
    }
}
