import Glibc
import Testing

@testable import ByteSources

/// What rotation can do to a followed file, by the numbers of the list of faults.
@Suite struct CasesRotationTests {
    let directory = TemporaryDirectory()
    var path: String { directory("log") }
    private let padding = String(repeating: "-", count: 80)

    private func lines(_ numbers: ClosedRange<Int>) -> [String] { numbers.map { "\($0) \(padding)" } }
    private func text(_ numbers: ClosedRange<Int>) -> String { lines(numbers).map { $0 + "\n" }.joined() }

    private func expectNothingLost(_ mode: RotatedLog.Mode, kills: Int) {
        for seed in UInt64(1)...2 {
            let result = RotatedLog(mode: mode, kills: kills, seed: seed).run()
            #expect(result == (0, 0), "seed \(seed)")
        }
    }

    @Test(arguments: [0, 6])
    func `case 1: thirty renames lose and repeat nothing`(kills: Int) { expectNothingLost(.rename, kills: kills) }

    @Test(arguments: [0, 6])
    func `case 2: lines written late to the renamed file are read`(kills: Int) {
        expectNothingLost(.lateWriter, kills: kills)
    }

    @Test(arguments: [0, 6])
    func `case 3: copies that are kept are read from where reading stood`(kills: Int) {
        expectNothingLost(.copyTruncate, kills: kills)
    }

    @Test(arguments: [false, true])
    func `case 4: what was copied, emptied and removed is told to the byte`(isKilled: Bool) {
        let writer = Writer(path)
        writer.write(text(1...3))
        var follower = Follower(path)
        #expect(follower.poll() == lines(1...3))
        writer.write(text(4...6))
        follower.look()
        let memory = follower.tail.memory()
        copy(path, to: directory("log.1"))
        writer.truncate()
        unlink(directory("log.1"))
        if isKilled { follower = Follower(path, resuming: memory) }
        #expect(follower.poll() == [])
        #expect(follower.events.contains(.truncated(StreamID(0), unreadBytes: text(4...6).utf8.count)))
        writer.write(text(7...7))
        #expect(follower.poll() == lines(7...7))
    }

    @Test(arguments: [false, true])
    func `case 5: emptied and grown beyond the old end between two looks, it is read once from its start`(
        isKilled: Bool
    ) {
        let writer = Writer(path)
        writer.write(text(1...2) + "half of a li")
        var follower = Follower(path)
        #expect(follower.poll() == lines(1...2))
        writer.truncate()
        writer.write(text(3...9))
        if isKilled { follower = Follower(path, resuming: follower.tail.memory()) }
        #expect(follower.poll() == lines(3...9))
        #expect(follower.events.contains { if case .truncated = $0 { true } else { false } })
        #expect(follower.poll() == [])
    }

    @Test(arguments: [false, true])
    func `case 6: a rewritten header of the same bytes is told by the bytes before the offset`(isKilled: Bool) {
        let header = String(repeating: "column,", count: 200) + "last\n"
        let writer = Writer(path)
        writer.write(header + "1,1\n")
        var follower = Follower(path, limit: 2000)
        #expect(follower.poll() == [String(header.dropLast()), "1,1"])
        writer.truncate()
        writer.write(header + "2,2\n3,3\n")
        if isKilled { follower = Follower(path, limit: 2000, resuming: follower.tail.memory()) }
        #expect(follower.poll() == [String(header.dropLast()), "2,2", "3,3"])
    }

    /// True where a new file gets the inode of the one just removed; not everywhere, and not while it is open.
    private func recreate(_ content: String) -> Bool {
        let before = try? FileFacts(path: path)
        unlink(path)
        Writer(path).write(content)
        let after = try? FileFacts(path: path)
        return before?.identity.inode == after?.identity.inode
    }

    @Test func `case 7: removed and made anew while running, with another inode or the same one`() {
        Writer(path).write(text(1...3))
        let follower = Follower(path)
        #expect(follower.poll() == lines(1...3))
        _ = recreate(text(4...8))
        #expect(follower.poll() == lines(4...8))
        // Once the old file is closed its inode is free.
        unlink(path)
        #expect(follower.poll() == [])
        #expect(follower.poll(after: .seconds(11)) == [])
        Writer(path).write(text(1...3) + text(9...12))
        #expect(follower.poll() == lines(1...3) + lines(9...12))
    }

