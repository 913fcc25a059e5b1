import Testing

@testable import Statistics

@Suite(.enabled(if: Vector.isThere, "the conformance files are not there"))
struct PeerVectorTests {
    @Test func `meets every vector of GrowthBook's fixed test`() {
        check(["gbstats_ttest_mean": 5, "gbstats_ttest_proportion": 16, "gbstats_ttest_ratio": 5]) { vector, effect in
            let test = FixedTest(effect, alpha: vector.settings.number("alpha"))
            expect(vector, "ci", [test.interval.low, test.interval.high])
            expect(vector, "p_value", [test.pValue])
        }
    }

    @Test func `meets every vector of GrowthBook's sequential test`() {
        let groups = ["gbstats_sequential_mean": 5, "gbstats_sequential_proportion": 18, "gbstats_sequential_ratio": 4]
        check(groups) { vector, effect in
            let test = SequentialTest(
                effect, alpha: vector.settings.number("alpha"),
                tunedTo: vector.settings.number("sequential_tuning_parameter"))
            expect(vector, "ci", [test.interval.low, test.interval.high])
            expect(vector, "p_value", [test.pValue])
        }
    }

    @Test func `meets every vector of GrowthBook's Bayesian test`() {
        let groups = ["gbstats_bayesian_mean": 4, "gbstats_bayesian_proportion": 16, "gbstats_bayesian_ratio": 4]
        check(groups, estimate: false) { vector, effect in
            let isProper = vector.settings.number("prior_proper") == 1
            let test = BayesianTest(
                effect, alpha: vector.settings.number("alpha"),
                priorVariance: isProper ? vector.settings.number("prior_variance") : nil)
            expect(vector, "ci", [test.interval.low, test.interval.high])
            expect(vector, "expected", [test.mean])
            expect(vector, "uplift_stddev", [test.deviation])
            expect(vector, "chance_to_win", [test.chanceToWin])
            expect(vector, "risk", [test.riskOfControl, test.riskOfVariant])
        }
    }

    @Test func `meets every vector of Statsig and Eppo`() {
        check(["statsig_sequential": 2], estimate: false) { vector, effect in
            let test = StatsigTest(effect, alpha: vector.settings.number("alpha"))
            expect(vector, "z_star", [test.multiplier])
            expect(vector, "ci", [test.interval.low, test.interval.high])
            expect(vector, "p_value", [test.pValue])
        }
        check(["eppo_sequential": 2], estimate: false) { vector, effect in
            let test = SequentialTest(
                effect, alpha: vector.settings.number("alpha"), tunedTo: vector.settings.number("N_tune"))
            expect(vector, "multiplier", [test.multiplier])
            expect(vector, "lift", [effect.estimate])
            expect(vector, "ci", [test.interval.low, test.interval.high])
        }
    }

    @Test func `meets every vector of the test of two proportions`() {
        let vectors = Vector.group("two_proportion_z")
        #expect(vectors.count >= 6)
        for vector in vectors {
            let test = TwoProportionTest(
                control: vector.input["control"].shares, variant: vector.input["variant"].shares)
            expect(vector, "z", [test.z ?? .nan])
            expect(vector, "p_value", [test.pValue])
        }
    }

    @Test func `meets every vector of the split test and of corrected p-values`() {
        let splits = Vector.group("srm_chi2")
        #expect(splits.count >= 6)
        for vector in splits {
            let pValue = SplitTest.pValue(
                counts: vector.input.numbers("counts"), weights: vector.input.numbers("weights"))
            expect(vector, "p_value", [pValue])
        }
        let corrections = Vector.group("multiple_testing")
        #expect(corrections.count >= 5)
        for vector in corrections {
            let pValues = vector.input.numbers("p_values")
            let adjusted =
                vector.id.hasPrefix("holm")
                ? PValueAdjustment.holm(pValues) : PValueAdjustment.benjaminiHochberg(pValues)
            expect(vector, "adjusted", adjusted)
        }
    }

    /// Runs every vector of the groups, which have to have so many, through a test or its refusal.
    private func check(_ groups: [String: Int], estimate: Bool = true, _ test: (Vector, PeerEffect) -> Void) {
        for (name, count) in groups {
            let vectors = Vector.newestGroup(name)
            #expect(vectors.count >= count, "\(name)")
            for vector in vectors {
                let isShare = !vector.input["control"].has("sum_squares")
                let isRatio = vector.input["control"].has("m_sum")
                let arms = ["control", "variant"].map { arm in
                    let fields = vector.input[arm]
                    if isRatio { return ArmSummary(ratio: fields.ratios) }
                    return isShare ? ArmSummary(share: fields.shares) : ArmSummary(amounts: fields.moments)
                }
                let scale: PeerEffect.Scale =
                    vector.settings.text("difference_type") == "absolute" ? .absolute : .relative
                do throws(PeerRefusal) {
                    let effect = try PeerEffect(control: arms[0], variant: arms[1], scale: scale)
                    #expect(vector.expected.text("error").isEmpty, "\(vector.id)")
                    if estimate {
                        expect(vector, "expected", [effect.estimate])
                        expect(vector, "uplift_stddev", [effect.standardError])
                    }
                    test(vector, effect)
                } catch {
                    #expect(vector.expected.text("error") == error.rawValue, "\(vector.id)")
                }
            }
        }
    }

    private func expect(_ vector: Vector, _ name: String, _ values: [Double]) {
        let wanted = vector.expected.list(name).isEmpty ? [vector.expected.number(name)] : vector.expected.numbers(name)
        #expect(vector.meets(values, wanted), "\(vector.id) \(name): \(values), not \(wanted)")
    }
}
