import Analytics
import Decoding

/// Why nothing is known of some data.
package enum DiscoveryError: Error, Sendable, Hashable {
    /// `reason` as the system words it.
    case unreadable(reason: String)
    case format(DetectionError)
    /// `damage` in words; the bytes before it do not make a format.
    case damaged(damage: String, bytes: Int, then: DetectionError)
    /// The format is known, and no line of the beginning gave an event.
    case noEvent(format: String, lines: Int, rejected: [RejectReason: Int], example: RejectedLine?)

    /// What happened and what to do, without the name of the source; text of the data stands in it as it is.
    package var message: String {
        switch self {
        case .unreadable(let reason): return reason
        case .format(let error): return error.message
        case .damaged(let damage, let bytes, let error):
            return bytes == 0
                ? "\(damage); nothing can be read of it"
                : "\(damage); the \(bytes) bytes before that are not enough: \(error.message)"
        case .noEvent(let format, let lines, let rejected, let example):
            let reasons = rejected.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
                .map { "\($0.value) × \($0.key.rawValue)" }.joined(separator: ", ")
            let place = example.map { "; line \($0.line): \($0.text.prefix(80))" } ?? ""
            return "read as \(format), and none of \(lines) lines gave an event (\(reasons))\(place)"
        }
    }
}
