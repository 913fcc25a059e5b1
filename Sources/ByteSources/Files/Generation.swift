/// One file that the path names or named, and how far it was read.
struct Generation {
    let stream: StreamID
    let file: OpenFile
    let kind: FileFacts.Kind
    var position: FilePosition
    /// Largest size seen, in bytes.
    var knownSize: Int
    /// Modification time with that size, nanoseconds since 1970.
    var knownModified: Int64
    var hasMore: Bool
    /// Monotonic time of the last growth or read.
    var lastActive: Duration
    /// Set when a pipe's writers have all gone.
    var hasEnded = false
    /// Bytes of the decompressed content that were read of the file it is a copy of.
    var decodedStart = 0
    /// Why the last read failed.
    var failure: ByteSourceError?

    init(stream: StreamID, file: OpenFile, facts: FileFacts, position: FilePosition, now: Duration) {
        self.stream = stream
        self.file = file
        kind = facts.kind
        self.position = position
        knownSize = facts.kind == .pipe ? 0 : facts.size
        knownModified = facts.modified
        hasMore = facts.kind == .pipe || facts.size > position.offset
        lastActive = now
    }

    /// True for a pipe that no one can open anew, such as /dev/fd/63.
    var isInherited: Bool { file.path.hasPrefix("/dev/") || file.path.hasPrefix("/proc/") }

    var unreadBytes: Int { max(0, knownSize - position.offset) }

    /// Looks at the open file; false if what was read is no longer what stands there.
    mutating func inspect(now: Duration) -> Bool {
        if kind == .pipe {
            hasMore = !hasEnded
            return true
        }
        guard let facts = try? file.facts() else { return true }
        guard position.isValid(in: file, size: facts.size) else { return false }
        position.growHead(from: file, size: facts.size)
        if facts.size > knownSize { lastActive = now }
        knownSize = facts.size
        knownModified = facts.modified
        hasMore = unreadBytes > 0
        return true
    }

    /// Reads on; 0 when there is nothing for now.
    mutating func read(into target: UnsafeMutableRawBufferPointer, now: Duration) -> Int {
        let got =
            switch kind {
            case .pipe: readPipe(into: target)
            default: readFile(into: target)
            }
        hasMore = got > 0
        guard got > 0 else { return 0 }
        position.advance(past: UnsafeRawBufferPointer(rebasing: target[..<got]))
        knownSize = max(knownSize, position.offset)
        lastActive = now
        return got
    }

    private mutating func readFile(into target: UnsafeMutableRawBufferPointer) -> Int {
        switch file.read(into: target, at: position.offset, after: position.tail) {
        case .bytes(let count):
            failure = nil
            return count
        case .changed:
            // The next poll sees the same and says what happened.
            return 0
        case .failed(let code):
            failure = .system(operation: .read, path: file.path, code: code)
            return 0
        }
    }

    private mutating func readPipe(into target: UnsafeMutableRawBufferPointer) -> Int {
        switch file.readPipe(into: target) {
        case .bytes(let count): return count
        case .nothingYet: return 0
        case .ended, .failed:
            // Before the first writer comes a named pipe also reads as ended.
            hasEnded = position.offset > 0 || isInherited
            return 0
        }
    }
}
