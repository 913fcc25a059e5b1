import Glibc

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
    private final class Log {
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

    private let directory = TemporaryDirectory()
    private let usesLink: Bool
    private let usesRegistry: Bool
    private let padding: String
    private var follower: Follower
    private var current: Log?
    private var logs: [Log] = []
    private var choice: SeededGenerator
    private var serial = 0
    /// Whole lines ever written.
    private var written: Set<String> = []
    private var expected: Set<String> = []
    private var read: [String] = []
    /// The last chunk read, and how many lines were read before it.
    private var lastChunk: (stream: StreamID, offset: Int, linesBefore: Int)?
    private var saved: (memory: TailMemory?, taken: [String], closed: Set<ObjectIdentifier>) = (nil, [], [])

    private var path: String { directory("log") }

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
        case .look:
            follower.look()
            for log in reachable { log.isOpen = true }
        case .readSome:
            follower.look()
            for log in reachable { log.isOpen = true }
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

// MARK: Files

extension FollowedLogs {
    private func append(to log: Log) {
        serial += 1
        let line = log.torn.map { $0 + " end" } ?? "\(serial) line\(padding)"
        log.writer?.write(log.torn == nil ? line + "\n" : " end\n")
        log.lines.append(line)
        log.torn = nil
        written.insert(line)
    }

    private func write() {
        if current == nil { begin() }
        if let current { append(to: current) }
    }

    private func tear(_ log: Log) {
        guard log.torn == nil else { return }
        log.torn = "\(serial) torn\(padding)"
        log.writer?.write("\(serial) torn\(padding)")
    }

    /// A new file at the path; with a link, at its target or at another target.
    private func begin() {
        guard usesLink else {
            enter(Log(path, writer: Writer(path)))
            return
        }
        let target = directory("target.\(serial)")
        let log = Log(target, writer: Writer(target))
        point(to: target)
        enter(log)
    }

    private func enter(_ log: Log) {
        logs.append(log)
        current = log
    }

    private func point(to target: String) {
        symlink(target, directory("next"))
        Glibc.rename(directory("next"), path)
    }

    private func leave(removing: Bool) {
        if removing, let current { remove(current) }
        current = nil
    }

    private func remove(_ log: Log) {
        if let path = log.path { unlink(path) }
        log.path = nil
    }

    private func rotate() {
        guard let log = current, let name = log.path else { return }
        Glibc.rename(name, "\(name).\(serial)")
        log.path = "\(name).\(serial)"
        enter(Log(name, writer: Writer(name)))
    }

    private func switchBack() {
        // What is pointed away from unseen, with nothing changed in the end, is not looked for.
        poll()
        let targets = logs.filter { log in
            log !== current && log.torn == nil && !log.isSealed && log.writer != nil && !log.isCompressed
                && log.path?.split(separator: ".").count == 2
        }
        guard usesLink, let log = targets.randomElement(using: &choice), let target = log.path else { return }
        current = log
        log.isClosed = false
        point(to: target)
        poll()
    }

    private func truncate() {
        current?.writer?.truncate()
        current?.lines = []
        current?.torn = nil
    }

    private func copyTruncate() {
        guard let log = current, let name = log.path else { return }
        if log.torn != nil { append(to: log) }
        let twin = Log("\(name).\(serial)", writer: nil)
        copy(name, to: "\(name).\(serial)")
        twin.lines = log.lines
        logs.append(twin)
        truncate()
    }

    private func compress() {
        let plain = logs.filter { $0 !== current && $0.path?.hasSuffix(".gz") == false && isRotated($0) }
        guard let log = plain.randomElement(using: &choice), let name = log.path else { return }
        if log.torn != nil && !log.isSealed { append(to: log) }
        guard let file = try? OpenFile(path: name), let facts = try? file.facts() else { return }
        let content = file.bytes(at: 0, count: facts.size)
        Writer(name + ".gz").write(Compressing.gzip(content))
        if Bool.random(using: &choice) {
            // As gzip does; where its output is redirected, the time is the present.
            let (seconds, nanoseconds) = facts.modified.quotientAndRemainder(dividingBy: 1_000_000_000)
            let times = [timespec](repeating: timespec(tv_sec: Int(seconds), tv_nsec: Int(nanoseconds)), count: 2)
            utimensat(AT_FDCWD, name + ".gz", times, 0)
        }
        let twin = Log(name + ".gz", writer: nil)
        (twin.lines, twin.torn, twin.isSealed) = (log.lines, log.torn, log.isSealed)
        twin.isCompressed = true
        log.isCompressed = true
        // Who writes to a file that is compressed writes no more.
        log.isSealed = true
        logs.append(twin)
        remove(log)
    }

    private func isRotated(_ log: Log) -> Bool {
        guard let path = log.path else { return false }
        return path.split(separator: ".").count >= (usesLink ? 3 : 2)
    }
}

// MARK: Following

extension FollowedLogs {
    private var reachable: [Log] { logs.filter { $0 === current || $0.isOpen || $0.path != nil } }

    private func poll() {
        follower.look()
        for log in reachable {
            expected.formUnion(log.lines)
            log.isOpen = true
        }
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
        for log in logs {
            log.isOpen = false
            log.isClosed = saved.closed.contains(ObjectIdentifier(log))
        }
        logs.removeAll { $0.path == nil }
        if current?.path == nil { current = nil }
        follower = Self.follower(path, saved.memory, usesRegistry)
    }
}
