import Statistics

/// From evidence to a word (guides §3): data first, then the split, then what was called, which stays.
struct VerdictRules {
    let judgement: Judgement
    let definition: ExperimentDefinition
    let isExploratory: Bool

    func verdict(
        _ gate: Judgement.Gate, _ effect: Statistics.Effect?, _ interval: ClosedRange<Double>?, logE: Double,
        call: EvidencePath.Call?, goal: GoalDefinition
    ) -> Verdict {
        if gate == .noData { return .noData }
        if judgement.isSplitBroken { return .splitBroken }
        if let call { return call.isUp == (goal.better == .higher) ? .winner : .loser }
        if gate != .open { return .collecting }
        if let interval, !isExploratory, isIndifferent(interval, goal) { return .noDifference }
        return logE >= Judgement.leaning && effect != nil ? .leaning : .undecided
    }

    /// The whole interval lies where a lift makes no difference.
    private func isIndifferent(_ interval: ClosedRange<Double>, _ goal: GoalDefinition) -> Bool {
        let bound = definition.indifference
        if let unit = goal.unit { return interval.lowerBound > -bound * unit && interval.upperBound < bound * unit }
        return Lift.of(interval.lowerBound) > -bound && Lift.of(interval.upperBound) < bound
    }

    /// The word for a goal over all arms: the most that can be said.
    static func overall(_ verdicts: [Verdict]) -> Verdict {
        guard !verdicts.isEmpty else { return .noData }
        for word in [Verdict.splitBroken, .winner, .loser, .leaning] where verdicts.contains(word) { return word }
        if verdicts.allSatisfy({ $0 == .noDifference }) { return .noDifference }
        if verdicts.contains(.undecided) || verdicts.contains(.noDifference) { return .undecided }
        return verdicts.contains(.collecting) ? .collecting : .noData
    }
}
