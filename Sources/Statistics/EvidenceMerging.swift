import RealModule

/// Evidence of several questions at once, so that asking many does not make false answers likelier.
///
/// All functions take ln e of the moment, never running maxima (those are not evidence), in any order, and answer in
/// the same order. Dependence between the questions does not matter. What is not a number counts as none.
package enum EvidenceMerging {
    /// ln e after closed testing with the arithmetic mean: claims at 1/alpha are all true with a chance of at least
    /// 1 - alpha (Vovk & Wang 2021, section 5 and algorithm 1). 30, 5 and 0.5 become 11.83, 2.75 and 0.5.
    ///
    /// - Complexity: O(n^2).
    package static func closed(_ logE: [Double]) -> [Double] {
        let order = ascending(logE)
        var smaller = -Double.infinity
        let sums = order.map { index -> Double in
            smaller = LogSum.sum(smaller, clean(logE[index]))
            return smaller
        }
        var result = logE
        for (rank, index) in order.enumerated() {
            let own = clean(logE[index])
            result[index] = (0..<rank).reduce(own) { least, last in
                // The mean with the last + 1 smallest others; no others is the evidence itself.
                min(least, LogSum.sum(own, sums[last]) - .log(Double(last + 2)))
            }
        }
        return result
    }

    /// ln e divided by the number of questions: simpler and never more than ``closed(_:)``.
    package static func bonferroni(_ logE: [Double]) -> [Double] {
        logE.map { clean($0) - .log(Double(logE.count)) }
    }

    /// Which questions to claim so that at most alpha of the claims are false on average (e-BH, Wang & Ramdas
    /// 2022).
    package static func discoveries(_ logE: [Double], alpha: Double = 0.05) -> [Bool] {
        let level = Double.log(1 / alpha)
        return discoveryEvidence(logE).map { $0 >= level }
    }

    /// ln e that reaches 1/alpha exactly when e-BH claims the question: the best k e_(k) / n of the ranks k from its
    /// own on, the largest first.
    package static func discoveryEvidence(_ logE: [Double]) -> [Double] {
        let order = ascending(logE)
        var result = logE
        var best = -Double.infinity
        for (rank, index) in order.enumerated() {
            best = max(best, clean(logE[index]) - .log(Double(logE.count) / Double(logE.count - rank)))
            result[index] = best
        }
        return result
    }

    private static func ascending(_ logE: [Double]) -> [Int] {
        logE.indices.sorted { (clean(logE[$0]), $0) < (clean(logE[$1]), $1) }
    }

    private static func clean(_ value: Double) -> Double { value.isNaN ? -.infinity : value }
}
