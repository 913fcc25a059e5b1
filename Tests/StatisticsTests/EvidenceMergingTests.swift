import RealModule
import SeededNumbers
import Testing

@testable import Statistics

struct EvidenceMergingTests {
    /// Closed testing from its definition: the least mean over all sets that hold the question.
    private func closedSlowly(_ e: [Double]) -> [Double] {
        e.indices.map { question in
            (0..<(1 << e.count)).filter { $0 & (1 << question) != 0 }.map { set -> Double in
                let members = e.indices.filter { set & (1 << $0) != 0 }
                return members.reduce(0) { $0 + e[$1] } / Double(members.count)
            }.min() ?? .nan
        }
    }

    private func discoveriesSlowly(_ e: [Double], alpha: Double) -> [Bool] {
        let sorted = e.sorted(by: >)
        let most = sorted.indices.last { sorted[$0] >= Double(e.count) / (Double($0 + 1) * alpha) }
        return e.map { value in most.map { value >= sorted[$0] } ?? false }
    }

    @Test func `closed testing agrees with its definition`() {
        var random = SeededGenerator(seed: 21)
        for _ in 0..<300 {
            let logs = (0..<Int.random(in: 1...7, using: &random)).map { _ in
                Double.random(in: -4...8, using: &random)
            }
            let fast = EvidenceMerging.closed(logs).map { Double.exp($0) }
            let slow = closedSlowly(logs.map { Double.exp($0) })
            #expect(zip(fast, slow).allSatisfy { near($0, $1, 1e-9) }, "seed 21, \(logs)")
        }
    }

    @Test func `discoveries agree with the definition of e-BH`() {
        var random = SeededGenerator(seed: 22)
        for _ in 0..<500 {
            let logs = (0..<Int.random(in: 1...9, using: &random)).map { _ in
                Double.random(in: -1...6, using: &random)
            }
            let expected = discoveriesSlowly(logs.map { Double.exp($0) }, alpha: 0.1)
            #expect(EvidenceMerging.discoveries(logs, alpha: 0.1) == expected, "seed 22, \(logs)")
            let evidence = EvidenceMerging.discoveryEvidence(logs)
            #expect(evidence.map { $0 >= .log(10) } == expected, "seed 22, \(logs)")
            #expect(zip(evidence, logs).allSatisfy { $0 <= $1 + 1e-12 }, "it never adds evidence")
        }
    }

    @Test func `thirty, five and a half are merged as worked out by hand`() {
        let logs = [30, 5, 0.5].map { Double.log($0) }
        let closed = EvidenceMerging.closed(logs).map { Double.exp($0) }
        #expect(near(closed[0], 71.0 / 6) && near(closed[1], 2.75) && near(closed[2], 0.5))
        #expect(near(.exp(EvidenceMerging.bonferroni(logs)[0]), 10))
        #expect(near(.exp(EvidenceMerging.discoveryEvidence(logs)[0]), 10))
    }

    @Test func `one question needs no correction, none no answer`() {
        #expect(EvidenceMerging.closed([2]) == [2])
        #expect(EvidenceMerging.bonferroni([2]) == [2])
        #expect(EvidenceMerging.discoveryEvidence([2]) == [2])
        #expect(EvidenceMerging.closed([]).isEmpty && EvidenceMerging.discoveries([]).isEmpty)
    }

    @Test func `the order of questions does not matter and closed beats the division`() {
        let logs = [0.3, 5, -2, 4.4]
        let closed = EvidenceMerging.closed(logs)
        #expect(Array(EvidenceMerging.closed(logs.reversed()).reversed()) == closed)
        #expect(zip(closed, EvidenceMerging.bonferroni(logs)).allSatisfy { $0 >= $1 - 1e-12 })
    }

    @Test func `infinite and missing evidence stay in order`() {
        let closed = EvidenceMerging.closed([.infinity, -.infinity, .nan, 900])
        #expect(closed.allSatisfy { !$0.isNaN })
        #expect(closed[0] == .infinity && closed[1] == -.infinity && closed[2] == -.infinity)
        #expect(near(closed[3], 900 - .log(3)), "the mean with two that are nothing")
    }
}
