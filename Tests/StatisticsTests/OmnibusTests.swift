import RealModule
import Testing

@testable import Statistics

struct OmnibusTests {
    @Test func `evidence is that worked out by hand`() throws {
        #expect(near(Omnibus.logEvidence(chiSquare: 10, dimensions: 2, ratio: 3), 2.363705638880109))
        let t = try #require(Omnibus.logEvidence(t: 3, degrees: 10, users: 3, priorUsers: 1))
        #expect(near(t, 1.7208745514064283))
    }

    @Test func `the covariance is taken out`() throws {
        // S = [[4, 2], [2, 3]], inverse [[3, -2], [-2, 4]]/8: d' S^-1 d = (3 - 8 + 16)/8 for d = (1, 2).
        let value = try #require(
            Omnibus.logEvidence(estimates: [1, 2], covariance: [[4, 2], [2, 3]], users: 3, priorUsers: 1))
        #expect(near(value, Omnibus.logEvidence(chiSquare: 11.0 / 8, dimensions: 2, ratio: 3)))
    }

    @Test func `cells that all differ alike count whichever is the base`() throws {
        let cells = [0.1, 0.4, -0.2, 0.3].enumerated().map {
            Effect(estimate: $1, variance: 0.01 * Double($0 + 1))
        }
        // The same chi square from deviations from the weighted mean.
        let mean = try #require(Effect.pooled(cells)).estimate
        let chiSquare = cells.reduce(0) { $0 + ($1.estimate - mean) * ($1.estimate - mean) / $1.variance }
        let expected = Omnibus.logEvidence(chiSquare: chiSquare, dimensions: 3, ratio: 0.5)
        #expect(near(try #require(Omnibus.logEvidence(cells: cells, users: 5000)), expected, 1e-9))
        #expect(near(try #require(Omnibus.logEvidence(cells: cells.reversed(), users: 5000)), expected, 1e-9))
    }

    @Test func `in one dimension it is worth one on average, for the normal and for t`() throws {
        let ratio = 4.0
        let degrees = 6.0
        let scale =
            Double.logGamma((degrees + 1) / 2) - .logGamma(degrees / 2) - 0.5 * .log(degrees * .pi)
        var normal = 0.0
        var student = 0.0
        let step = 0.02
        for index in -5000...5000 {
            let z = Double.sinh(Double(index) * step / 10)
            let width = Double.cosh(Double(index) * step / 10) * step / 10
            let square = z * z
            let evidence = try #require(Omnibus.logEvidence(t: z, degrees: degrees, users: ratio, priorUsers: 1))
            student += .exp(scale - 0.5 * (degrees + 1) * .log(onePlus: square / degrees) + evidence) * width
            normal +=
                .exp(Omnibus.logEvidence(chiSquare: square, dimensions: 1, ratio: ratio) - 0.5 * square) * width
        }
        #expect(near(normal / .sqrt(2 * .pi), 1, 1e-8))
        #expect(near(student, 1, 1e-6))
    }

    @Test func `with many users t becomes the normal`() throws {
        let t = try #require(Omnibus.logEvidence(t: 3, degrees: 1e9, users: 3, priorUsers: 1))
        #expect(near(t, Omnibus.logEvidence(chiSquare: 9, dimensions: 1, ratio: 3), 1e-6))
    }

    @Test func `what cannot be weighed is nil`() {
        #expect(Omnibus.logEvidence(estimates: [], covariance: [], users: 10) == nil)
        #expect(Omnibus.logEvidence(estimates: [1, 2], covariance: [[1, 1], [1, 1]], users: 10) == nil)
        #expect(Omnibus.logEvidence(estimates: [1], covariance: [[.nan]], users: 10) == nil)
        #expect(Omnibus.logEvidence(estimates: [.nan], covariance: [[1]], users: 10) == nil)
        #expect(Omnibus.logEvidence(estimates: [1], covariance: [[1]], users: 0) == nil)
        #expect(Omnibus.logEvidence(estimates: [1, 2], covariance: [[1, 0.5], [0, 1]], users: 1) == nil)
        #expect(Omnibus.logEvidence(cells: [nil, Effect(estimate: 1, variance: 1)], users: 10) == nil)
        #expect(Omnibus.logEvidence(cells: [Effect(estimate: 1, variance: 1)], users: 10) == nil)
        #expect(Omnibus.logEvidence(t: .nan, degrees: 3, users: 3) == nil)
        #expect(Omnibus.logEvidence(t: 1, degrees: 0, users: 3) == nil)
    }
}
