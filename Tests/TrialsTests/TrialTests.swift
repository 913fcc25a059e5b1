import RealModule
import Statistics
import Testing

@testable import Trials

struct TrialTests {
    @Test func `repeats itself with the same seed and not with another`() {
        let rules = [Question(.normal), Question(.fixed)]
        let trial = Trial("same", .pair(rate: 0.1, lift: 0.2, visitors: 5_000), rules)
        let first = (0..<20).map { trial.outcomes(seed: 5, run: $0) }
        #expect(first == (0..<20).map { trial.outcomes(seed: 5, run: $0) })
        #expect(first != (0..<20).map { trial.outcomes(seed: 6, run: $0) })
    }

    /// The screens spare work only: without them every rule calls at the same look.
    @Test func `calls where the rules themselves say so, worked out at every look`() {
        let scenario = Scenario.pair(rate: 0.08, lift: 0.25, visitors: 12_000)
        let rules: [Rule] = [.product, .normal, .labels, .growthbookNoMinimum, .eppo, .statsig]
        let trial = Trial("plain", scenario, rules.map { Question($0) })
        let prior = EffectPrior(target: 0.1)
        let labels = LabelEvidence(prior: prior, share: 0.5)
        var calls = 0
        for run in 0..<12 {
            var stream = VisitorStream(scenario, random: trial.random(seed: 3, run: run))
            var first: [Rule: Int] = [:]
            while stream.visitors < scenario.visitors {
                stream.advance()
                let (control, variant) = (stream.pooled[0].share, stream.pooled[1].share)
                let comparison = Comparison.shares(
                    [ShareStratum(control: control, variant: variant)], prior: prior, exact: [labels])
                var evidence: [Rule: Double] = [.labels: comparison.logExact ?? 0, .normal: comparison.logNormal ?? 0]
                if min(control.sum, variant.sum) >= 5 { evidence[.product] = comparison.logEvidence }
                for (rule, peer) in [
                    (Rule.growthbookNoMinimum, PeerRule.growthbook), (.eppo, .eppo), (.statsig, .statsig),
                ] {
                    let opinion = peer.opinion(control: control, variant: variant, isShare: true)
                    evidence[rule] = opinion?.isDecided == true ? .infinity : 0
                }
                for (rule, value) in evidence where value >= Double.log(20) && first[rule] == nil {
                    first[rule] = stream.visitors
                }
            }
            let outcomes = trial.outcomes(seed: 3, run: run)
            for (rule, outcome) in zip(rules, outcomes) {
                #expect(Int(outcome.visitors) == first[rule] ?? 0, "\(rule) run \(run)")
                calls += outcome.isCalled ? 1 : 0
            }
        }
        #expect(calls > 20)
    }

    @Test func `says nothing of revenue before enough have bought`() {
        let scenario = Scenario.pair(rate: 0.01, lift: 40, orders: OrderModel(sigma: 1), visitors: 1_000)
        let trial = Trial("few", scenario, [Question(.product, .revenue), Question(.product, .orderValue)])
        for run in 0..<20 {
            // The control has about five buyers in all of its visitors.
            #expect(trial.outcomes(seed: 1, run: run).allSatisfy { !$0.isCalled })
        }
    }
}
