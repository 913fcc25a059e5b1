/// Follows one path through appends, rotation, truncation and replacement; a polled state machine without a clock.
///
/// Each poll compares the open files with what was read of them, then the path with the open file. A file that the
/// path no longer names is read on until it is quiet for `rotateWait`. Used by one queue.
package final class FileTail: ByteSource {
    /// Limits of a tail.
    package struct Settings: Sendable, Hashable {
        /// How long a renamed or removed file must be quiet before it is closed.
        package var rotateWait: Duration = .seconds(10)
        /// Old files held open at once, at most; beyond it the oldest that is read to its end is closed.
        package var maximumOldFiles = 16
        /// Finished files remembered, at most, to know them if the path names them again.
        package var maximumRemembered = 64

        package init() {}
    }

    package let path: String
    package internal(set) var state: SourceState
    /// Files read by other sources: never taken for an earlier generation of this one.
    package var foreignFiles: Set<FileIdentity> = []

    let settings: Settings
    let registry: FileRegistry?
    /// Its number in the registry.
    private(set) var member = 0
    /// What the path names is read by another tail, or a copy of what is.
    var isElsewhere = false
    /// Where to begin; nil once the path has been looked at.
    var start: StartPosition?
    var current: Generation?
    /// Oldest first.
    var old: [Generation] = []
    /// Closed files, oldest first.
    var remembered: [FinishedFile] = []
    /// Files beside the path that were there before or are already read.
    var seenBeside: Set<FileIdentity> = []
    /// Where the path has pointed as a link, oldest first.
    var formerTargets: [String] = []
    /// What files beside the path held that were there before.
    var strangers: [FilePosition] = []
    /// Latest modification time seen of a file that the path named or that came beside it, nanoseconds since 1970.
    var newest = Int64.min
    /// The same before this poll.
    var newestBefore = Int64.min
    /// What an earlier process knew, until the first poll.
    var resuming: TailMemory?
    /// The poll is the first one after it.
    var hasResumed = false
    /// What was found of it and is not told yet.
    var found: [SourceEvent] = []
    /// The file that the path names, where another tail reads it.
    var elsewhere: FileIdentity?
    var now: Duration = .zero
    /// The last pipe stream that ended.
    var closedPipe: StreamID?
    private var nextStream = 0
    private var lastTrouble: ByteSourceError?

    /// Nothing is opened before the first poll.
    ///
    /// - Parameters:
    ///   - start: For a path without a memory that appears among others that have one: its beginning.
    ///   - resuming: What a tail of this path knew in an earlier process. The first poll goes on behind what was taken:
    ///     in the file, under whatever name beside the path it has now, or in what is left of it in a copy, compressed or
    ///     not; then come the generations that were made and rotated away meanwhile. Bytes that were seen then and are
    ///     gone are told as `truncated`. With a registry, make all tails before the first one is polled.
    ///   - registry: Shared with the tails whose files this one must not read again. A file that is read there, or a
    ///     copy of one, is passed over: the tail is `ended` as long as its path names it.
    package init(
        path: String, start: StartPosition, settings: Settings = Settings(), resuming: TailMemory? = nil,
        registry: FileRegistry? = nil
    ) {
        self.path = path
        self.start = start
        self.settings = settings
        self.resuming = resuming
        self.registry = registry
        state = .waiting(.notThere(path: path))
        member = registry?.join(self) ?? 0
        if let resuming { recall(resuming) }
    }

    package func poll(now: Duration) -> [SourceEvent] {
        self.now = now
        if let registry { registry.findFilesAgain(now: now) } else { findAgain(now: now) }
        var events = found
        found = []
        newestBefore = newest
        inspectOpenFiles(&events)
        followPath(&events)
        start = nil
        hasResumed = false
        for generation in openGenerations {
            registry?.note(generation, of: member)
            // Who still writes to an old file says nothing of the age of those that came after it.
            newest = max(newest, generation.openedModified)
        }
        if let current { newest = max(newest, current.knownModified) }
        closeQuietFiles(&events)
        updateState()
        return events
    }

    package var pending: StreamID? {
        old.first(where: \.hasMore)?.stream ?? current.flatMap { $0.hasMore ? $0.stream : nil }
    }

    package func read(_ stream: StreamID, into target: UnsafeMutableRawBufferPointer) -> Int {
        if let index = old.firstIndex(where: { $0.stream == stream }) {
            return old[index].read(into: target, now: now)
        }
        guard current?.stream == stream else { return 0 }
        let got = current?.read(into: target, now: now) ?? 0
        updateState()
        return got
    }

    package func offset(of stream: StreamID) -> Int {
        generation(stream)?.position.offset ?? 0
    }

    package func head(of stream: StreamID) -> [UInt8] {
        generation(stream)?.position.head ?? []
    }

    package func decodedStart(of stream: StreamID) -> Int {
        generation(stream)?.decodedStart ?? 0
    }

    package func finish() -> [SourceEvent] {
        isElsewhere = false
        let open = openGenerations
        for generation in open {
            remember(generation)
            // What the registry knows was noted before the last reads.
            registry?.release(generation, of: member)
        }
        old = []
        current = nil
        state = .ended
        return open.map { .closed($0.stream, .complete) }
    }

    /// The files this tail holds open.
    package var openFiles: [FileIdentity] {
        openGenerations.map(\.position.identity)
    }

    func generation(_ stream: StreamID) -> Generation? {
        old.first { $0.stream == stream } ?? current.flatMap { $0.stream == stream ? $0 : nil }
    }

    func makeStream() -> StreamID {
        defer { nextStream += 1 }
        return StreamID(nextStream)
    }

    /// Notes why the path cannot be read, and says so when the reason is new.
    func note(_ trouble: ByteSourceError?, _ events: inout [SourceEvent]) {
        defer { lastTrouble = trouble }
        guard let trouble, trouble != lastTrouble else { return }
        events.append(trouble.mayPass ? .waiting(trouble) : .refused(trouble))
    }

    private func updateState() {
        if let current {
            if current.kind == .pipe {
                let isIdle = current.hasEnded || closedPipe != nil && current.position.offset == 0
                state = isIdle ? .ended : .reading(offset: current.position.offset, size: nil)
            } else {
                state = .reading(offset: current.position.offset, size: current.knownSize)
            }
        } else if isElsewhere {
            state = .ended
        } else if let lastTrouble {
            state = lastTrouble.mayPass ? .waiting(lastTrouble) : .refused(lastTrouble)
        }
    }
}
