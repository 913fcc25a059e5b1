import CSystem
import Glibc

/// Standard input, or any inherited descriptor: one stream until it ends. `read` waits for bytes; give it its own queue.
package final class StandardInput: ByteSource {
    package private(set) var state: SourceState = .reading(offset: 0, size: nil)
    /// Why reading stopped early; nil after a proper end.
    package private(set) var failure: ByteSourceError?

    private static let stream = StreamID(0)
    private let descriptor: Int32
    private let waits: Bool
    private let stop: StopRequest?
    private let size: Int?
    private var bytesRead = 0
    private var phase = Phase.new

    private enum Phase {
        case new, open, exhausted, closed
    }

    /// Reads descriptor 0 unless told otherwise; does not close it.
    ///
    /// - Parameters:
    ///   - waits: `read` waits for bytes. Otherwise `pending` is nil until there are some.
    ///   - stop: ends the waiting; nothing more is pending then, though the stream has not ended.
    package init(descriptor: Int32 = 0, waits: Bool = true, stop: StopRequest? = nil) {
        self.descriptor = descriptor
        self.waits = waits
        self.stop = stop
        csystem_widen_pipe(descriptor, 1 << 20)
        if let facts = try? FileFacts(descriptor: descriptor, path: "standard input"), facts.kind == .regular {
            size = facts.size
        } else {
            size = nil
        }
    }

    /// Reads a named pipe to its end, waiting for its writers; nil when the path names something else.
    ///
    /// Keeps the pipe open as long as the program runs.
    package convenience init?(pipe path: String, stop: StopRequest? = nil) {
        guard let facts = try? FileFacts(path: path), facts.kind == .pipe else { return nil }
        // Who can be stopped waits for the first writer in `read`, not here.
        let opened = open(path, O_RDONLY | O_CLOEXEC | (stop == nil ? 0 : O_NONBLOCK))
        guard opened >= 0 else { return nil }
        self.init(descriptor: opened, stop: stop)
    }

    package func poll(now: Duration) -> [SourceEvent] {
        switch phase {
        case .new:
            phase = .open
            return [.opened(Self.stream, offset: 0)]
        case .exhausted: return close()
        case .open, .closed: return []
        }
    }

    package var pending: StreamID? {
        switch phase {
        case .open: stop?.isMade != true && (waits || isReady(timeout: 0)) ? Self.stream : nil
        case .new, .exhausted, .closed: nil
        }
    }

    /// Waits for the first bytes, then takes what else is there without waiting; 0 at the end.
    package func read(_ stream: StreamID, into target: UnsafeMutableRawBufferPointer) -> Int {
        guard phase == .open else { return 0 }
        var filled = 0
        while filled < target.count && (filled == 0 || isReady(timeout: 0)) {
            if filled == 0, let stop {
                stop.wait(for: descriptor)
                if stop.isMade { return 0 }
            }
            let got = Glibc.read(descriptor, target.baseAddress?.advanced(by: filled), target.count - filled)
            if got > 0 {
                filled += got
            } else if got < 0 && errno == EINTR {
                continue
            } else if got < 0 && errno == EAGAIN {
                if stop == nil { _ = isReady(timeout: -1) }
            } else {
                if got < 0 { failure = .system(operation: .read, path: "standard input", code: errno) }
                phase = .exhausted
                break
            }
        }
        bytesRead += filled
        state = .reading(offset: bytesRead, size: size)
        return filled
    }

    package func offset(of stream: StreamID) -> Int { bytesRead }

    package func finish() -> [SourceEvent] {
        switch phase {
        case .new, .open, .exhausted: close()
        case .closed: []
        }
    }

    private func close() -> [SourceEvent] {
        phase = .closed
        state = .ended
        return [.closed(Self.stream, .complete)]
    }

    /// - Parameter timeout: Milliseconds; -1 waits for ever.
    private func isReady(timeout: Int32) -> Bool {
        var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return Glibc.poll(&waited, 1, timeout) > 0
    }
}
