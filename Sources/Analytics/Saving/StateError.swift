/// Why saved aggregates cannot be gone on with; described by the reason alone, in words.
package enum StateError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The bytes end before everything was read.
    case cutShort
    /// Something cannot be as it was read.
    case invalid(String)

    package var description: String {
        switch self {
        case .cutShort: "it ends too early"
        case .invalid(let reason): reason
        }
    }
}
