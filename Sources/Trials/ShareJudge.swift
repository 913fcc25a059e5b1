import RealModule
import Statistics

/// Applies every rule to the share of converting visitors of a variant.
struct ShareJudge {
    private let prior: EffectPrior
    private let labels: [LabelEvidence]
    private let baseRate: Double
    private let level = Double.log(20)

    init(_ scenario: Scenario, prior: EffectPrior) {
        self.prior = prior
        labels = scenario.variantShares.map { LabelEvidence(prior: prior, share: $0) }
        baseRate = scenario.arms[0].rate
    }

    /// Whether the rule leaves the null out, and on which side; nil where it does not.
    func call(_ rule: Rule, null: Double, at look: Look) -> Bool? {
        switch rule {
        case .normal: normal(null, look)
        case .labels: exact(null, look)
        case .product: product(null, look)
        case .growthbook:
            max(look.pooled[0].reached, look.pooled[1].reached) >= 150 ? peer(.growthbook, null, look) : nil
        case .growthbookNoMinimum: peer(.growthbook, null, look)
        case .eppo: peer(.eppo, null, look)
        case .statsig: peer(.statsig, null, look)
        case .bayesian: bayesian(look)
        case .fixed: null == 0 ? fixed(look) : peer(.zTest, null, look)
        case .mixture: mixture(look)
        case .closed, .each, .growthbookEach, .growthbookHolm, .splitAmber, .splitRed, .chiSquared: nil
        }
    }

    private func normal(_ null: Double, _ look: Look) -> Bool? {
        guard let effect = look.shareEffect(of: 1), Self.mayDecide(effect, null),
            prior.logEvidence(effect, against: null) >= level
        else { return nil }
        return effect.estimate > null
    }

    static func mayDecide(_ effect: Effect, _ null: Double) -> Bool {
        let distance = effect.estimate - null
        return distance * distance >= Screen.evidence * effect.variance
    }

    private func product(_ null: Double, _ look: Look) -> Bool? {
        guard let effect = look.shareEffect(of: 1), Self.mayDecide(effect, null), gate(look) else { return nil }
        let comparison = Comparison.shares(look.shares(of: 1), prior: prior, exact: labels)
        if null == 0 { return comparison.logEvidence >= level ? effect.estimate > 0 : nil }
        guard let interval = comparison.interval, !interval.contains(null) else { return nil }
        return interval.lowerBound > null
    }

    /// Five conversions in each arm before anything is said.
    private func gate(_ look: Look) -> Bool { look.pooled[0].reached >= 5 && look.pooled[1].reached >= 5 }

    private func exact(_ null: Double, _ look: Look) -> Bool? {
        var most = 0.0
        var excess = 0.0
        for (stratum, label) in zip(look.strata, labels) {
            let (control, variant) = (stratum[0].reached, stratum[1].reached)
            guard control + variant > 0 else { continue }
            let odds = label.share / (1 - label.share) * (null == 0 ? 1 : Double.exp(null))
            let share = odds / (1 + odds)
            let seen = variant / (control + variant)
            if variant > 0 { most += variant * Double.log(seen / share) }
            if control > 0 { most += control * Double.log((1 - seen) / (1 - share)) }
            excess += variant - share * (control + variant)
        }
        guard most >= Screen.logEvidence else { return nil }
        if null == 0 {
            let evidence = zip(look.strata, labels).reduce(0) {
                $0 + $1.1.logEvidence(control: $1.0[0].reached, variant: $1.0[1].reached)
            }
            return evidence >= level ? excess > 0 : nil
        }
        guard let label = labels.first else { return nil }
        let interval = label.rateRatioInterval(control: look.pooled[0].reached, variant: look.pooled[1].reached)
        guard !interval.contains(Double.exp(null)) else { return nil }
        return interval.lowerBound > Double.exp(null)
    }

    private func peer(_ rule: PeerRule, _ null: Double, _ look: Look) -> Bool? {
        let (control, variant) = (look.pooled[0], look.pooled[1])
        guard control.reached > 0, variant.reached > 0 else { return nil }
        let (a, b) = (control.reached / control.users, variant.reached / variant.users)
        let lift = Double.exp(null) - 1
        let distance = b - a * (1 + lift)
        let (va, vb) = (a * (1 - a) / control.users, b * (1 - b) / variant.users)
        // Of the relative lift for the linear delta method, of the difference for Statsig.
        let variance = rule == .statsig ? va + vb : vb + va * (b / a) * (b / a)
        guard distance * distance >= (rule == .zTest ? 3.8 : Screen.sequential) * variance,
            let opinion = rule.opinion(control: control.share, variant: variant.share, isShare: true),
            opinion.low > lift || opinion.high < lift
        else { return nil }
        return opinion.low > lift
    }

    private func bayesian(_ look: Look) -> Bool? {
        let (control, variant) = (look.pooled[0].share, look.pooled[1].share)
        guard max(control.sum, variant.sum) >= 150,
            let effect = try? PeerEffect(control: ArmSummary(share: control), variant: ArmSummary(share: variant)),
            effect.estimate * effect.estimate >= 2.7 * effect.standardError * effect.standardError
        else { return nil }
        let chance = BayesianTest(effect).chanceToWin
        return chance >= 0.95 || chance <= 0.05 ? chance >= 0.95 : nil
    }

    private func fixed(_ look: Look) -> Bool? {
        let test = TwoProportionTest(control: look.pooled[0].share, variant: look.pooled[1].share)
        guard let z = test.z, test.pValue < 0.05 else { return nil }
        return z > 0
    }

    /// Johari, Pekelis and Walsh 2015 (arXiv 1512.04922), the mixing deviation a tenth of the base rate.
    private func mixture(_ look: Look) -> Bool? {
        let (control, variant) = (look.pooled[0], look.pooled[1])
        let users = control.users + variant.users
        let pooled = (control.reached + variant.reached) / users
        let variance = pooled * (1 - pooled) * (1 / control.users + 1 / variant.users)
        guard control.users > 0, variant.users > 0, variance > 0 else { return nil }
        let mixing = 0.01 * baseRate * baseRate
        let difference = variant.reached / variant.users - control.reached / control.users
        let exponent = difference * difference * mixing / (2 * variance * (variance + mixing))
        guard exponent >= Screen.logEvidence,
            exponent + 0.5 * Double.log(variance / (variance + mixing)) >= level
        else { return nil }
        return difference > 0
    }
}
