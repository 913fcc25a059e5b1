import RealModule
import Testing

@testable import Statistics

struct DistributionTests {
    @Test func `gives the normal quantiles of the tables`() {
        #expect(abs(NormalDistribution.quantile(0.975) - 1.959963984540054) < 1e-12)
        #expect(abs(NormalDistribution.quantile(0.5)) < 1e-15)
        #expect(abs(NormalDistribution.quantile(1e-10) + 6.361340902404056) < 1e-12)
        #expect(NormalDistribution.quantile(0) == -.infinity && NormalDistribution.quantile(1) == .infinity)
        #expect(NormalDistribution.quantile(1.5).isNaN)
    }

    @Test(arguments: [1e-300, 1e-20, 0.001, 0.02425, 0.3, 0.5, 0.7, 0.999])
    func `has quantiles that undo the normal distribution`(p: Double) {
        let back = NormalDistribution.cumulative(NormalDistribution.quantile(p))
        #expect(abs(back / p - 1) < 1e-11, "\(back)")
    }

    @Test func `is the Cauchy distribution for one degree of freedom and has a closed form for two`() {
        let cauchy = StudentDistribution(degreesOfFreedom: 1)
        #expect(abs(cauchy.upperTail(1) - 0.25) < 1e-14)
        #expect(abs(cauchy.quantile(0.975) - 12.706204736174707) < 1e-10)
        let two = StudentDistribution(degreesOfFreedom: 2)
        #expect(abs(two.cumulative(1.5) - (0.5 + 1.5 / (2 * (2 + 2.25).squareRoot()))) < 1e-14)
    }

    @Test(arguments: [0.7, 1, 3.5, 30, 61, 1e4, 1e8, 1e12])
    func `has quantiles that undo Student's distribution`(degreesOfFreedom: Double) {
        let student = StudentDistribution(degreesOfFreedom: degreesOfFreedom)
        for p in [0.001, 0.2, 0.5, 0.9, 0.9999] {
            let back = student.cumulative(student.quantile(p))
            #expect(abs(back - p) < 1e-11, "\(p) \(back)")
        }
    }

    @Test func `nears the normal distribution as degrees of freedom grow`() {
        let far = StudentDistribution(degreesOfFreedom: 99_999.999).upperTail(3)
        let beyond = StudentDistribution(degreesOfFreedom: 100_000.001).upperTail(3)
        #expect(abs(far / beyond - 1) < 1e-11)
        #expect(abs(beyond / NormalDistribution.cumulative(-3) - 1) < 1e-3)
    }

    @Test func `has the chi-squared tails of the normal and the exponential distribution`() {
        let one = ChiSquaredDistribution(degreesOfFreedom: 1)
        for z in [0.1, 1, 1.96, 5, 12] {
            #expect(abs(one.upperTail(z * z) / (2 * NormalDistribution.cumulative(-z)) - 1) < 1e-11)
        }
        let two = ChiSquaredDistribution(degreesOfFreedom: 2)
        for x in [0.1, 1, 3, 40.0] { #expect(abs(two.upperTail(x) / Double.exp(-x / 2) - 1) < 1e-12) }
        #expect(two.upperTail(0) == 1)
    }
}
