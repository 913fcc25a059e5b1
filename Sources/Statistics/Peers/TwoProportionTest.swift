/// The two-sided z-test of two shares with pooled variance, read once at a sample size fixed before
/// (Fleiss, Levin and Paik 2003, chapter 3).
package struct TwoProportionTest: Sendable, Hashable {
    /// Standard errors between the shares, above zero where the second is larger; nil where nobody or everybody
    /// reached the goal.
    package let z: Double?
    package let pValue: Double

    package init(control: MomentSums, variant: MomentSums) {
        let users = control.users + variant.users
        let pooled = (control.sum + variant.sum) / users
        let variance = pooled * (1 - pooled) * (1 / control.users + 1 / variant.users)
        guard control.users > 0, variant.users > 0, variance > 0 else {
            z = nil
            pValue = 1
            return
        }
        let distance = (variant.sum / variant.users - control.sum / control.users) / variance.squareRoot()
        z = distance
        pValue = 2 * NormalDistribution.cumulative(-abs(distance))
    }
}
