import Analytics
import Synchronization

/// Holds the latest snapshot for a reader on another queue: newer ones replace those nobody has taken.
package final class SnapshotSlot: Sendable {
    private let latest = Mutex<Snapshot?>(nil)

    package init() {}

    package func put(_ snapshot: Snapshot) { latest.withLock { $0 = snapshot } }

    /// The latest snapshot, once.
    package func take() -> Snapshot? {
        latest.withLock { latest in
            defer { latest = nil }
            return latest
        }
    }
}
