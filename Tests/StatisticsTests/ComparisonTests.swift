import RealModule
import SeededNumbers
import Testing

@testable import Statistics

struct ComparisonTests {
    private let prior = EffectPrior(target: 0.1)

    private func stratum(_ users: Double, _ control: Double, _ variant: Double) -> ShareStratum {
        ShareStratum(
            control: MomentSums(users: users, reached: control), variant: MomentSums(users: users, reached: variant))
    }

    private func compare(_ strata: [ShareStratum]) -> Comparison {
        .shares(strata, prior: prior, exact: strata.map { _ in LabelEvidence(prior: prior, share: 0.5) })
    }

    @Test func `below a tenth the smaller evidence decides`() throws {
        let low = compare([stratum(10_000, 500, 600)])
        let normal = try #require(low.logNormal)
        let exact = try #require(low.logExact)
        #expect(low.logEvidence == min(normal, exact))
        #expect(exact < normal)
    }

    @Test func `from a tenth on the normal mixture decides and the labels are shown`() throws {
        let high = compare([stratum(10_000, 2000, 2300)])
        #expect(high.logEvidence == high.logNormal)
        #expect(try #require(high.logExact) < high.logEvidence)
        #expect(high.interval == prior.interval(try #require(high.effect)))
    }

    @Test func `an arm without conversions has no effect and no evidence`() {
        let none = compare([stratum(1000, 0, 40)])
        #expect(none.effect == nil && none.logEvidence == 0 && none.interval == nil && none.logNormal == nil)
        #expect(none.logExact != nil)
        let empty = compare([])
        #expect(empty == Comparison())
        #expect(compare([stratum(0, 0, 0)]).logEvidence == 0)
    }

    @Test func `no effect is outside the interval exactly with evidence above twenty`() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<500 {
            let strata = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                stratum(
                    5000, Double(Int.random(in: 1...400, using: &random)),
                    Double(Int.random(in: 1...400, using: &random)))
            }
            let result = compare(strata)
            let interval = try #require(result.interval)
            guard abs(result.logEvidence - .log(20)) > 1e-9 else { continue }
            #expect(!interval.contains(0) == (result.logEvidence > .log(20)), "seed 5, \(strata)")
        }
    }

    @Test func `a ramp does not make a loser of equal arms`() throws {
        // 8 % while a tenth is exposed, 4 % once it is half: pooled, the variant looks 30 % worse.
        let strata = [
            ShareStratum(
                control: MomentSums(users: 90_000, reached: 7200), variant: MomentSums(users: 10_000, reached: 800)),
            stratum(50_000, 2000, 2000),
        ]
        let exact = [LabelEvidence(prior: prior, share: 0.1), LabelEvidence(prior: prior, share: 0.5)]
        let result = Comparison.shares(strata, prior: prior, exact: exact)
        #expect(abs(try #require(result.effect).estimate) < 1e-12)
        #expect(result.logEvidence < 0)
        #expect(try #require(result.interval).contains(0))
    }

    @Test func `a phase without conversions is left out of the estimate`() throws {
        let whole = compare([stratum(5000, 200, 260), stratum(20, 0, 1)])
        #expect(whole.effect == compare([stratum(5000, 200, 260)]).effect)
    }

    @Test func `phases that contradict each other decide nothing`() throws {
        // Twice as good, then half as good: every label test screams, no single ratio explains both.
        let result = compare([stratum(20_000, 400, 800), stratum(20_000, 900, 400)])
        #expect(try #require(result.logExact) > 20)
        #expect(result.logEvidence < .log(20))
        #expect(try #require(result.interval).contains(0))
    }

    @Test func `without labels for every phase the normal mixture decides alone`() {
        let strata = [stratum(5000, 200, 260), stratum(5000, 200, 260)]
        let result = Comparison.shares(
            strata, prior: prior, exact: [LabelEvidence(prior: prior, share: 0.5)])
        #expect(result.logExact == nil && result.logEvidence == result.logNormal)
    }

    @Test func `means, differences and ratios use their own effects`() throws {
        let control = MomentSums(users: 1000, sum: 5000, sumOfSquares: 60_000)
        let variant = MomentSums(users: 1000, sum: 6000, sumOfSquares: 70_000)
        let means = Comparison.means([(control, variant)], prior: prior)
        #expect(means.effect == Effect.logRatio(of: variant, to: control))
        #expect(means.logExact == nil && means.logEvidence > 3)
        let differences = Comparison.differences([(control, variant)], prior: EffectPrior(target: 0.1, unit: 5))
        #expect(differences.effect?.estimate == 1)
        let orders = RatioSums(
            users: 1000, numerator: 5000, denominator: 200, numeratorSquares: 200_000, denominatorSquares: 300,
            products: 7000)
        #expect(Comparison.ratios([(orders, orders)], prior: prior).effect?.estimate == 0)
        #expect(Comparison.means([], prior: prior) == Comparison())
    }
}
