import Analytics

/// A share that is clearly less than it was over the range before.
struct Fall: Sendable, Hashable {
    /// Shares, 0 to 1.
    var before: Double
    var now: Double

    /// Part of the former share that is gone, 0 to 1.
    var relative: Double { (before - now) / before }
    var points: Double { before - now }

    /// The least that counts: so many in both ranges, and such a part of the former share gone.
    static let leastUsers = 30
    static let leastRelative = 0.15

    /// nil where there is no fall, where it is slight, and where so few might differ as much by chance
    /// (less than two standard errors).
    init?(from before: (part: Int, whole: Int), to now: (part: Int, whole: Int)) {
        guard before.whole >= Fall.leastUsers, now.whole >= Fall.leastUsers, before.part > 0 else { return nil }
        let wholes = (Double(before.whole), Double(now.whole))
        self.before = Double(before.part) / wholes.0
        self.now = Double(max(0, now.part)) / wholes.1
        let pooled = min(1, (Double(before.part) + Double(max(0, now.part))) / (wholes.0 + wholes.1))
        let error = (pooled * (1 - pooled) * (1 / wholes.0 + 1 / wholes.1)).squareRoot()
        guard relative >= Fall.leastRelative, points >= 2 * error else { return nil }
    }

    /// The step (0-based) whose share of the one before fell the most in relation, among those that clearly fell.
    ///
    /// In relation, because the whole conversion is the product of these shares.
    static func deepest(_ before: [Int], _ now: [Int]) -> (step: Int, fall: Fall)? {
        var deepest: (step: Int, fall: Fall)?
        for step in 1..<max(1, min(before.count, now.count)) {
            let then = (part: before[step], whole: before[step - 1])
            guard let fall = Fall(from: then, to: (part: now[step], whole: now[step - 1])) else { continue }
            if fall.relative > deepest?.fall.relative ?? 0 { deepest = (step, fall) }
        }
        return deepest
    }
}
