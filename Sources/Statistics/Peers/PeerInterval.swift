/// A range of effects.
package struct PeerInterval: Sendable, Hashable {
    package var low: Double
    package var high: Double

    package init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    /// Whether no effect lies outside: the rule calls the variant a winner or a loser.
    package var isDecided: Bool { low > 0 || high < 0 }
}
