/// How the simulated visitors of one arm behave.
package struct ArmModel: Sendable, Hashable {
    /// The share of visitors that arrive in this arm.
    package var share: Double
    /// The share the design says should arrive; the split is broken where it is another.
    package var planned: Double
    /// The chance that a visitor converts.
    package var rate: Double
    /// What the size of orders is multiplied by.
    package var orderScale: Double

    package init(share: Double, planned: Double? = nil, rate: Double, orderScale: Double = 1) {
        self.share = share
        self.planned = planned ?? share
        self.rate = rate
        self.orderScale = orderScale
    }
}
