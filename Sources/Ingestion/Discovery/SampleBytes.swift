import ByteSources
import Glibc

/// The beginning of a file or a pipe, unpacked, for a look only.
package struct SampleBytes: Sendable {
    package var bytes: [UInt8]
    /// There is nothing behind them.
    package var isWhole: Bool
    /// What of them could not be unpacked, in words; nil where nothing is damaged.
    package var damage: String?

    package init(bytes: [UInt8], isWhole: Bool, damage: String? = nil) {
        self.bytes = bytes
        self.isWhole = isWhole
        self.damage = damage
    }

    /// Milliseconds of silence after which a pipe that has given a line is looked at as far as it has come.
    private static let silence: Int32 = 1_000
    /// The same for a pipe that goes on and on, slowly.
    private static let patience = 8_000

    /// What is read of a pipe is gone from it.
    ///
    /// - Returns: nil when the file cannot be opened or read; `errno` says why.
    package static func beginning(
        of path: String, limit: Int, lineLimit: LineLimit = LineLimit()
    ) -> SampleBytes? {
        if let read = DecodedBeginning.beginning(path, limit: limit, lineLimit: lineLimit) {
            return SampleBytes(
                bytes: read.bytes, isWhole: read.bytes.count < limit, damage: read.faults.first?.description)
        }
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return reading(descriptor, limit, lineLimit)
    }

    /// Takes what it reads away from whoever reads standard input next.
    package static func ofStandardInput(limit: Int, lineLimit: LineLimit = LineLimit()) -> SampleBytes? {
        reading(STDIN_FILENO, limit, lineLimit)
    }

    private static func reading(_ descriptor: Int32, _ limit: Int, _ lineLimit: LineLimit) -> SampleBytes? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var waited = 0
        var hasLine = false
        while bytes.count < limit {
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let before = milliseconds()
            let ready = poll(&request, 1, hasLine ? silence : -1)
            if hasLine { waited += milliseconds() - before }
            if ready == 0 || waited > patience { return unpacked(bytes, isWhole: false, limit, lineLimit) }
            let got = read(descriptor, &buffer, min(buffer.count, limit - bytes.count))
            if got < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                return nil
            }
            if got == 0 { return unpacked(bytes, isWhole: true, limit, lineLimit) }
            hasLine = hasLine || buffer[..<got].contains(0x0A)
            bytes += buffer[..<got]
        }
        return unpacked(bytes, isWhole: false, limit, lineLimit)
    }

    /// As lines: not compressed, in UTF-8, a record a line.
    private static func unpacked(
        _ bytes: [UInt8], isWhole: Bool, _ limit: Int, _ lineLimit: LineLimit
    ) -> SampleBytes {
        let pool = ChunkPool(capacity: max(1 << 20, lineLimit.bytes + 1), maximumFree: 2)
        let reader = ChunkReader(MemorySource(bytes), index: 0, limit: lineLimit, pool: pool)
        var lines: [UInt8] = []
        func takeAll() {
            while lines.count < limit, let chunk = reader.next(completeLength: wholeLines) {
                chunk.withBytes { lines += $0 }
            }
        }
        _ = reader.poll(now: .zero)
        takeAll()
        // The end of what was cut off is no line.
        if isWhole {
            _ = reader.finish()
            takeAll()
        }
        return SampleBytes(
            bytes: lines, isWhole: isWhole && lines.count < limit, damage: reader.faults.first?.fault.description)
    }

    private static func wholeLines(_ bytes: UnsafeRawBufferPointer) -> Int {
        (bytes.lastIndex(of: 0x0A) ?? -1) + 1
    }

    private static func milliseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
    }
}
