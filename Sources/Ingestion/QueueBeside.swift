import Analytics
import Dispatch

/// Work on a queue of its own, beside that of the aggregates' owner.
final class QueueBeside: WorkBeside {
    private let queue = DispatchQueue(label: "sessions", qos: .userInitiated)
    private let done = DispatchSemaphore(value: 0)

    func begin(_ work: @escaping @Sendable () -> Void) {
        let done = done
        queue.async {
            work()
            done.signal()
        }
    }

    func wait() { done.wait() }
}
