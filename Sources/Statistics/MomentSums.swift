/// What one arm's amounts add up to, over all its users; users without an amount count as zero.
///
/// For a share of users the amounts are 0 and 1: `sum` and `sumOfSquares` are the users who reached the goal.
package struct MomentSums: Sendable, Hashable {
    package var users: Double
    package var sum: Double
    package var sumOfSquares: Double

    package init(users: Double, sum: Double, sumOfSquares: Double) {
        self.users = users
        self.sum = sum
        self.sumOfSquares = sumOfSquares
    }

    /// Users who did or did not reach a goal.
    package init(users: Double, reached: Double) { self.init(users: users, sum: reached, sumOfSquares: reached) }
}
