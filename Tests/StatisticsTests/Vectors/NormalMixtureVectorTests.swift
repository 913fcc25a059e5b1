import RealModule
import Testing

@testable import Statistics

@Suite(.enabled(if: Vector.isThere, "the conformance files are not there"))
struct NormalMixtureVectorTests {
    @Test func `meets every vector of the normal mixture`() throws {
        let vectors = Vector.group("ours_normal_mixture")
        #expect(vectors.count >= 23)
        for vector in vectors {
            let prior = EffectPrior(target: vector.settings.number("m"))
            let comparison = compare(vector, prior: prior)
            guard vector.expected.text("status") == "ok" else {
                #expect(comparison.effect == nil && comparison.logEvidence == 0, "\(vector.id)")
                continue
            }
            let effect = try #require(comparison.effect, "\(vector.id)")
            let interval = try #require(comparison.interval, "\(vector.id)")
            #expect(vector.meets(effect.estimate, "log_ratio"), "\(vector.id)")
            #expect(vector.meets(effect.variance, "var"), "\(vector.id)")
            #expect(vector.meets(prior.logEvidence(effect), "log_e"), "\(vector.id)")
            #expect(comparison.logNormal == prior.logEvidence(effect), "\(vector.id)")
            #expect(vector.meets(interval, "ci_log"), "\(vector.id)")
        }
    }

    private func compare(_ vector: Vector, prior: EffectPrior) -> Comparison {
        let control = vector.input["control"]
        let variant = vector.input["variant"]
        if control.has("m_sum") { return .ratios([(control.ratios, variant.ratios)], prior: prior) }
        if control.has("sum_squares") { return .means([(control.moments, variant.moments)], prior: prior) }
        return .shares([ShareStratum(control: control.shares, variant: variant.shares)], prior: prior, exact: [])
    }

    @Test func `meets the boundary of Howard's normal mixture in one dimension`() {
        let vectors = Vector.group("confseq_normal_mixture")
        #expect(vectors.count >= 5)
        for vector in vectors {
            // A sum s with variance v, the prior on its drift N(0, 1/rho), rho tuned for one time: chi square s^2/v,
            // r = v/rho.
            let depth = -2 * Double.log(vector.settings.number("alpha_opt"))
            let rho = vector.settings.number("v_opt") / (depth + .log(1 + depth))
            let variance = vector.input.number("v")
            func evidence(_ sum: Double) -> Double {
                Omnibus.logEvidence(chiSquare: sum * sum / variance, dimensions: 1, ratio: variance / rho)
            }
            if vector.expected.has("bound") {
                let bound = crossing(of: -.log(vector.settings.number("alpha")), by: evidence)
                #expect(vector.meets(bound, "bound"), "\(vector.id) \(bound)")
            } else {
                #expect(vector.meets(evidence(vector.input.number("s")), "log_e"), "\(vector.id)")
            }
        }
    }

    private func crossing(of level: Double, by logEvidence: (Double) -> Double) -> Double {
        var low = 0.0
        var high = 1e6
        for _ in 0..<200 {
            let middle = (low + high) / 2
            if logEvidence(middle) < level { low = middle } else { high = middle }
        }
        return high
    }

    @Test func `meets every forecast`() throws {
        let vectors = Vector.group("forecast")
        #expect(vectors.count >= 2)
        for vector in vectors {
            let control = vector.input["control"].shares
            let variant = vector.input["variant"].shares
            let effect = try #require(Effect.logRatioOfShares(of: variant, to: control))
            let prior = EffectPrior(target: vector.settings.number("m"))
            let factor = try #require(
                prior.information(for: effect, toReach: .log(1 / vector.settings.number("alpha"))))
            #expect(
                vector.meets(factor * (control.users + variant.users), "total_visitors_to_decision"), "\(vector.id)")
        }
    }
}
