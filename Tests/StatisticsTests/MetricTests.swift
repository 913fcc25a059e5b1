import RealModule
import SeededNumbers
import Testing

@testable import Statistics

struct MetricTests {
    @Test func `the cap is ten mean orders or the tail, whichever is more`() {
        #expect(RevenueCap.limit(orders: [10, 20, 30]) == 200)
        let orders = Array(repeating: 1.0, count: 199) + [1000]
        // Mean 5.995; the 99.9th percentile lies at rank 198.801 of 199.
        #expect(near(RevenueCap.limit(orders: orders), 1 + 0.801 * 999))
        #expect(RevenueCap.limit(orders: orders.reversed()) == RevenueCap.limit(orders: orders))
        #expect(RevenueCap.limit(orders: []) == .infinity)
        #expect(RevenueCap.limit(orders: [0, -5]) == .infinity)
        #expect(RevenueCap.limit(orders: [5, .nan, .infinity]) == 50)
    }

    @Test func `what was known before is taken out user by user`() {
        var random = SeededGenerator(seed: 33)
        let users = (0..<500).map { _ -> (x: Double, y: Double) in
            let x = Double.random(in: 0...10, using: &random)
            return (x, 3 + 2 * x + Double.random(in: -1...1, using: &random))
        }
        func sums(_ part: ArraySlice<(x: Double, y: Double)>) -> (sums: MomentSums, covariate: CovariateSums) {
            (
                MomentSums(
                    users: Double(part.count), sum: part.reduce(0) { $0 + $1.y },
                    sumOfSquares: part.reduce(0) { $0 + $1.y * $1.y }),
                CovariateSums(
                    users: Double(part.count), x: part.reduce(0) { $0 + $1.x },
                    xx: part.reduce(0) { $0 + $1.x * $1.x }, xy: part.reduce(0) { $0 + $1.x * $1.y })
            )
        }
        let arms = [sums(users[..<200]), sums(users[200...])]
        let theta = ControlVariate.slope(arms)
        let mean = ControlVariate.grandMean(arms.map(\.covariate))
        #expect(abs(theta - 2) < 0.05, "seed 33")
        let adjusted = ControlVariate.adjusted(arms[0].sums, arms[0].covariate, theta: theta, grandMean: mean)
        let amounts = users[..<200].map { $0.y - theta * ($0.x - mean) }
        #expect(near(adjusted.sum, amounts.reduce(0, +), 1e-9))
        #expect(near(adjusted.sumOfSquares, amounts.reduce(0) { $0 + $1 * $1 }, 1e-9))
        #expect(adjusted.variance < arms[0].sums.variance / 50)
    }

    @Test func `nothing known before changes nothing`() {
        let sums = MomentSums(users: 10, sum: 30, sumOfSquares: 120)
        let same = CovariateSums(users: 10, x: 50, xx: 250, xy: 150)
        #expect(ControlVariate.slope([(sums, same)]) == 0)
        #expect(ControlVariate.adjusted(sums, same, theta: 0, grandMean: 5) == sums)
        #expect(ControlVariate.slope([]) == 0 && ControlVariate.grandMean([]) == 0)
    }
}
