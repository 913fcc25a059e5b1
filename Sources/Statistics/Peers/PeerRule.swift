/// Another tool's rule with its default settings, for a column beside the own verdict.
package enum PeerRule: String, Sendable, Hashable, CaseIterable {
    /// GrowthBook's sequential test, tuned to 5,000 users.
    case growthbook
    /// Statsig's sequential test.
    case statsig
    /// Eppo's sequential test, tuned to 10,000 users.
    case eppo
    /// The test of a sample size fixed before, which must not be looked at earlier.
    case zTest

    /// What the rule says of an amount, or of a share of users; nil where it says nothing.
    package func opinion(control: MomentSums, variant: MomentSums, isShare: Bool) -> PeerOpinion? {
        isShare
            ? opinion(control: ArmSummary(share: control), variant: ArmSummary(share: variant))
            : opinion(control: ArmSummary(amounts: control), variant: ArmSummary(amounts: variant))
    }

    /// What the rule says of a ratio of two amounts; nil where it says nothing.
    package func opinion(control: RatioSums, variant: RatioSums) -> PeerOpinion? {
        opinion(control: ArmSummary(ratio: control), variant: ArmSummary(ratio: variant))
    }

    private func opinion(control: ArmSummary, variant: ArmSummary) -> PeerOpinion? {
        guard let effect = try? PeerEffect(control: control, variant: variant) else { return nil }
        switch self {
        case .growthbook:
            return PeerOpinion(SequentialTest(effect, tunedTo: SequentialTest.growthbookTuning).interval)
        case .eppo:
            return PeerOpinion(SequentialTest(effect, tunedTo: SequentialTest.eppoTuning).interval)
        case .statsig:
            // Given in the unit of the goal; as a lift it is divided by the control's mean, as Statsig shows it.
            let interval = StatsigTest(effect).interval
            let unit = abs(control.mean)
            return PeerOpinion(PeerInterval(low: interval.low / unit, high: interval.high / unit))
        case .zTest:
            let halfWidth = NormalDistribution.quantile(0.975) * effect.standardError
            return PeerOpinion(effect.interval(halfWidth: halfWidth))
        }
    }
}
