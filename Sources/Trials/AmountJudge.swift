import RealModule
import Statistics

/// Applies rules to revenue per visitor and to the average order value.
struct AmountJudge {
    private let prior: EffectPrior
    private let level = Double.log(20)

    init(prior: EffectPrior) { self.prior = prior }

    /// Whether the rule calls the variant better; nil where it calls nothing.
    func call(_ rule: Rule, _ metric: Metric, at look: Look) -> Bool? {
        switch rule {
        case .normal, .product: normal(metric, look)
        case .growthbook, .growthbookNoMinimum, .eppo, .statsig, .bayesian, .fixed: peer(rule, metric, look)
        case .labels, .mixture, .closed, .each, .growthbookEach, .growthbookHolm, .splitAmber, .splitRed, .chiSquared:
            nil
        }
    }

    private func normal(_ metric: Metric, _ look: Look) -> Bool? {
        guard isEnough(metric, look) else { return nil }
        let isRatio = metric == .orderValue || metric == .cappedOrderValue
        let effects = look.strata.compactMap { arms in
            isRatio
                ? Effect.logRatio(of: ratio(metric, arms[1]), to: ratio(metric, arms[0]))
                : Effect.logRatio(of: amounts(metric, arms[1]), to: amounts(metric, arms[0]))
        }
        guard let effect = Effect.pooled(effects), ShareJudge.mayDecide(effect, 0) else { return nil }
        let comparison: Comparison =
            isRatio
            ? .ratios(look.strata.map { (ratio(metric, $0[0]), ratio(metric, $0[1])) }, prior: prior)
            : .means(look.strata.map { (amounts(metric, $0[0]), amounts(metric, $0[1])) }, prior: prior)
        return comparison.logEvidence >= level ? effect.estimate > 0 : nil
    }

    /// 25 purchasers an arm for revenue, 50 orders an arm for the order value, and a cap where there has to be one.
    private func isEnough(_ metric: Metric, _ look: Look) -> Bool {
        look.pooled.allSatisfy { arm in
            switch metric {
            case .conversion: false
            case .revenue: arm.reached >= 25
            case .cappedRevenue: arm.reached >= 25 && arm.capped.sum > 0
            case .orderValue: arm.orders >= 50
            case .cappedOrderValue: arm.orders >= 50 && arm.capped.sum > 0
            }
        }
    }

    private func amounts(_ metric: Metric, _ arm: ArmTotals) -> MomentSums {
        arm.amounts(metric == .cappedRevenue ? arm.capped : arm.revenue)
    }

    private func ratio(_ metric: Metric, _ arm: ArmTotals) -> RatioSums {
        arm.ratio(metric == .cappedOrderValue ? arm.capped : arm.revenue)
    }

    private func peer(_ rule: Rule, _ metric: Metric, _ look: Look) -> Bool? {
        let isRatio = metric == .orderValue || metric == .cappedOrderValue
        if rule == .growthbook || rule == .bayesian {
            // The default minimum counts the amount, whatever its unit.
            guard max(look.pooled[0].revenue.sum, look.pooled[1].revenue.sum) >= 150 else { return nil }
        }
        let arms = look.pooled.map { arm in
            isRatio ? ArmSummary(ratio: ratio(metric, arm)) : ArmSummary(amounts: amounts(metric, arm))
        }
        guard let effect = try? PeerEffect(control: arms[0], variant: arms[1]) else { return nil }
        let square = effect.estimate * effect.estimate / (effect.standardError * effect.standardError)
        switch rule {
        case .growthbook, .growthbookNoMinimum:
            return square >= Screen.sequential
                ? side(SequentialTest(effect, tunedTo: SequentialTest.growthbookTuning).interval) : nil
        case .eppo:
            return square >= Screen.sequential
                ? side(SequentialTest(effect, tunedTo: SequentialTest.eppoTuning).interval) : nil
        case .statsig: return side(StatsigTest(effect).interval)
        case .bayesian:
            guard square >= 2.7 else { return nil }
            let chance = BayesianTest(effect).chanceToWin
            return chance >= 0.95 || chance <= 0.05 ? chance >= 0.95 : nil
        default:
            guard square >= 3.84, FixedTest(effect).pValue < 0.05 else { return nil }
            return effect.estimate > 0
        }
    }

    private func side(_ interval: PeerInterval) -> Bool? { interval.isDecided ? interval.low > 0 : nil }
}
