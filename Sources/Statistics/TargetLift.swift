import RealModule

/// The lift to plan for when nobody names one.
package enum TargetLift {
    /// The lift that a fixed-size test of the planned users would find four times in five, as a log ratio in
    /// 0.01...0.3: 2.8 sqrt(4 (1 - p)/(p N)), 2.8 being the normal quantiles of 97.5 % and 80 %; 5 % and 60,000 users
    /// give 0.0997.
    ///
    /// - Parameters:
    ///   - rate: share of users expected to reach the goal, in 0...1.
    ///   - plannedUsers: users expected in both arms. Where either says nothing the target is 0.1.
    package static func automatic(rate: Double, plannedUsers: Double) -> Double {
        guard rate > 0, rate < 1, plannedUsers > 0 else { return 0.1 }
        return min(max(2.8 * .sqrt(4 * (1 - rate) / (rate * plannedUsers)), 0.01), 0.3)
    }
}
