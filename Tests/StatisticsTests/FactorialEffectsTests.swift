import RealModule
import Testing

@testable import Statistics

struct FactorialEffectsTests {
    @Test(.enabled(if: Vector.isThere, "the conformance files are not there"))
    func `meets every vector`() throws {
        let vectors = Vector.group("factorial")
        #expect(!vectors.isEmpty)
        for vector in vectors {
            let cells = ["00", "01", "10", "11"].map { Effect.cellEffect(vector.input["cells"][$0].shares) }
            // The vector has the binary variance p(1 - p), which is n/(n - 1) below that of the general mean.
            let binary = ["00", "01", "10", "11"].map { name -> Effect? in
                let sums = vector.input["cells"][name].shares
                return Effect(estimate: .log(sums.mean), variance: (1 - sums.mean) / sums.sum)
            }
            let prior = EffectPrior(target: vector.settings.number("m"))
            let contrasts = FactorialEffects.contrasts(levelCounts: [2, 2], cells: binary)
            #expect(contrasts.map(\.factors) == [[0], [1], [0, 1]])
            let general = FactorialEffects.contrasts(levelCounts: [2, 2], cells: cells)
            var logs: [Double] = []
            for (index, name) in ["A", "B", "AxB"].enumerated() {
                let effect = try #require(contrasts[index].effect)
                let expected = vector.expected[name]
                #expect(vector.meets(effect.estimate, expected.number("estimate")))
                #expect(vector.meets(effect.variance, expected.number("var")))
                #expect(vector.meets(prior.logEvidence(effect), expected.number("log_e")))
                let interval = prior.interval(effect)
                #expect(vector.meets([interval.lowerBound, interval.upperBound], expected.numbers("ci")))
                #expect(near(try #require(general[index].effect).variance, effect.variance, 3e-4))
                logs.append(prior.logEvidence(effect))
            }
            let adjusted = EvidenceMerging.closed(logs).map { Double.exp($0) }
            let names = ["A", "B", "AxB"]
            #expect(vector.meets(adjusted, names.map { vector.expected["adjusted_e"].number($0) }))
        }
    }

    private func cells(_ logs: [Double]) -> [Effect?] { logs.map { Effect(estimate: $0, variance: 0.01) } }

    @Test func `a level is compared with the base over all other factors`() throws {
        // Three colours by two texts, the text running fastest.
        let contrasts = FactorialEffects.contrasts(levelCounts: [3, 2], cells: cells([0, 1, 10, 11, 20, 25]))
        #expect(contrasts.map(\.factors) == [[0], [0], [1], [0, 1], [0, 1]])
        #expect(contrasts.map(\.levels) == [[1], [2], [1], [1, 1], [2, 1]])
        let estimates = contrasts.map { $0.effect?.estimate ?? .nan }
        #expect(zip(estimates, [10, 22, 7.0 / 3, 0, 4]).allSatisfy { near($0, $1) })
        #expect(near(try #require(contrasts[0].effect).variance, 0.01), "four cells at a half each")
        #expect(near(try #require(contrasts[2].effect).variance, 0.02 / 3), "six cells at a third each")
        #expect(near(try #require(contrasts[3].effect).variance, 0.04), "four cells at one each")
    }

    @Test func `three factors of two levels interact all at once too`() throws {
        let logs = (0..<8).map { cell -> Double in
            let (a, b, c) = (Double(cell >> 2 & 1), Double(cell >> 1 & 1), Double(cell & 1))
            return 1 + 2 * a + 3 * b + 5 * c + 7 * a * b + 11 * a * c + 13 * b * c + 17 * a * b * c
        }
        let contrasts = FactorialEffects.contrasts(levelCounts: [2, 2, 2], cells: cells(logs))
        #expect(contrasts.map(\.factors) == [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]])
        let estimates = contrasts.map { $0.effect?.estimate ?? .nan }
        // Main effects and pairs at the mean of the factors left out.
        let expected = [
            2 + 3.5 + 5.5 + 17.0 / 4, 3 + 3.5 + 6.5 + 17.0 / 4, 5 + 5.5 + 6.5 + 17.0 / 4, 15.5, 19.5, 21.5, 17,
        ]
        #expect(zip(estimates, expected).allSatisfy { near($0, $1) })
        #expect(FactorialEffects.contrasts(levelCounts: [2, 2, 2], cells: cells(logs), order: 1).count == 3)
    }

    @Test func `a cell without an effect silences what needs it`() {
        var some = cells([0, 1, 10, 11, 20, 25])
        some[5] = nil
        let contrasts = FactorialEffects.contrasts(levelCounts: [3, 2], cells: some)
        #expect(contrasts.map { $0.effect != nil } == [true, false, false, true, false])
    }

    @Test func `shapes that do not fit have no contrasts`() {
        #expect(FactorialEffects.contrasts(levelCounts: [], cells: []).isEmpty)
        #expect(FactorialEffects.contrasts(levelCounts: [2, 2], cells: cells([1])).isEmpty)
        #expect(FactorialEffects.contrasts(levelCounts: [0, 2], cells: []).isEmpty)
        #expect(FactorialEffects.contrasts(levelCounts: [.max, .max], cells: cells([1])).isEmpty)
        #expect(FactorialEffects.contrasts(levelCounts: [1, 2], cells: cells([1, 2])).map(\.factors) == [[1]])
    }

    @Test func `one factor alone is a plain test of several arms`() {
        let contrasts = FactorialEffects.contrasts(levelCounts: [4], cells: cells([0, 1, 2, 3]))
        #expect(contrasts.map(\.levels) == [[1], [2], [3]])
        #expect(contrasts.map { $0.effect?.estimate } == [1, 2, 3])
    }
}
