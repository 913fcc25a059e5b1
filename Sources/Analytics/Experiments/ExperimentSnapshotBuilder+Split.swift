import Statistics

/// Whether users were split as they should be.
extension ExperimentSnapshotBuilder {
    func split() -> SplitCheck {
        var check = SplitCheck()
        guard let logE = judgement.split else { return check }
        check.eValue = Lift.evidence(logE)
        check.verdict = logE >= Judgement.brokenSplit ? .red : logE >= Judgement.call ? .amber : .ok
        check.pValue = pValue
        if check.verdict != .ok { check.change = change }
        return check
    }

    /// Chi-squared over all phases: their statistics and degrees of freedom add up.
    private var pValue: Double? {
        var statistic = 0.0
        var freedom = 0
        for phase in 0..<sums.phaseCount {
            let shares = judge.shares(sums, phase)
            let expected = shares.indices.filter { shares[$0] > 0 }
            let users = expected.reduce(0) { $0 + sums.users(phase, $1) }
            guard expected.count > 1, users > 0 else { continue }
            freedom += expected.count - 1
            for arm in expected {
                let mean = Double(users) * shares[arm]
                let gap = Double(sums.users(phase, arm)) - mean
                statistic += gap * gap / mean
            }
        }
        return freedom > 0 ? ChiSquaredDistribution(degreesOfFreedom: Double(freedom)).upperTail(statistic) : nil
    }

    /// Looked for in the exposures of the latest phase.
    private var change: SplitCheck.Change? {
        let tally = box.machine.tally
        let phase = presentPhase
        let increments = (0..<tally.bucketCount).map { bucket in
            arms.arms.map { arm -> Double in
                guard let cell = arm.cell, let series = tally.series(phase, cell) else { return 0 }
                return Double(series.buckets[bucket * tally.layout.wordCount + SumsLayout.users])
            }
        }
        guard let found = SplitEvidence.change(increments), found.index > 0 else { return nil }
        func counts(_ buckets: ArraySlice<[Double]>) -> [Double] {
            arms.arms.indices.map { arm in buckets.reduce(0) { $0 + $1[arm] } }
        }
        return SplitCheck.Change(
            time: Timestamp(microseconds: tally.end(of: found.index - 1)),
            before: RoundShares.fitting(counts(increments[..<found.index])),
            after: RoundShares.fitting(counts(increments[found.index...])))
    }

    /// The phase that new exposures belong to.
    private var presentPhase: Int {
        plan.definition.phases.filter { $0.start.microseconds <= now ?? .min }.count
    }
}
