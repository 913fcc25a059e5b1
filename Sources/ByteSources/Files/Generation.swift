/// One file that the path names or named, and how far it was read.
struct Generation {
    let stream: StreamID
    let file: OpenFile
    let kind: FileFacts.Kind
    /// How far the file was read.
    var position: FilePosition
    /// Offset at which reading began.
    private(set) var begin: Int
    /// Decoded bytes to leave out, taken before.
    private(set) var decodedStart: Int
    /// The stream whose rest it holds compressed.
    var predecessor: StreamID?
    /// What the reader has delivered.
    var progress: StreamProgress
    /// Largest size seen, in bytes.
    var knownSize: Int
    /// Modification time with that size, nanoseconds since 1970.
    var knownModified: Int64
    /// The same when it was opened.
    let openedModified: Int64
    var hasMore: Bool
    /// Monotonic time of the last growth or read.
    var lastActive: Duration
    /// Set when a pipe's writers have all gone.
    var hasEnded = false
    /// Why the last read failed.
    var failure: ByteSourceError?
    /// Offset at which to read on in a copy, where that is not the position: less was taken than was read.
    var restart: Int?

    /// - Parameters:
    ///   - position: Where to read on.
    ///   - skip: Decoded bytes to leave out; nil for a file read as it is.
    init(
        stream: StreamID, file: OpenFile, facts: FileFacts, position: FilePosition, skip: Int? = nil, now: Duration
    ) {
        self.stream = stream
        self.file = file
        kind = facts.kind
        self.position = position
        begin = position.offset
        decodedStart = skip ?? 0
        progress = StreamProgress(delivered: skip ?? position.offset, isDecoded: skip != nil)
        knownSize = facts.kind == .pipe ? 0 : facts.size
        knownModified = facts.modified
        openedModified = facts.modified
        hasMore = facts.kind == .pipe || facts.size > position.offset
        lastActive = now
    }

    /// A file of an earlier process that holds something else now.
    init(stream: StreamID, file: OpenFile, facts: FileFacts, lost known: TailMemory.File, now: Duration) {
        self.init(stream: stream, file: file, facts: facts, position: known.position, now: now)
        begin = known.begin
        decodedStart = known.isDecoded ? known.taken : 0
        progress = StreamProgress(delivered: known.taken, isDecoded: known.isDecoded)
        knownSize = known.size
        knownModified = known.modified
        restart = known.isDecoded ? known.begin : known.taken
    }

    /// The copy of a file, read on in the file's stream.
    init(copy file: OpenFile, _ facts: FileFacts, of original: Generation, position: FilePosition, now: Duration) {
        stream = original.stream
        self.file = file
        kind = facts.kind
        self.position = position
        begin = original.begin
        decodedStart = original.decodedStart
        progress = original.progress
        knownSize = facts.size
        knownModified = facts.modified
        openedModified = facts.modified
        hasMore = facts.size > position.offset
        lastActive = now
    }

    /// True for a pipe that no one can open anew, such as /dev/fd/63.
    var isInherited: Bool { file.path.hasPrefix("/dev/") || file.path.hasPrefix("/proc/") }

    /// Bytes seen in the file and not read or, if less was taken than was read, not taken.
    var unreadBytes: Int {
        max(0, knownSize - (progress.isDecoded ? position.offset : restart ?? position.offset))
    }

    /// Bytes to leave out of a compressed copy, once it is decoded; nil where that cannot be said.
    var skip: Int? { progress.isDecoded && begin > 0 ? nil : progress.delivered }

    /// What to remember of it.
    ///
    /// - Parameter taken: Behind the last record taken, where that is less than was delivered.
    func memory(taken: Int? = nil) -> TailMemory.File {
        let delivered = min(taken ?? progress.delivered, progress.delivered)
        return TailMemory.File(
            known: position, begin: begin,
            taken: progress.isDecoded ? max(0, delivered) : min(max(begin, delivered), position.offset),
            isDecoded: progress.isDecoded, size: max(knownSize, position.offset), modified: knownModified,
            path: file.presentPath)
    }

    /// Nothing has been in it so far.
    var isEmpty: Bool { kind == .regular && position.offset == 0 && knownSize == 0 }

    /// True if the file is gone, and another holds all that was read of it.
    func isReplaced(by other: OpenFile, _ facts: FileFacts) -> Bool {
        kind == .regular && !progress.isDecoded && position.isTelling && position.isValid(in: other, size: facts.size)
            && (try? file.facts())?.isRemoved == true
    }

    /// What was read still stands there.
    var isIntact: Bool {
        guard let facts = try? file.facts() else { return true }
        return position.isValid(in: file, size: facts.size)
    }

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

/// A file that was read to its end and closed.
struct FinishedFile {
    /// nil if it was closed by an earlier process.
    let stream: StreamID?
    /// The stream whose rest it held compressed.
    let predecessor: StreamID?
    var file: TailMemory.File
    /// The reader still has bytes of it that are no whole record.
    var unfinished: Int
}
