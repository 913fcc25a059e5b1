import Glibc
import SeededNumbers

@testable import ByteSources

/// What can happen to a followed file, to those beside it, and to who follows it.
enum FollowAction: String, CaseIterable {
    case write, tear, writeLate, rotate, recreate, delete, switchLink, switchBack
    case truncate, regrow, copyTruncate, compress, removeOld
    case look, readSome, poll, wait, jump, checkpoint, checkpointEarly, kill
}

/// Carries out actions on real files, and keeps account of the lines that must be read.
///
/// A line must be read once it is whole and stands, at a poll, in a file that has a name or that is held open. A killed
/// follower gives back what was read since its checkpoint; the next one must read that again where it is still on disk.
final class FollowedLogs {
    /// One file, or what was one.
    final class Log {
        /// nil once it was removed.
        var path: String?
        /// nil for copies.
        let writer: Writer?
        var lines: [String] = []
        var torn: String?
        /// The follower has it open, so that its content survives removal.
        var isOpen = false
        /// The follower has closed it.
        var isClosed = false
        /// Its torn line was counted as the last one: nothing is written behind it.
        var isSealed = false
        var isCompressed = false

        init(_ path: String, writer: Writer?) {
            self.path = path
            self.writer = writer
        }
    }

    let directory = TemporaryDirectory()
    let usesLink: Bool
    private let usesRegistry: Bool
    let padding: String
    private var follower: Follower
    var current: Log?
    var logs: [Log] = []
    /// Held open, so that no other file is taken for one of them.
    var removed: [OpenFile] = []
    /// At the last look nothing had the path's name.
    private var isMissed = false
    var choice: SeededGenerator
    var serial = 0
    /// Whole lines ever written.
    var written: Set<String> = []
    private var expected: Set<String> = []
    private var read: [String] = []
    /// The last chunk read, and how many lines were read before it.
    private var lastChunk: (stream: StreamID, offset: Int, linesBefore: Int)?
    private var saved: (memory: TailMemory?, taken: [String], closed: Set<ObjectIdentifier>) = (nil, [], [])

    var path: String { directory("log") }

    init(usesLink: Bool, usesRegistry: Bool, seed: UInt64) {
        self.usesLink = usesLink
        self.usesRegistry = usesRegistry
        // Below 64 bytes a file's beginning does not tell much.
        padding = seed.isMultiple(of: 2) ? String(repeating: "-", count: 70) : ""
        choice = SeededGenerator(seed: seed)
        follower = Self.follower(directory("log"), nil, usesRegistry)
        let stranger = directory(usesLink ? "target.0.0" : "log.0")
        Writer(stranger).write("stranger\(padding)\n")
        begin()
    }

    private static func follower(_ path: String, _ memory: TailMemory?, _ usesRegistry: Bool) -> Follower {
        Follower(
            path, capacity: 200, limit: 190, resuming: memory, registry: usesRegistry ? FileRegistry() : nil)
    }

    /// Lines that were missed and lines too many; both empty if all is well.
    func run(_ actions: [FollowAction]) -> (missing: [String], extra: [String]) {
        // What was renamed away before the start is not this run's.
        poll()
        save([:], read)
        for action in actions { perform(action) }
        if current == nil { begin() }
        for log in reachable where log.torn != nil && !log.isSealed && log.writer != nil { append(to: log) }
        poll()
        poll()
        let ends = reachable.filter(\.isSealed).compactMap(\.torn)
        _ = follower.reader.finish()
        take(.max)
        expected.formUnion(ends)
        var counts: [String: Int] = [:]
        for line in expected { counts[line, default: 0] += 1 }
        for line in read { counts[line, default: 0] -= 1 }
        return (counts.filter { $0.value > 0 }.keys.sorted(), counts.filter { $0.value < 0 }.keys.sorted())
    }

    private func perform(_ action: FollowAction) {
        serial += 1
        switch action {
        case .write: write()
        case .tear: if let current { tear(current) }
        case .writeLate:
            let late = logs.filter { log in
                log !== current && log.writer != nil && (log.isOpen || log.path != nil && !log.isCompressed)
                    && !log.isClosed && !log.isSealed
            }
            if let log = late.randomElement(using: &choice) { append(to: log) }
        case .rotate: rotate()
        case .recreate:
            guard current != nil else { return }
            leave(removing: true)
            begin()
        case .delete: leave(removing: true)
        case .switchLink: if usesLink { begin() }
        case .switchBack: switchBack()
        case .truncate: truncate()
        case .regrow:
            let size = current?.lines.reduce(0) { $0 + $1.utf8.count + 1 } ?? 0
            truncate()
            for _ in 0...(size / (padding.count + 10)) { write() }
        case .copyTruncate: copyTruncate()
        case .compress: compress()
        case .removeOld:
            let named = logs.filter { $0 !== current && $0.path != nil }
            if let log = named.randomElement(using: &choice) { remove(log) }
        case .look: look()
        case .readSome:
            look()
            take(1)
        case .poll: poll()
        case .wait: wait(.seconds(11))
        case .jump: wait(.seconds(3 * 3600))
        case .checkpoint: save([:], read)
        case .checkpointEarly:
            guard let lastChunk, lastChunk.linesBefore <= read.count else { return }
            save([lastChunk.stream: lastChunk.offset], Array(read.prefix(lastChunk.linesBefore)))
        case .kill: kill()
        }
    }
}

extension FollowedLogs {
    /// While nothing has the path's name, what comes beside it is looked for once only.
    private var reachable: [Log] {
        logs.filter { $0 === current || $0.isOpen || $0.path != nil && !(current == nil && isMissed) }
    }

    private func look() {
        follower.look()
        for log in reachable { log.isOpen = true }
        isMissed = current == nil
    }

    func poll() {
        follower.look()
        for log in reachable {
            expected.formUnion(log.lines)
            log.isOpen = true
        }
        isMissed = current == nil
        take(.max)
    }

    /// Reads so many chunks.
    private func take(_ chunks: Int) {
        var left = chunks
        while left > 0, let chunk = follower.reader.next(completeLength: wholeLines) {
            lastChunk = (chunk.stream, chunk.offset, read.count)
            let lines = chunk.lines
            read += lines
            expected.formUnion(written.intersection(lines))
            left -= 1
        }
    }

    /// Files that the path no longer names are closed, their torn lines with them.
    private func wait(_ time: Duration) {
        poll()
        // By then every chunk is taken.
        lastChunk = nil
        follower.now += time
        follower.look()
        for log in reachable where log !== current {
            if let torn = log.torn {
                log.isSealed = true
                expected.insert(torn)
            }
            log.isClosed = true
        }
        take(.max)
    }

    private func save(_ offsets: [StreamID: Int], _ taken: [String]) {
        saved = (
            follower.tail.memory(at: offsets), taken, Set(logs.filter(\.isClosed).map { ObjectIdentifier($0) })
        )
    }

    private func kill() {
        read = saved.taken
        expected = Set(read)
        lastChunk = nil
        isMissed = false
        for log in logs {
            log.isOpen = false
            log.isClosed = saved.closed.contains(ObjectIdentifier(log))
        }
        logs.removeAll { $0.path == nil }
        if current?.path == nil { current = nil }
        follower = Self.follower(path, saved.memory, usesRegistry)
    }
}