    @Test func `case 8: removed and made anew while stopped, with the same inode and longer`() throws {
        Writer(path).write(text(1...3))
        let memory = Follower(path).pollAndRemember()
        guard recreate(text(4...9)) else {
            try Test.cancel("no file system here that uses inodes again at once")
        }
        let follower = Follower(path, resuming: memory)
        #expect(follower.poll() == lines(4...9))
        #expect(follower.poll() == [])
    }

    @Test func `case 8: the same where the file system keeps no times of birth`() throws {
        Writer(path).write(text(1...3))
        let memory = Follower(path).pollAndRemember()
        let known = try #require(memory.current)
        unlink(path)
        Writer(path).write(text(4...9))
        let identity = try FileFacts(path: path).identity
        let position = FilePosition(
            identity: identity, offset: known.position.offset, head: known.position.head, tail: known.position.tail)
        let file = try #require(
            TailMemory.File(
                position: position, begin: 0, taken: known.taken, isDecoded: false, size: known.size,
                modified: known.modified, path: known.path))
        let forged = try #require(
            TailMemory(
                hasLooked: true, current: file, old: [], finished: [], rewritten: [], beside: memory.beside,
                strangers: [], copy: nil, newest: memory.newest))
        let follower = Follower(path, resuming: forged)
        #expect(follower.poll() == lines(4...9))
        #expect(follower.events.contains(.truncated(StreamID(0), unreadBytes: 0)))
    }

    @Test(arguments: [0, 6])
    func `case 9: a link that is pointed to other files loses nothing`(kills: Int) {
        expectNothingLost(.linkSwitch, kills: kills)
    }

    @Test(arguments: [false, true])
    func `case 10: two rotations between two polls are read in order`(isKilled: Bool) {
        Writer(path).write("1\n")
        var follower = Follower(path)
        #expect(follower.poll() == ["1"])
        rename(path, directory("log.1"))
        Writer(path).write("2\n")
        rename(directory("log.1"), directory("log.2"))
        rename(path, directory("log.1"))
        Writer(path).write("3\n")
        if isKilled { follower = Follower(path, resuming: follower.tail.memory()) }
        #expect(follower.poll() == ["2", "3"])
    }

    @Test(arguments: [false, true], [".gz", ".zst"])
    func `case 11: renamed, and compressed while two fifths are unread`(isKilled: Bool, ending: String) throws {
        Writer(path).write(text(1...100))
        var follower = Follower(path, capacity: 512, limit: 511)
        follower.look()
        var read: [String] = []
        while read.count < 60, let chunk = follower.reader.next(completeLength: wholeLines) { read += chunk.lines }
        let memory = follower.tail.memory()
        rename(path, directory("log.1"))
        let content = text(1...100)
        Writer(directory("log.1" + ending)).write(
            ending == ".gz" ? Compressing.gzip(content) : Compressing.zstd(content))
        unlink(directory("log.1"))
        Writer(path).write(text(101...110))
        if isKilled { follower = Follower(path, capacity: 512, limit: 511, resuming: memory) }
        read += follower.poll()
        #expect(read == lines(1...110))
        #expect(follower.poll(after: .seconds(11)) == [])
    }

    @Test func `case 12: of two hundred files twenty come and go each second`() {
        let follower = FolderFollower(directory.path)
        var expected: [String] = []
        var read: [String] = []
        var names: [String] = []
        var serial = 0
        for second in 0..<20 {
            for _ in 0..<(second == 0 ? 200 : 20) {
                serial += 1
                let name = directory("source-\(serial).log")
                Writer(name).write("\(serial) begins \(padding)\n")
                expected.append("\(serial) begins \(padding)")
                names.append(name)
            }
            read += follower.poll(after: .milliseconds(500))
            for name in names.prefix(20) {
                serial += 1
                Writer(name).write("\(serial) last \(padding)\n")
                expected.append("\(serial) last \(padding)")
            }
            read += follower.poll(after: .milliseconds(500))
            for name in names.prefix(20) { unlink(name) }
            names.removeFirst(20)
            // Each vanished file is held for ten quiet seconds.
            #expect(follower.openFiles <= 200 + 11 * 20)
        }
        read += follower.poll()
        #expect(read.sorted() == expected.sorted())
        _ = follower.poll(after: .seconds(11))
        #expect(follower.openFiles == names.count)
    }
}

extension Follower {
    /// Reads all there is, and what a later process must know.
    fileprivate func pollAndRemember() -> TailMemory {
        _ = poll()
        return tail.memory()
    }
}
