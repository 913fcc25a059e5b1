import Glibc
import Synchronization

/// Asks a reading to stop where it is, from any thread; whoever waits for bytes meanwhile is woken.
package final class StopRequest: Sendable {
    private let made = Atomic(false)
    /// Of a pipe that gets a byte when the request is made; -1 where there is none, then nobody is woken.
    private let readEnd: Int32
    private let writeEnd: Int32

    package init() {
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) != 0 { ends = [-1, -1] }
        for end in ends where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        if readEnd >= 0 { close(readEnd) }
        if writeEnd >= 0 { close(writeEnd) }
    }

    package var isMade: Bool { made.load(ordering: .relaxed) }

    /// Once made it stays.
    package func make() {
        guard made.exchange(true, ordering: .relaxed) == false else { return }
        _ = Glibc.write(writeEnd, [1], 1)
    }

    /// Waits until a descriptor can be read, its other end is gone, or the request is made.
    func wait(for descriptor: Int32) {
        var waited = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0),
        ]
        _ = Glibc.poll(&waited, 2, -1)
    }
}
