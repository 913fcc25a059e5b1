@testable import ByteSources

/// Ends of lines, as a line format finds them.
func wholeLines(_ bytes: UnsafeRawBufferPointer) -> Int {
    (bytes.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
}

extension ChunkReader {
    /// Everything that can be read before the next poll, as lines without their newlines.
    func lines() -> [String] {
        var lines: [String] = []
        while let chunk = next(completeLength: wholeLines) { lines += chunk.lines }
        return lines
    }
}

extension Chunk {
    /// Its lines without their newlines.
    var lines: [String] {
        withBytes { bytes in
            bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
                .map { String(decoding: $0, as: UTF8.self) }
        }
    }
}

/// A tail with a reader and a clock moved by hand.
final class Follower {
    let tail: FileTail
    let reader: ChunkReader
    var now: Duration = .zero
    var events: [SourceEvent] = []

    init(
        _ path: String, start: StartPosition = .beginning, capacity: Int = 4096, limit: Int = 1024,
        rotateWait: Duration = .seconds(10), resuming: TailMemory? = nil, registry: FileRegistry? = nil
    ) {
        var settings = FileTail.Settings()
        settings.rotateWait = rotateWait
        settings.maximumOldFiles = 1000
        tail = FileTail(path: path, start: start, settings: settings, resuming: resuming, registry: registry)
        reader = ChunkReader(tail, index: 0, limit: LineLimit(bytes: limit), pool: ChunkPool(capacity: capacity))
    }

    /// Polls a quarter of a second later and returns the new lines.
    func poll(after wait: Duration = .milliseconds(250)) -> [String] {
        now += wait
        events = reader.poll(now: now)
        return reader.lines()
    }

    /// Polls without reading.
    func look() {
        now += .milliseconds(250)
        events = reader.poll(now: now)
    }

    func finish() -> [String] {
        events = reader.finish()
        return reader.lines()
    }
}
