import RealModule
import SeededNumbers
import Testing

@testable import Statistics

struct BestArmTests {
    @Test(.enabled(if: Vector.isThere, "the conformance files are not there"))
    func `meets every vector`() {
        let vectors = Vector.group("p_best_expected_loss")
        #expect(vectors.count >= 2)
        for vector in vectors {
            let result = BestArm.compare(means: vector.input.numbers("mu"), deviations: vector.input.numbers("sd"))
            #expect(vector.meets(result.probabilities, vector.expected.numbers("p_best")), "\(vector.id) \(result)")
            #expect(vector.meets(result.losses, vector.expected.numbers("expected_loss")), "\(vector.id) \(result)")
        }
    }

    @Test func `two arms have a closed form`() {
        let (chances, losses) = BestArm.compare(means: [0, 0.1], deviations: [0.03, 0.04])
        let z = 0.1 / 0.05
        let better = 0.5 * Double.erfc(-z / .sqrt(2))
        #expect(near(chances[1], better, 1e-8))
        // E[max] of two normals, Clark 1961: b Phi(z) + a Phi(-z) + s phi(z).
        let best = 0.1 * better + 0.05 * .exp(-0.5 * z * z) / .sqrt(2 * .pi)
        #expect(near(losses[0], best, 1e-8) && near(losses[1], best - 0.1, 1e-7))
    }

    @Test func `arms known well and badly go together`() {
        let (chances, _) = BestArm.compare(means: [0, 0], deviations: [1e-6, 1])
        #expect(near(chances[0], 0.5, 1e-6))
        let known = BestArm.compare(means: [0.2, 0.1, 0.3], deviations: [0, 0, 0])
        #expect(near(known.probabilities[2], 1, 1e-9) && abs(known.probabilities[0]) < 1e-12)
        #expect(near(known.losses[0], 0.1, 1e-6) && abs(known.losses[2]) < 1e-6)
    }

    @Test func `far apart arms are decided`() {
        let (chances, losses) = BestArm.compare(means: [0, 100], deviations: [0.1, 0.1])
        #expect(chances[0] < 1e-12 && near(chances[1], 1) && near(losses[0], 100, 1e-9))
    }

    @Test func `chances sum to one and follow the arms when they are moved`() {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<20 {
            let arms = (0..<5).map { _ in
                (Double.random(in: -1...1, using: &random), Double.random(in: 0.01...0.5, using: &random))
            }
            let one = BestArm.compare(means: arms.map(\.0), deviations: arms.map(\.1))
            let moved = BestArm.compare(means: arms.reversed().map { $0.0 + 7 }, deviations: arms.reversed().map(\.1))
            #expect(near(one.probabilities.reduce(0, +), 1), "seed 9")
            for index in arms.indices {
                #expect(abs(one.probabilities[index] - moved.probabilities[4 - index]) < 1e-8, "seed 9")
                #expect(abs(one.losses[index] - moved.losses[4 - index]) < 1e-7, "seed 9")
            }
        }
    }

    @Test func `one arm is the best, numbers that are none make no answer`() {
        let one = BestArm.compare(means: [3], deviations: [1])
        #expect(near(one.probabilities[0], 1) && abs(one.losses[0]) < 1e-6)
        #expect(BestArm.compare(means: [], deviations: []).probabilities.isEmpty)
        #expect(BestArm.compare(means: [1, .nan], deviations: [1, 1]).probabilities.isEmpty)
        #expect(BestArm.compare(means: [1, 2], deviations: [1, -1]).probabilities.isEmpty)
        #expect(BestArm.compare(means: [1, 2], deviations: [1]).probabilities.isEmpty)
    }
}
