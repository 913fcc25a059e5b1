/// What one question came to over all runs.
package struct RuleSummary: Sendable, Hashable {
    package let runs: Int
    package let wins: Int
    package let losses: Int
    /// Visitors at the call of every run that had one, ascending.
    private let times: [Int32]

    package init(_ outcomes: [Outcome]) {
        runs = outcomes.count
        wins = outcomes.count { $0.isCalled && $0.isWin }
        losses = outcomes.count { $0.isCalled && !$0.isWin }
        times = outcomes.filter(\.isCalled).map(\.visitors).sorted()
    }

    /// Runs in which the rule ever called something.
    package var calls: Int { wins + losses }

    package var callShare: Double { share(calls) }
    package var winShare: Double { share(wins) }
    package var lossShare: Double { share(losses) }

    /// Where the chance of a call is with 95 % (Wilson 1927).
    package var bounds: ClosedRange<Double> { Self.wilson(calls, of: runs) }

    /// The share of runs with a call by so many visitors.
    package func power(at visitors: Int) -> Double { share(times.count { Int($0) <= visitors }) }

    /// The visitors by which so many of all runs had their call; nil where fewer ever had one.
    package func visitors(atShare share: Double) -> Int? {
        guard runs > 0 else { return nil }
        let rank = Int((share * Double(runs)).rounded(.up)) - 1
        return times.indices.contains(rank) ? Int(times[rank]) : nil
    }

    package static func wilson(_ count: Int, of runs: Int) -> ClosedRange<Double> {
        guard runs > 0 else { return 0...1 }
        let z = 1.959963984540054
        let n = Double(runs)
        let p = Double(count) / n
        let center = p + z * z / (2 * n)
        let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        let lower = count == 0 ? 0 : (center - spread) / scale
        return lower...(count == runs ? 1 : (center + spread) / scale)
    }

    private func share(_ count: Int) -> Double { runs > 0 ? Double(count) / Double(runs) : 0 }
}
