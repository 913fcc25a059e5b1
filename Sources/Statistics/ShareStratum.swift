/// One phase's counts of users and of users who reached a goal, in two arms.
package struct ShareStratum: Sendable, Hashable {
    package var control: MomentSums
    package var variant: MomentSums

    package init(control: MomentSums, variant: MomentSums) {
        self.control = control
        self.variant = variant
    }
}
