/// What a peer's rule says, on the scale of relative lift (0.1 is ten percent more).
package struct PeerOpinion: Sendable, Hashable {
    package let low: Double
    package let high: Double
    /// Whether the rule calls a winner or a loser.
    package let isDecided: Bool

    init(_ interval: PeerInterval) {
        low = interval.low
        high = interval.high
        isDecided = interval.isDecided
    }
}
