import RealModule
import Statistics

/// Applies checks of the split to the counts of visitors.
struct SplitJudge {
    private let shares: [Double]

    init(_ scenario: Scenario) { shares = scenario.arms.map(\.planned) }

    /// True where the check raises its alarm, otherwise nil.
    func call(_ rule: Rule, at look: Look) -> Bool? {
        let counts = look.pooled.map(\.users)
        let total = counts.reduce(0, +)
        var most = 0.0
        for (count, share) in zip(counts, shares) where count > 0 {
            most += count * Double.log(count / (share * total))
        }
        // Evidence is at most the likelihood of the counts at their own shares.
        guard most >= Screen.logEvidence else { return nil }
        switch rule {
        case .splitAmber: return isAlarm(counts, limit: 20)
        case .splitRed: return most >= Double.log(99) ? isAlarm(counts, limit: 100) : nil
        case .chiSquared:
            return SplitTest.pValue(counts: counts, weights: shares) < 0.001 ? true : nil
        default: return nil
        }
    }

    private func isAlarm(_ counts: [Double], limit: Double) -> Bool? {
        SplitEvidence.logEvidence(counts: counts, shares: shares) >= Double.log(limit) ? true : nil
    }
}
