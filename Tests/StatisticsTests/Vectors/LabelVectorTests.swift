import RealModule
import Testing

@testable import Statistics

@Suite(.enabled(if: Vector.isThere, "the conformance files are not there"))
struct LabelVectorTests {
    @Test func `meets every vector of the exact labels`() {
        let vectors = Vector.group("ours_exact_mark")
        #expect(vectors.count >= 11)
        for vector in vectors {
            let prior = EffectPrior(target: vector.settings.number("m"))
            let alpha = vector.settings.number("alpha")
            let labels = LabelEvidence(prior: prior, share: vector.settings.number("rho"))
            let control = vector.input.number("sA")
            let variant = vector.input.number("sB")
            let evidence = labels.logEvidence(control: control, variant: variant)
            let shares = labels.shareInterval(control: control, variant: variant, alpha: alpha)
            let ratios = labels.rateRatioInterval(control: control, variant: variant, alpha: alpha)
            #expect(vector.meets(evidence, "log_e"), "\(vector.id) \(evidence)")
            #expect(vector.meets(shares, "ci_theta"), "\(vector.id) \(shares)")
            #expect(vector.meets(ratios, "ci_rate_ratio"), "\(vector.id) \(ratios)")
        }
    }

    @Test func `keeps phases apart as the vector does`() throws {
        let vectors = Vector.group("ours_phases")
        #expect(!vectors.isEmpty)
        for vector in vectors {
            let prior = EffectPrior(target: vector.settings.number("m"))
            let phases = vector.input.list("phases").map(Fields.init(any:))
            let strata = phases.map {
                ShareStratum(
                    control: MomentSums(users: $0.number("nA"), reached: $0.number("sA")),
                    variant: MomentSums(users: $0.number("nB"), reached: $0.number("sB")))
            }
            let exact = phases.map { LabelEvidence(prior: prior, share: $0.number("rho")) }
            let comparison = Comparison.shares(strata, prior: prior, exact: exact)
            let effect = try #require(comparison.effect)
            #expect(vector.meets(effect.estimate, "log_ratio_N"))
            #expect(vector.meets(effect.variance, "var_N"))
            #expect(vector.meets(try #require(comparison.logNormal), "log_e_N"))
            #expect(vector.meets(try #require(comparison.logExact), "log_e_X_product"))
            #expect(vector.meets(comparison.logEvidence, "log_e_X_product"), "the smaller of the two decides")
        }
    }

    @Test func `meets the beta binomial of Howard`() {
        let vectors = Vector.group("confseq_beta_binomial")
        #expect(vectors.count >= 2)
        for vector in vectors {
            let prior = 2 * vector.settings.number("r")
            let value = DirichletEvidence.logRatio(
                counts: [vector.input.number("sB"), vector.input.number("sA")], priors: [prior, prior],
                shares: [0.5, 0.5])
            #expect(vector.meets(value, "log_e"), "\(vector.id) \(value)")
        }
    }

    @Test func `meets every vector of the sequential split check`() {
        let vectors = Vector.group("srm_sequential")
        #expect(vectors.count >= 7)
        for vector in vectors {
            let shares = vector.input.numbers("probabilities")
            var counts = shares.map { _ in 0.0 }
            let factors = vector.input.rows("data").map { batch in
                counts = zip(counts, batch).map { $0 + $1 }
                return Double.exp(
                    SplitEvidence.logEvidence(
                        counts: counts, shares: shares,
                        concentration: vector.settings.number("dirichlet_concentration")))
            }
            #expect(vector.meets(factors, vector.expected.numbers("bayes_factors")), "\(vector.id) \(factors)")
        }
    }

    @Test func `meets every vector of evidence for many questions`() {
        let vectors = Vector.group("e_multiple_testing")
        #expect(vectors.count >= 3)
        for vector in vectors {
            let logs = vector.input.numbers("e_values").map { Double.log($0) }
            let closed = EvidenceMerging.closed(logs).map { Double.exp($0) }
            let divided = EvidenceMerging.bonferroni(logs).map { Double.exp($0) }
            let found = EvidenceMerging.discoveries(logs)
            #expect(vector.meets(closed, vector.expected.numbers("adjusted_e")), "\(vector.id) \(closed)")
            #expect(vector.meets(divided, vector.expected.numbers("e_bonferroni")), "\(vector.id)")
            #expect(found.indices.filter { found[$0] } == vector.expected.numbers("e_bh_rejected").map { Int($0) })
        }
    }
}
