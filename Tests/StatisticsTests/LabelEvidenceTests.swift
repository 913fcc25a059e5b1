import RealModule
import SeededNumbers
import Testing

@testable import Statistics

struct LabelEvidenceTests {
    private let half = LabelEvidence(prior: EffectPrior(target: 0.1), share: 0.5)

    @Test func `evidence is that worked out by hand, at any share`() {
        #expect(near(half.logEvidence(control: 5, variant: 12), 0.0765336470379423))
        let tenth = LabelEvidence(prior: EffectPrior(target: 0.1), share: 0.1)
        #expect(near(tenth.logEvidence(control: 300, variant: 70), 7.935146081832869))
    }

    /// What makes it exact: over all labellings the design can give it is worth exactly 1.
    @Test(arguments: [0.5, 0.1, 0.97], [1, 7, 60])
    func `evidence is worth one on average under the design`(share: Double, conversions: Int) {
        let labels = LabelEvidence(prior: EffectPrior(target: 0.2), share: share)
        let sum = (0...conversions).reduce(0.0) { sum, variant in
            let (here, there) = (Double(variant), Double(conversions - variant))
            let ways =
                Double.logGamma(Double(conversions) + 1) - .logGamma(here + 1) - .logGamma(there + 1)
            let chance = ways + here * .log(share) + there * .log(1 - share)
            return sum + .exp(chance + labels.logEvidence(control: there, variant: here))
        }
        #expect(near(sum, 1, 1e-10))
    }

    @Test func `the unit of a difference does not count`() {
        let dollars = LabelEvidence(prior: EffectPrior(target: 0.1, unit: 40), share: 0.5)
        #expect(
            near(dollars.logEvidence(control: 50, variant: 80), half.logEvidence(control: 50, variant: 80), 1e-9))
    }

    @Test func `swapping arms and share changes nothing`() {
        let one = LabelEvidence(prior: EffectPrior(target: 0.1), share: 0.2)
        let other = LabelEvidence(prior: EffectPrior(target: 0.1), share: 0.8)
        #expect(near(one.logEvidence(control: 900, variant: 300), other.logEvidence(control: 300, variant: 900)))
        let interval = one.logRatioInterval(control: 900, variant: 300)
        let mirrored = other.logRatioInterval(control: 300, variant: 900)
        #expect(near(interval.lowerBound, -mirrored.upperBound, 1e-9))
        #expect(near(interval.upperBound, -mirrored.lowerBound, 1e-9))
    }

    @Test func `no effect is outside the interval exactly with evidence above twenty`() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<1000 {
            let share = Double.random(in: 0.05...0.95, using: &random)
            let labels = LabelEvidence(prior: EffectPrior(target: 0.1), share: share)
            let control = Double(Int.random(in: 0...200, using: &random))
            let variant = Double(Int.random(in: 0...200, using: &random))
            let evidence = labels.logEvidence(control: control, variant: variant)
            guard abs(evidence - .log(20)) > 1e-9 else { continue }
            let context = "seed 3, \(share) \(control) \(variant)"
            let shares = labels.shareInterval(control: control, variant: variant)
            #expect(
                !labels.rateRatioInterval(control: control, variant: variant).contains(1) == (evidence > .log(20)),
                "\(context)")
            #expect(shares.lowerBound >= 0 && shares.upperBound <= 1, "\(context)")
            if control + variant > 0 { #expect(shares.contains(variant / (control + variant)), "\(context)") }
        }
    }

    @Test func `conversions in one arm alone leave the interval open`() {
        let none = half.rateRatioInterval(control: 0, variant: 0)
        #expect(none.lowerBound == 0 && none.upperBound == .infinity)
        let lost = half.rateRatioInterval(control: 12, variant: 0)
        #expect(lost.lowerBound == 0 && near(lost.upperBound, 1.1134657459039687, 1e-9))
        let won = half.rateRatioInterval(control: 0, variant: 12)
        #expect(won.upperBound == .infinity && near(won.lowerBound, 1 / 1.1134657459039687, 1e-9))
    }

    @Test func `a hundred million conversions keep their digits`() {
        // At the exact split the evidence is the prior's density there against the error's: it falls by half a ln(100).
        let few = half.logEvidence(control: 5e7, variant: 5e7)
        let more = half.logEvidence(control: 5e9, variant: 5e9)
        #expect(near(few - more, .log(10), 1e-3))
        let interval = half.rateRatioInterval(control: 5e7, variant: 5e7)
        #expect(near(interval.lowerBound * interval.upperBound, 1, 1e-9))
        #expect(interval.upperBound - 1 < 0.002)
    }

    @Test(arguments: [0, 1, -0.2, 1.5, .nan])
    func `a share that is none gives no evidence`(share: Double) {
        let labels = LabelEvidence(prior: EffectPrior(target: 0.1), share: share)
        #expect(labels.logEvidence(control: 5, variant: 500) == 0)
        #expect(labels.rateRatioInterval(control: 5, variant: 500) == 0...(.infinity))
        #expect(labels.shareInterval(control: 5, variant: 500) == 0...1)
    }

    @Test func `counts that are none give no evidence`() {
        #expect(half.logEvidence(control: .nan, variant: 3) == 0)
        #expect(half.logEvidence(control: -1, variant: 3) == 0)
        #expect(half.logEvidence(control: .infinity, variant: 3) == 0)
        #expect(half.rateRatioInterval(control: .nan, variant: 3) == 0...(.infinity))
    }

    @Test func `large targets stay usable`() {
        for target in [0.5, 1, 3] {
            for share in [0.001, 0.5, 0.999] {
                let labels = LabelEvidence(prior: EffectPrior(target: target), share: share)
                #expect(labels.logEvidence(control: 10, variant: 10).isFinite)
                #expect(labels.rateRatioInterval(control: 10, variant: 10).upperBound.isFinite)
            }
        }
    }

    @Test func `Stirling's remainder joins the gamma function at ten`() {
        #expect(near(DirichletEvidence.remainder(10), 0.008330563433362871, 1e-10))
        for value in [9.999999, 10.000001, 25, 170] as [Double] {
            let exact = Double.logGamma(value) - (value - 0.5) * .log(value) + value - 0.5 * .log(2 * .pi)
            #expect(abs(DirichletEvidence.remainder(value) - exact) < 1e-12)
        }
        #expect(near(DirichletEvidence.logBeta(2, 3), -.log(12)))
    }
}
