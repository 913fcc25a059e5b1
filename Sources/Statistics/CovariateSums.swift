/// What one arm's users add up to for an amount x known before the experiment, beside the amount y that is measured.
package struct CovariateSums: Sendable, Hashable {
    package var users: Double
    package var x: Double
    package var xx: Double
    package var xy: Double

    package init(users: Double, x: Double, xx: Double, xy: Double) {
        self.users = users
        self.x = x
        self.xx = xx
        self.xy = xy
    }
}
