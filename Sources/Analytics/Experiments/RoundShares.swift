import RealModule

/// The simplest shares that users may have been meant to be split by: halves before thirds before tenths, as long as
/// what was counted agrees with them.
enum RoundShares {
    private static let denominators = [2, 3, 4, 5, 6, 8, 10, 20, 50, 100]
    /// Twice the log-likelihood that round shares may fall short by, plus this much for each arm after the second.
    private static let tolerance = 8.0

    /// - Parameter counts: users by arm.
    /// - Returns: shares by arm; the counted ones where no round ones fit, empty without users.
    static func fitting(_ counts: [Double]) -> [Double] {
        let sum = counts.reduce(0, +)
        guard sum > 0 else { return [] }
        let counted = counts.map { $0 / sum }
        for denominator in denominators {
            let parts = counted.map { ($0 * Double(denominator)).rounded() }
            guard parts.reduce(0, +) == Double(denominator) else { continue }
            let shares = parts.map { $0 / Double(denominator) }
            if distance(counts, counted, shares) < tolerance + Double(counts.count - 2) * 3 { return shares }
        }
        return counted
    }

    /// Twice the log-likelihood of the counted shares over that of the round ones.
    private static func distance(_ counts: [Double], _ counted: [Double], _ shares: [Double]) -> Double {
        var distance = 0.0
        for index in counts.indices where counts[index] > 0 {
            guard shares[index] > 0 else { return .infinity }
            distance += 2 * counts[index] * Double.log(counted[index] / shares[index])
        }
        return distance
    }
}
