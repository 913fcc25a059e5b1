/// Something that takes bytes from outside, and what must hold whatever they are.
///
/// A target traps when that does not hold: the fuzzer keeps the bytes then.
enum FuzzTarget: String, CaseIterable {
    /// Lines of any bytes in pieces of any size, compressed, in UTF-16 or in JSON documents.
    case lines
    /// A decoder of any format, its rows counted, whole and in pieces.
    case decoders
    /// Finding out the format of anything.
    case detection
    case expressions
    case configuration
    case theme
    case safeText = "safe-text"
    /// Aggregates kept for a later run.
    case state

    func run(_ bytes: [UInt8]) {
        switch self {
        case .lines: LinesTarget.run(bytes)
        case .decoders: DecodersTarget.run(bytes)
        case .detection: DecodersTarget.detect(bytes)
        case .expressions: TextTargets.expressions(TextTargets.text(bytes))
        case .configuration: TextTargets.configuration(TextTargets.text(bytes))
        case .theme: TextTargets.theme(TextTargets.text(bytes))
        case .safeText: TextTargets.safeText(TextTargets.text(bytes))
        case .state: StateTarget.run(bytes)
        }
    }
}
