import SeededNumbers
import Testing

@testable import Statistics

struct EffectTests {
    private func sums(_ amounts: [Double]) -> MomentSums {
        MomentSums(
            users: Double(amounts.count), sum: amounts.reduce(0, +), sumOfSquares: amounts.reduce(0) { $0 + $1 * $1 })
    }

    private func ratio(_ pairs: [(Double, Double)]) -> RatioSums {
        pairs.reduce(
            into: RatioSums(
                users: Double(pairs.count), numerator: 0, denominator: 0, numeratorSquares: 0, denominatorSquares: 0,
                products: 0)
        ) {
            $0.numerator += $1.0
            $0.denominator += $1.1
            $0.numeratorSquares += $1.0 * $1.0
            $0.denominatorSquares += $1.1 * $1.1
            $0.products += $1.0 * $1.1
        }
    }

    @Test func `a log ratio of means has the delta method's variance`() throws {
        let effect = try #require(Effect.logRatio(of: sums([1, 2, 3, 6]), to: sums([0, 1, 2, 5])))
        #expect(near(effect.estimate, 0.4054651081081644))
        #expect(near(effect.variance, 0.42129629629629634))
    }

    @Test func `a log ratio of shares has (1 - p) over s for each arm`() throws {
        let effect = try #require(
            Effect.logRatioOfShares(
                of: MomentSums(users: 1000, reached: 60), to: MomentSums(users: 1000, reached: 50)))
        #expect(near(effect.estimate, 0.1823215567939546))
        #expect(near(effect.variance, 0.034666666666666665))
    }

    @Test func `a ratio of amounts is clustered by user`() throws {
        let effect = try #require(
            Effect.logRatio(
                of: ratio([(12, 1), (0, 0), (30, 2), (9, 1)]), to: ratio([(0, 0), (10, 1), (40, 3), (6, 1)])))
        #expect(near(effect.estimate, 0.12961749330338634))
        #expect(near(effect.variance, 0.04740154885483608))
    }

    @Test func `a difference takes means of any sign`() throws {
        let effect = try #require(Effect.difference(of: sums([1, 2, 3, 6]), to: sums([0, 1, 2, 5])))
        #expect(effect.estimate == 1)
        #expect(near(effect.variance, 7.0 / 3))
        let loss = try #require(Effect.difference(of: sums([-4, -2]), to: sums([-9, -1])))
        #expect(loss.estimate == 2)
    }

    @Test func `a negative baseline has no log ratio`() {
        #expect(Effect.logRatio(of: sums([1, 2, 3]), to: sums([-1, -2, 1])) == nil)
        #expect(Effect.logRatio(of: sums([-1, -2]), to: sums([1, 2])) == nil)
    }

    @Test(arguments: [(0.0, 0.0), (1, 0), (1, 1), (1000, 0)])
    func `too few users or conversions make no effect`(users: Double, reached: Double) {
        let little = MomentSums(users: users, reached: reached)
        let enough = MomentSums(users: 1000, reached: 50)
        #expect(Effect.logRatioOfShares(of: little, to: enough) == nil)
        #expect(Effect.logRatioOfShares(of: enough, to: little) == nil)
        #expect(Effect.logRatio(of: little, to: enough) == nil)
        #expect(Effect.cellEffect(little) == nil)
    }

    @Test func `all converted in both arms is no effect, in one it is`() {
        let all = MomentSums(users: 50, reached: 50)
        #expect(Effect.logRatioOfShares(of: all, to: all) == nil)
        #expect(Effect.logRatioOfShares(of: all, to: MomentSums(users: 50, reached: 25)) != nil)
    }

    @Test func `amounts that are all the same are rounding, not certainty`() {
        let price = 9.99
        let same = MomentSums(users: 1e7, sum: price * 1e7, sumOfSquares: price * price * 1e7 * (1 + 1e-15))
        #expect(same.variance == 0)
        #expect(Effect.logRatio(of: same, to: same) == nil)
        #expect(Effect.difference(of: same, to: same) == nil)
        let fixed = ratio([(10, 1), (20, 2), (30, 3)])
        #expect(Effect.logRatio(of: fixed, to: fixed) == nil)
    }

    @Test func `numbers that are none make no effect`() {
        let bad = MomentSums(users: .nan, sum: .nan, sumOfSquares: .nan)
        let good = sums([1, 2, 3])
        #expect(Effect.logRatio(of: bad, to: good) == nil)
        #expect(Effect.logRatioOfShares(of: bad, to: good) == nil)
        #expect(Effect.difference(of: bad, to: good) == nil)
        #expect(Effect.logRatio(of: MomentSums(users: 9, sum: .infinity, sumOfSquares: .infinity), to: good) == nil)
    }

    @Test func `a hundred million users keep their digits`() throws {
        let effect = try #require(
            Effect.logRatioOfShares(
                of: MomentSums(users: 1e8, reached: 5_010_000), to: MomentSums(users: 1e8, reached: 5_000_000)))
        let general = try #require(
            Effect.logRatio(of: MomentSums(users: 1e8, reached: 5_010_000), to: MomentSums(users: 1e8, reached: 5e6)))
        #expect(near(effect.estimate, 0.001998002662673056, 1e-9))
        #expect(near(effect.variance, general.variance, 1e-7), "the n - 1 of the general form is gone at this size")
    }

    @Test func `strata are weighed by precision`() throws {
        let pooled = try #require(
            Effect.pooled([Effect(estimate: 1, variance: 1), Effect(estimate: 4, variance: 0.5)]))
        #expect(near(pooled.estimate, 3))
        #expect(near(pooled.variance, 1.0 / 3))
        #expect(Effect.pooled([]) == nil)
        let single = Effect(estimate: 0.3, variance: 0.01)
        #expect(Effect.pooled([single]) == single)
    }

    @Test func `swapping the arms turns the effect round`() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<100 {
            let users = Double(Int.random(in: 10...100_000, using: &random))
            let one = MomentSums(users: users, reached: Double(Int.random(in: 1..<10, using: &random)))
            let other = MomentSums(users: 2 * users, reached: Double(Int.random(in: 1..<10, using: &random)))
            let forth = try #require(Effect.logRatioOfShares(of: one, to: other))
            let back = try #require(Effect.logRatioOfShares(of: other, to: one))
            #expect(near(forth.estimate, -back.estimate, 1e-9) && near(forth.variance, back.variance), "seed 11")
        }
    }
}
