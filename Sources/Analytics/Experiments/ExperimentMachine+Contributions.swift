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
    private func covariate(of words: UnsafeMutablePointer<Int64>, _ exposure: Exposure) -> Int64 {
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
        guard let slot = ExposureStatus(words[0]).history else {
            if exposure.end < .max { leave(exposure, covariate, reached: [], ledgers: [], sign) }
            return
        }
        replay(histories[slot], exposure, covariate, from: from, sign)
    }

    private struct LedgerState {
        var amount: Int64 = 0
        var orders: Int64 = 0
        var refunds: Int64 = 0
    }

    private func sums(_ state: LedgerState, _ ledger: Int, _ covariate: Int64) -> LedgerSums {
        LedgerSums(
            amount: state.amount, orders: state.orders, refunds: state.refunds, cap: appliedCaps[ledger],
            covariate: covariate)
    }

    private func replay(
        _ events: [GoalHistories.Event], _ exposure: Exposure, _ covariate: Int64, from: Int64, _ sign: Int128
    ) {
        let shareCount = plan.goals.shares.count
        var reached: [Int] = []
        var ledgers = Array(repeating: LedgerState(), count: plan.goals.ledgers.count)
        let (limit, overflow) = exposure.start.addingReportingOverflow(plan.definition.window?.microseconds ?? .max)
        let last = overflow ? Int64.max : limit
        for event in events where event.time >= exposure.start && event.time < exposure.end && event.time <= last {
            if event.signal < shareCount {
                guard !reached.contains(event.signal) else { continue }
                reached.append(event.signal)
                guard event.time >= from else { continue }
                tally.target(exposure.phase, exposure.cell, at: event.time).add(layout.reached(event.signal), sign)
            } else {
                let ledger = event.signal - shareCount
                let before = ledgers[ledger]
                ledgers[ledger].amount = ledgers[ledger].amount &+ event.amount
                ledgers[ledger].orders += event.amount >= 0 ? 1 : 0
                ledgers[ledger].refunds += event.amount < 0 ? 1 : 0
                guard event.time >= from else { continue }
                // Products only where they are new: users with very many orders pass by here at each of them.
                let change = sums(ledgers[ledger], ledger, covariate) - sums(before, ledger, covariate)
                let target = tally.target(exposure.phase, exposure.cell, at: event.time)
                change.add(to: target.total + layout.ledger(ledger), sign)
                change.add(to: target.bucket + layout.ledger(ledger), sign)
            }
        }
        if exposure.end < .max { leave(exposure, covariate, reached: reached, ledgers: ledgers, sign) }
    }

    /// Takes out all that the user has brought, at the moment he was seen in a second arm.
    private func leave(
        _ exposure: Exposure, _ covariate: Int64, reached: [Int], ledgers: [LedgerState], _ sign: Int128
    ) {
        let target = tally.target(exposure.phase, exposure.cell, at: exposure.end)
        target.add(SumsLayout.users, 0 - sign)
        target.add(layout.covariate, (0 - sign) &* Int128(covariate))
        target.add(layout.covariate + 1, (0 - sign) &* Int128(covariate) &* Int128(covariate))
        for share in reached { target.add(layout.reached(share), 0 - sign) }
        for (ledger, state) in ledgers.enumerated() {
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
