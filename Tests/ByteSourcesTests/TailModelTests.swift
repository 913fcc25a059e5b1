import Glibc
import Testing

@testable import ByteSources

/// What can happen to a followed file.
private enum Action: String, CaseIterable {
    case write, tear, rotate, writeLate, truncate, copyTruncate, recreate, switchLink, switchBack, look, poll
}

/// Carries out actions on real files and keeps the lines that must be read.
private final class Interpreter {
    private final class Log {
        let writer: Writer
        let path: String
        var unread: [String] = []
        var torn: String?
        /// The tail has had it open, so that its content survives removal.
        var isKnown = false

        init(_ path: String) {
            writer = Writer(path)
            self.path = path
        }
    }

    private let directory = TemporaryDirectory()
    private let usesLink: Bool
    private var current: Log
    private var earlier: [Log] = []
    private let follower: Follower
    private var serial = 0
    private var expected: [String] = []
    private var read: [String] = []

    private var path: String { directory("log") }

    init(usesLink: Bool, usesRegistry: Bool) {
        self.usesLink = usesLink
        if usesLink {
            current = Log(directory("target.0"))
            symlink(directory("target.0"), directory("log"))
        } else {
            current = Log(directory("log"))
        }
        follower = Follower(
            directory("log"), capacity: 48, limit: 40, rotateWait: .seconds(100_000),
            registry: usesRegistry ? FileRegistry() : nil)
    }

    /// Lines that were missed and lines too many; both empty if all is well.
    func run(_ actions: [Action]) -> (missing: [String], extra: [String]) {
        // What was renamed away before the start is not this run's.
        perform(.poll)
        for action in actions { perform(action) }
        for log in earlier + [current] where log.torn != nil { appendLine(log) }
        perform(.poll)
        perform(.poll)
        read += follower.finish()
        var counts: [String: Int] = [:]
        for line in expected { counts[line, default: 0] += 1 }
        for line in read { counts[line, default: 0] -= 1 }
        return (counts.filter { $0.value > 0 }.keys.sorted(), counts.filter { $0.value < 0 }.keys.sorted())
    }

    private func perform(_ action: Action) {
        serial += 1
        switch action {
        case .write: appendLine(current)
        case .tear: tear(current)
        case .writeLate: if let log = earlier.last { appendLine(log) }
        case .truncate:
            current.writer.truncate()
            lose(current)
        case .copyTruncate:
            if usesLink { return }
            if current.torn != nil { appendLine(current) }
            copy(path, to: directory("log.\(serial)"))
            current.writer.truncate()
            expected += current.unread
            current.unread = []
        case .rotate:
            if usesLink { return }
            rename(path, directory("log.\(serial)"))
            earlier.append(current)
            current = Log(path)
        case .recreate:
            if usesLink { return }
            unlink(path)
            leave()
            current = Log(path)
        case .switchLink:
            guard usesLink else { return }
            leave()
            current = Log(directory("target.\(serial)"))
            pointLink()
        case .switchBack:
            guard usesLink, !earlier.isEmpty else { return }
            let back = earlier.removeFirst()
            leave()
            current = back
            pointLink()
        case .look:
            follower.look()
            for log in earlier + [current] { log.isKnown = true }
        case .poll:
            read += follower.poll()
            for log in earlier + [current] {
                expected += log.unread
                log.unread = []
                log.isKnown = true
            }
        }
    }

    private func appendLine(_ log: Log) {
        serial += 1
        let line = log.torn ?? "\(serial) line"
        log.writer.write(log.torn == nil ? line + "\n" : " end\n")
        log.unread.append(log.torn == nil ? line : line + " end")
        log.torn = nil
    }

    private func tear(_ log: Log) {
        guard log.torn == nil else { return }
        log.torn = "\(serial) torn"
        log.writer.write("\(serial) torn")
    }

    private func lose(_ log: Log) {
        log.unread = []
        log.torn = nil
    }

    /// A file that loses its name unseen cannot be read by anyone.
    private func leave() {
        if current.isKnown { earlier.append(current) }
    }

    private func pointLink() {
        symlink(current.path, directory("next"))
        rename(directory("next"), path)
    }
}

@Suite struct TailModelTests {
    @Test(arguments: [false, true], [false, true])
    func `reads every complete line that is still on disk exactly once`(usesLink: Bool, usesRegistry: Bool) {
        for seed in UInt64(1)...120 {
            var generator = SeededGenerator(seed: seed)
            let actions = (0..<40).compactMap { _ in Action.allCases.randomElement(using: &generator) }
            guard fails(actions, usesLink, usesRegistry) else { continue }
            let shrunk = shrink(actions, usesLink, usesRegistry)
            let (missing, extra) = Interpreter(usesLink: usesLink, usesRegistry: usesRegistry).run(shrunk)
            Issue.record("seed \(seed): \(shrunk.map(\.rawValue)) misses \(missing), has too many \(extra)")
            return
        }
    }

    private func fails(_ actions: [Action], _ usesLink: Bool, _ usesRegistry: Bool) -> Bool {
        let (missing, extra) = Interpreter(usesLink: usesLink, usesRegistry: usesRegistry).run(actions)
        return !missing.isEmpty || !extra.isEmpty
    }

    /// Leaves out actions one by one as long as the run still fails.
    private func shrink(_ actions: [Action], _ usesLink: Bool, _ usesRegistry: Bool) -> [Action] {
        var shrunk = actions
        var index = 0
        while index < shrunk.count {
            var fewer = shrunk
            fewer.remove(at: index)
            if fails(fewer, usesLink, usesRegistry) { shrunk = fewer } else { index += 1 }
        }
        return shrunk
    }
}
