import RealModule
import SeededNumbers
import Testing

@testable import Statistics

struct EffectPriorTests {
    private let prior = EffectPrior(target: 0.1)
    private let tenPercent = Effect(estimate: .log(1.1), variance: 0.0016)

    @Test func `evidence and interval are those worked out by hand`() {
        #expect(near(prior.logEvidence(tenPercent), 1.5035047703584672))
        let interval = prior.interval(tenPercent)
        #expect(near(interval.lowerBound, -0.022414746972286084, 1e-9))
        #expect(near(interval.upperBound, 0.21303510658093594, 1e-9))
    }

    @Test func `a difference is measured in its unit`() {
        let dollars = EffectPrior(target: 0.1, unit: 40)
        #expect(near(dollars.logEvidence(Effect(estimate: 5, variance: 20)), -0.09606393764777055))
        #expect(
            near(
                dollars.logEvidence(Effect(estimate: 5, variance: 20)),
                prior.logEvidence(Effect(estimate: 0.125, variance: 0.0125)), 1e-9))
    }

    @Test func `the components weigh one together`() { #expect(near(prior.weights.sum(), 1, 1e-14)) }

    /// What makes it evidence: under no effect it is worth 1 on average, so betting on it gains nothing.
    @Test(arguments: [1e-6, 1e-4, 0.01, 1])
    func `evidence is worth one on average when there is no effect`(variance: Double) {
        let deviation = Double.sqrt(variance)
        // Points z = sinh u reach the widest component, whose own deviation is 1, without crowding.
        let step = 0.002
        let reach = Int(Double.asinh(10 * (1 + 1 / deviation)) / step)
        let sum = (-reach...reach).reduce(0.0) { sum, index in
            let u = Double(index) * step
            let z = Double.sinh(u)
            let evidence = prior.logEvidence(Effect(estimate: z * deviation, variance: variance))
            return sum + .exp(evidence - 0.5 * z * z) / .sqrt(2 * .pi) * .cosh(u) * step
        }
        #expect(near(sum, 1, 1e-6))
    }

    @Test func `nothing is outside the interval without evidence above twenty`() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            let effect = Effect(
                estimate: Double.random(in: -1...1, using: &random),
                variance: .exp(Double.random(in: -14...2, using: &random)))
            let null = Double.random(in: -1...1, using: &random)
            let target = Double.random(in: 0.01...0.5, using: &random)
            let prior = EffectPrior(target: target)
            let evidence = prior.logEvidence(effect, against: null)
            guard abs(evidence - .log(20)) > 1e-9 else { continue }
            #expect(
                !prior.interval(effect).contains(null) == (evidence > .log(20)), "seed 7, \(effect) \(null) \(target)")
            #expect(prior.interval(effect).contains(effect.estimate))
        }
    }

    @Test func `up and down are treated alike`() {
        let mirrored = Effect(estimate: -tenPercent.estimate, variance: tenPercent.variance)
        #expect(near(prior.logEvidence(mirrored), prior.logEvidence(tenPercent)))
    }

    @Test func `evidence grows with the distance and the interval with the confidence`() {
        let values = [0.05, 0.1, 0.2, 0.4].map {
            prior.logEvidence(Effect(estimate: $0, variance: 0.0016))
        }
        #expect(values == values.sorted())
        let wide = prior.interval(tenPercent, alpha: 0.01)
        let usual = prior.interval(tenPercent)
        #expect(wide.lowerBound < usual.lowerBound && wide.upperBound > usual.upperBound)
    }

    @Test func `the forecast is where evidence arrives`() throws {
        let factor = try #require(prior.information(for: tenPercent, toReach: .log(20)))
        let then = Effect(estimate: tenPercent.estimate, variance: tenPercent.variance / factor)
        #expect(near(prior.logEvidence(then), .log(20), 1e-7))
        #expect(prior.information(for: tenPercent, toReach: 1) == 1, "it is there already")
        #expect(prior.information(for: Effect(estimate: 0, variance: 0.01), toReach: .log(20)) == nil)
        let stronger = Effect(estimate: 0.2, variance: tenPercent.variance)
        #expect(try #require(prior.information(for: stronger, toReach: 5)) < factor * 2)
    }

    @Test(arguments: [1e-300, 1e-20, 1e-12, 1.0, 1e12, 1e100])
    func `extreme variances give numbers`(variance: Double) {
        for estimate in [-5, -0.001, 0, 0.001, 5] {
            let effect = Effect(estimate: estimate, variance: variance)
            #expect(!prior.logEvidence(effect).isNaN)
            let interval = prior.interval(effect)
            #expect(!interval.lowerBound.isNaN && !interval.upperBound.isNaN)
        }
    }

    @Test func `a target that is none becomes one`() {
        #expect(EffectPrior(target: .nan).target == 0.1)
        #expect(EffectPrior(target: -1).target == 0.0001)
        #expect(EffectPrior(target: .infinity).target == 3)
        #expect(EffectPrior(target: 0.1, unit: 0).unit == 1)
    }

    @Test func `the automatic target is what the planned users can show`() {
        #expect(near(TargetLift.automatic(rate: 0.05, plannedUsers: 60_000), 0.09965273035229222))
        #expect(TargetLift.automatic(rate: 0.05, plannedUsers: 100) == 0.3)
        #expect(TargetLift.automatic(rate: 0.9, plannedUsers: 1e9) == 0.01)
        for rate in [0, 1, -1, .nan] { #expect(TargetLift.automatic(rate: rate, plannedUsers: 1000) == 0.1) }
        #expect(TargetLift.automatic(rate: 0.1, plannedUsers: 0) == 0.1)
    }
}
