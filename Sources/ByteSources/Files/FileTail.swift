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
    /// Positions of closed files, oldest first.
    var remembered: [FilePosition]
    /// Files beside the path that were there before or are already read.
    var seenBeside: Set<FileIdentity> = []
    var now: Duration = .zero
    /// The last pipe stream that ended.
    var closedPipe: StreamID?
    private var nextStream = 0
    private var lastTrouble: ByteSourceError?

    /// Nothing is opened before the first poll.
    ///
    /// - Parameters:
    ///   - remembered: Positions of an earlier run, used where the files still hold what was read; of no use for
    ///     compressed files.
    ///   - registry: Shared with the tails whose files this one must not read again. A file that is read there, or a
    ///     copy of one, is passed over: the tail is `ended` as long as its path names it.
    package init(
        path: String, start: StartPosition, settings: Settings = Settings(), remembered: [FilePosition] = [],
        registry: FileRegistry? = nil
    ) {
        self.path = path
        self.start = start
        self.settings = settings
        self.remembered = remembered
        self.registry = registry
        state = .waiting(.notThere(path: path))
        member = registry?.join(self) ?? 0
    }

    package func poll(now: Duration) -> [SourceEvent] {
        self.now = now
        var events: [SourceEvent] = []
        inspectOpenFiles(&events)
        followPath(&events)
        start = nil
        if let current { registry?.note(current, of: member) }
        for generation in old { registry?.note(generation, of: member) }
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
        var open = old
        if let current { open.append(current) }
        for generation in open { remember(generation.position) }
        old = []
        current = nil
        state = .ended
        return open.map { .closed($0.stream, .complete) }
    }

    /// The files this tail holds open.
    package var openFiles: [FileIdentity] {
        old.map(\.position.identity) + (current.map { [$0.position.identity] } ?? [])
    }

    /// The position to save so that a later run begins at `offset`, the end of the last whole record taken.
    ///
    /// - Returns: nil when the stream is closed.
    package func position(of stream: StreamID, at offset: Int) -> FilePosition? {
        guard let generation = generation(stream), generation.kind == .regular,
            let facts = try? generation.file.facts()
        else { return nil }
        return FilePosition(of: generation.file, facts: facts, offset: offset)
    }

    func generation(_ stream: StreamID) -> Generation? {
        old.first { $0.stream == stream } ?? current.flatMap { $0.stream == stream ? $0 : nil }
    }

    func makeStream() -> StreamID {
        defer { nextStream += 1 }
        return StreamID(nextStream)
    }

    func remember(_ position: FilePosition) {
        remembered.removeAll { $0.identity == position.identity }
        remembered.append(position)
        remembered.removeFirst(max(0, remembered.count - settings.maximumRemembered))
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
