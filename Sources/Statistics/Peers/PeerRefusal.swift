/// Why a peer's rule says nothing, in the words of `gbstats`.
package enum PeerRefusal: String, Error, Sendable, Hashable {
    case zeroVariance = "ZERO_NEGATIVE_VARIANCE"
    case zeroBaseline = "ZERO_NEGATIVE_BASELINE_VARIATION"
}
