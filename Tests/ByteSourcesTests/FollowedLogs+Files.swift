import Glibc

@testable import ByteSources

/// What is done to the files.
extension FollowedLogs {
    func append(to log: Log) {
        serial += 1
        let line = log.torn.map { $0 + " end" } ?? "\(serial) line\(padding)"
        log.writer?.write(log.torn == nil ? line + "\n" : " end\n")
        log.lines.append(line)
        log.torn = nil
        written.insert(line)
    }

    func write() {
        if current == nil { begin() }
        if let current { append(to: current) }
    }

    func tear(_ log: Log) {
        guard log.torn == nil else { return }
        log.torn = "\(serial) torn\(padding)"
        log.writer?.write("\(serial) torn\(padding)")
    }

    /// A new file at the path; with a link, at its target or at another target.
    func begin() {
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

    func leave(removing: Bool) {
        if removing, let current { remove(current) }
        current = nil
    }

    func remove(_ log: Log) {
        if let path = log.path {
            // Or its inode may be used again within one tick of the system's clock, for what then seems the same file.
            if let file = try? OpenFile(path: path) { removed.append(file) }
            unlink(path)
        }
        log.path = nil
    }

    func rotate() {
        guard let log = current, let name = log.path else { return }
        Glibc.rename(name, "\(name).\(serial)")
        log.path = "\(name).\(serial)"
        enter(Log(name, writer: Writer(name)))
    }

    func switchBack() {
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

    func truncate() {
        current?.writer?.truncate()
        current?.lines = []
        current?.torn = nil
    }

    func copyTruncate() {
        guard let log = current, let name = log.path else { return }
        if log.torn != nil { append(to: log) }
        let twin = Log("\(name).\(serial)", writer: nil)
        copy(name, to: "\(name).\(serial)")
        twin.lines = log.lines
        logs.append(twin)
        truncate()
    }

    func compress() {
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
