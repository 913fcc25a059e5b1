import Synchronization

/// A machine's clock that somebody sets.
final class MovableClock: Sendable {
    static let hour: Int64 = 3_600_000_000

    private let time: Mutex<Int64>

    /// - Parameter microseconds: since 1970.
    init(_ microseconds: Int64) { time = Mutex(microseconds) }

    var now: Int64 { time.withLock { $0 } }

    func move(by microseconds: Int64) { time.withLock { $0 += microseconds } }
    func set(_ microseconds: Int64) { time.withLock { $0 = microseconds } }
}
