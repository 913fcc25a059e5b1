import Glibc

/// The beginning of a file or a pipe, read once and for a look only.
package struct SampleBytes: Sendable {
    package var bytes: [UInt8]
    /// There is nothing behind them.
    package var isWhole: Bool

    package init(bytes: [UInt8], isWhole: Bool) {
        self.bytes = bytes
        self.isWhole = isWhole
    }

    /// Milliseconds of silence after which a pipe that has given a line is looked at as far as it has come.
    private static let silence: Int32 = 1_000
    /// The same for a pipe that goes on and on, slowly.
    private static let patience = 8_000

    /// - Returns: nil when the file cannot be opened or read; `errno` says why.
    package static func beginning(of path: String, limit: Int) -> SampleBytes? {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return reading(descriptor, limit: limit)
    }

    /// Takes what it reads away from whoever reads standard input next.
    package static func ofStandardInput(limit: Int) -> SampleBytes? { reading(STDIN_FILENO, limit: limit) }

    private static func reading(_ descriptor: Int32, limit: Int) -> SampleBytes? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var waited = 0
        while bytes.count < limit {
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let hasLine = bytes.contains(0x0A)
            let before = milliseconds()
            let ready = poll(&request, 1, hasLine ? silence : -1)
            if hasLine { waited += milliseconds() - before }
            if ready == 0 || waited > patience { return SampleBytes(bytes: bytes, isWhole: false) }
            let got = read(descriptor, &buffer, min(buffer.count, limit - bytes.count))
            if got < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                return nil
            }
            if got == 0 { return SampleBytes(bytes: bytes, isWhole: true) }
            bytes += buffer[..<got]
        }
        return SampleBytes(bytes: bytes, isWhole: false)
    }

    private static func milliseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
    }
}
