import Synchronization

/// Holds the latest of some values for a reader on another queue: newer ones replace those nobody has taken.
package final class LatestSlot<Value: Sendable>: Sendable {
    private let latest = Mutex<Value?>(nil)

    package init() {}

    package func put(_ value: Value) { latest.withLock { $0 = value } }

    /// The latest value, once.
    package func take() -> Value? {
        latest.withLock { latest in
            defer { latest = nil }
            return latest
        }
    }
}
