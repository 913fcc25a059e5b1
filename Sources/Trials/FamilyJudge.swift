import RealModule
import Statistics

/// Applies rules to the conversion of several variants against one control.
struct FamilyJudge {
    private let prior: EffectPrior
    private let labels: [LabelEvidence]
    private let level = Double.log(20)

    init(_ scenario: Scenario, prior: EffectPrior) {
        self.prior = prior
        let control = scenario.arms[0].planned
        labels = scenario.arms.dropFirst().map {
            LabelEvidence(prior: prior, share: $0.planned / ($0.planned + control))
        }
    }

    /// Whether the asked variant, or any, is called better; nil where nothing is called.
    func call(_ rule: Rule, arm: Int?, at look: Look) -> Bool? {
        let variants = Array(1..<look.pooled.count)
        switch rule {
        case .closed, .each: return own(variants, arm: arm, look, isClosed: rule == .closed)
        case .growthbookEach, .growthbookHolm:
            return growthbook(variants, arm: arm, look, isHolm: rule == .growthbookHolm)
        default: return nil
        }
    }

    private func own(_ variants: [Int], arm: Int?, _ look: Look, isClosed: Bool) -> Bool? {
        let effects = variants.map { look.shareEffect(of: $0) }
        func may(_ variant: Int) -> Bool { effects[variant - 1].map { ShareJudge.mayDecide($0, 0) } ?? false }
        // Weighing together only takes evidence away.
        guard arm.map(may) ?? variants.contains(where: may), look.pooled.allSatisfy({ $0.reached >= 5 }) else {
            return nil
        }
        let evidence = variants.map { variant in
            Comparison.shares(look.shares(of: variant), prior: prior, exact: [labels[variant - 1]]).logEvidence
        }
        let weighed = isClosed ? EvidenceMerging.closed(evidence) : evidence
        for variant in variants where arm == nil || arm == variant {
            if weighed[variant - 1] >= level { return (effects[variant - 1]?.estimate ?? 0) > 0 }
        }
        return nil
    }

    private func growthbook(_ variants: [Int], arm: Int?, _ look: Look, isHolm: Bool) -> Bool? {
        let control = ArmSummary(share: look.pooled[0].share)
        let effects = variants.map { variant -> PeerEffect? in
            guard max(look.pooled[0].reached, look.pooled[variant].reached) >= 150 else { return nil }
            return try? PeerEffect(control: control, variant: ArmSummary(share: look.pooled[variant].share))
        }
        func mayDecide(_ effect: PeerEffect?) -> Bool {
            guard let effect else { return false }
            let z = effect.estimate / effect.standardError
            return z * z >= Screen.sequential
        }
        guard effects.contains(where: mayDecide) else { return nil }
        let pValues = effects.map { effect in
            effect.map { SequentialTest($0, tunedTo: SequentialTest.growthbookTuning).pValue } ?? 1
        }
        let adjusted = isHolm ? PValueAdjustment.holm(pValues) : pValues
        for variant in variants where arm == nil || arm == variant {
            if adjusted[variant - 1] < 0.05 { return (effects[variant - 1]?.estimate ?? 0) > 0 }
        }
        return nil
    }
}
