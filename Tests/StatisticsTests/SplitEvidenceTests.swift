import RealModule
import SeededNumbers
import Testing

@testable import Statistics

struct SplitEvidenceTests {
    @Test func `evidence is the mean over three concentrations`() {
        let counts = [44_700.0, 45_489]
        #expect(
            near(SplitEvidence.logEvidence(counts: counts, shares: [1, 1], concentration: 10_000), 1.9545372374, 1e-9))
        #expect(near(SplitEvidence.logEvidence(counts: counts, shares: [0.5, 0.5]), 1.3247033942303617, 1e-9))
    }

    @Test func `evidence is worth one on average under the planned shares`() {
        let shares = [0.2, 0.3, 0.5]
        let users = 12
        var sum = 0.0
        for first in 0...users {
            for second in 0...(users - first) {
                let counts = [first, second, users - first - second].map(Double.init)
                let chance = zip(counts, shares).reduce(Double.logGamma(Double(users) + 1)) {
                    $0 + $1.0 * .log($1.1) - .logGamma($1.0 + 1)
                }
                sum += .exp(chance + SplitEvidence.logEvidence(counts: counts, shares: shares))
            }
        }
        #expect(near(sum, 1))
    }

    @Test func `nobody or one arm is no evidence`() {
        #expect(abs(SplitEvidence.logEvidence(counts: [0, 0], shares: [0.5, 0.5])) < 1e-12)
        #expect(SplitEvidence.logEvidence(counts: [10], shares: [1]) == 0)
        #expect(SplitEvidence.logEvidence(counts: [], shares: []) == 0)
        #expect(SplitEvidence.logEvidence(counts: [10, 20], shares: [1]) == 0)
        #expect(SplitEvidence.logEvidence(counts: [10, .nan], shares: [1, 1]) == 0)
        #expect(SplitEvidence.logEvidence(counts: [10, 20], shares: [0, 0]) == 0)
    }

    @Test func `users in an arm that should have none are a broken split`() {
        #expect(SplitEvidence.logEvidence(counts: [10, 20, 1], shares: [0.5, 0.5, 0]) == .infinity)
        #expect(
            near(
                SplitEvidence.logEvidence(counts: [900, 1100, 0], shares: [0.5, 0.5, 0]),
                SplitEvidence.logEvidence(counts: [900, 1100], shares: [0.5, 0.5])))
    }

    @Test func `a hundred million users keep their digits and one in a thousand is seen`() {
        #expect(SplitEvidence.logEvidence(counts: [50_050_000, 49_950_000], shares: [1, 1]) > 30)
        let balanced = SplitEvidence.logEvidence(counts: [5e7, 5e7], shares: [1, 1], concentration: 100)
        #expect(near(balanced, 0.5 * .log(100.0 / (1e8 + 100)), 1e-2))
    }

    @Test func `a wrong split gains evidence with users`() {
        let values = [1000.0, 10_000, 100_000].map {
            SplitEvidence.logEvidence(counts: [$0 * 0.48, $0 * 0.52], shares: [0.5, 0.5])
        }
        #expect(values == values.sorted())
        #expect(values[2] > .log(100))
    }

    @Test func `a ramp is found where it was`() throws {
        let increments = Array(repeating: [900.0, 100], count: 20) + Array(repeating: [505.0, 495], count: 30)
        let change = try #require(SplitEvidence.change(increments))
        #expect(change.index == 20)
        #expect(near(change.before[1], 0.1) && near(change.after[1], 0.495))
        #expect(change.gain > 1000)
    }

    @Test func `a gain is that of the likelihood`() throws {
        let change = try #require(SplitEvidence.change([[90, 10], [10, 90]]))
        #expect(change.index == 1)
        let apart = 2 * (90 * Double.log(0.9) + 10 * .log(0.1))
        #expect(near(change.gain, apart - 200 * .log(0.5)))
    }

    @Test func `chance alone is no change`() {
        var random = SeededGenerator(seed: 40)
        var found = 0
        for _ in 0..<200 {
            let increments = (0..<100).map { _ -> [Double] in
                let users = Int.random(in: 0...30, using: &random)
                let variant = (0..<users).count { _ in Bool.random(using: &random) }
                return [Double(users - variant), Double(variant)]
            }
            if SplitEvidence.change(increments) != nil { found += 1 }
        }
        #expect(found == 0, "seed 40")
    }

    @Test func `nothing to compare is no change`() {
        #expect(SplitEvidence.change([]) == nil)
        #expect(SplitEvidence.change([[5, 5]]) == nil)
        #expect(SplitEvidence.change([[5], [6]]) == nil)
        #expect(SplitEvidence.change([[0, 0], [0, 0]]) == nil)
        #expect(SplitEvidence.change([[5, 5], [5]]) == nil)
        #expect(SplitEvidence.change([[5, 5], [.nan, 5]]) == nil)
    }

    @Test func `empty buckets at the ends are no phase`() throws {
        let increments =
            [[0.0, 0]] + Array(repeating: [900.0, 100], count: 5) + Array(repeating: [500.0, 500], count: 5)
        let change = try #require(SplitEvidence.change(increments + [[0, 0]]))
        #expect(change.index == 6)
    }
}
