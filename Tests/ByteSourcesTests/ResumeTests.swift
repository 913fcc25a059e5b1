import Glibc
import Testing

@testable import ByteSources

@Suite struct ResumeTests {
    let directory = TemporaryDirectory()
    var path: String { directory("log") }
    private let padding = String(repeating: "-", count: 80)

    private func lines(_ numbers: ClosedRange<Int>) -> [String] { numbers.map { "\($0) \(padding)" } }
    private func text(_ numbers: ClosedRange<Int>) -> String { lines(numbers).map { $0 + "\n" }.joined() }

    /// A tail that read so much of the path and was killed.
    private func memory(after numbers: ClosedRange<Int>) -> TailMemory {
        let follower = Follower(path)
        #expect(follower.poll() == lines(numbers))
        return follower.tail.memory()
    }

    @Test func `goes on behind the last whole record, which may have been torn`() {
        let writer = Writer(path)
        writer.write(text(1...3) + "4")
        let memory = memory(after: 1...3)
        writer.write(" \(padding)\n" + text(5...6))
        let follower = Follower(path, resuming: memory)
        #expect(follower.poll() == lines(4...6))
        #expect(follower.events == [.opened(StreamID(0), offset: 249)])
    }

    @Test func `what was delivered and not taken is read again`() throws {
        Writer(path).write(text(1...5))
        let before = Follower(path, capacity: 200, limit: 199)
        before.look()
        let first = try #require(before.reader.next(completeLength: wholeLines))
        while before.reader.next(completeLength: wholeLines) != nil {}
        let memory = before.tail.memory(at: [first.stream: first.endOffset])
        #expect(Follower(path, resuming: memory).poll() == lines(3...5))
        #expect(Follower(path, resuming: before.tail.memory(at: [first.stream: first.offset])).poll() == lines(1...5))
        #expect(Follower(path, resuming: before.tail.memory()).poll() == [])
    }

    @Test func `nothing is done for a tail that was killed before its first poll`() {
        Writer(path).write(text(1...2))
        let before = FileTail(path: path, start: .beginning)
        #expect(before.memory() == TailMemory() || before.memory().hasLooked == false)
        let again = FileTail(path: path, start: .beginning, resuming: before.memory())
        let twice = FileTail(path: path, start: .beginning, resuming: again.memory())
        #expect(twice.memory() == before.memory())
        #expect(Follower(path, resuming: twice.memory()).poll() == lines(1...2))
    }

    @Test func `a file renamed meanwhile is read to its end first, then the generations made meanwhile`() {
        let writer = Writer(path)
        writer.write(text(1...2))
        let memory = memory(after: 1...2)
        writer.write(text(3...4))
        rename(path, directory("log.3"))
        Writer(directory("log.2")).write(text(5...5))
        Writer(directory("log.1")).write(text(6...6))
        Writer(path).write(text(7...7))
        let follower = Follower(path, resuming: memory)
        #expect(follower.poll() == lines(3...7))
        #expect(follower.events.contains(.rotated))
        writer.write(text(8...8))
        #expect(follower.poll() == lines(8...8))
    }

    @Test func `an old file that was being read on is found again`() {
        let writer = Writer(path)
        writer.write(text(1...2))
        let before = Follower(path)
        #expect(before.poll() == lines(1...2))
        rename(path, directory("log.1"))
        Writer(path).write(text(10...11))
        #expect(before.poll() == lines(10...11))
        writer.write(text(3...3))
        rename(directory("log.1"), directory("kept"))
        let follower = Follower(path, resuming: before.tail.memory())
        #expect(follower.poll() == lines(3...3))
        #expect(follower.events == [.opened(StreamID(0), offset: 166), .opened(StreamID(1), offset: 168)])
    }

    @Test func `a copy made before the file was emptied is read from where reading stood`() {
        let writer = Writer(path)
        writer.write(text(1...2))
        let memory = memory(after: 1...2)
        writer.write(text(3...4))
        copy(path, to: directory("log.2"))
        writer.truncate()
        writer.write(text(5...7))
        copy(path, to: directory("log.1"))
        writer.truncate()
        writer.write(text(8...8))
        let follower = Follower(path, resuming: memory)
        #expect(follower.poll() == lines(3...8))
        #expect(follower.events.contains(.copiedAndTruncated(StreamID(0))))
    }

    @Test(arguments: [".gz", ".zst"])
    func `a rest that was compressed meanwhile is read from the decoded offset`(ending: String) {
        Writer(path).write(text(1...3))
        let memory = memory(after: 1...3)
        for (number, content) in [(2, text(1...5)), (1, text(6...8))] {
            let bytes = ending == ".gz" ? Compressing.gzip(content) : Compressing.zstd(content)
            Writer(directory("log.\(number)" + ending)).write(bytes)
        }
        unlink(path)
        Writer(path).write(text(9...9))
        let follower = Follower(path, resuming: memory)
        #expect(follower.poll() == lines(4...9))
        let again = Follower(path, resuming: follower.tail.memory())
        #expect(again.poll() == [])
        Writer(path).write(text(10...10))
        #expect(again.poll() == lines(10...10))
    }

    @Test func `emptied, copied and compressed, the rest comes from the compressed copy`() {
        let writer = Writer(path)
        writer.write(text(1...3) + "4")
        let memory = memory(after: 1...3)
        Writer(directory("log.1.gz")).write(Compressing.gzip(text(1...5)))
        writer.truncate()
        writer.write(text(6...6))
        let follower = Follower(path, resuming: memory)
        #expect(follower.poll() == lines(4...6))
        #expect(follower.events.contains(.copiedAndTruncated(StreamID(0))))
    }

    @Test func `a compressed file, or one in UTF-16, goes on at the decoded offset`() throws {
        let member = Compressing.gzip(text(1...20))
        let wide = Compressing.utf16(text(1...20), .littleEndian)
        let added: [[UInt8]] = [
            Compressing.gzip(text(21...22)), Compressing.units(Array(text(21...22).utf16), .littleEndian),
        ]
        for (content, more) in zip([member, wide], added) {
            unlink(path)
            let writer = Writer(path)
            writer.write(content)
            let before = Follower(path, capacity: 400, limit: 200)
            before.look()
            let first = try #require(before.reader.next(completeLength: wholeLines))
            #expect(first.offset == 0 && first.count % 80 > 0)
            let taken = first.count / text(1...1).utf8.count
            #expect((1...4).contains(taken))
            let early = before.tail.memory(at: [first.stream: first.endOffset])
            #expect(before.reader.lines().last == lines(20...20).first)
            let late = before.tail.memory()
            writer.write(more)
            let after = Follower(path, capacity: 400, limit: 200, resuming: early)
            #expect(after.poll() == lines(1...22).suffix(22 - taken))
            #expect(Follower(path, resuming: late).poll() == lines(21...22))
            #expect(Follower(path, resuming: after.tail.memory()).poll() == [])
            rename(path, directory("log.1"))
            #expect(Follower(path, resuming: late).poll() == lines(21...22))
            unlink(directory("log.1"))
        }
    }

    @Test func `a file that only looks the same is new`() {
        let header = "time,user,event,page,referrer,country,campaign,device,browser,revenue,currency\n"
        let writer = Writer(path)
        writer.write(header)
        let follower = Follower(path)
        #expect(follower.poll().count == 1)
        let onlyHeader = follower.tail.memory()
        writer.write("1\n")
        #expect(follower.poll() == ["1"])
        let oneLine = follower.tail.memory()
        writer.truncate()
        writer.write(header + "2\n3\n")
        // Nothing tells that the header was written again.
        #expect(Follower(path, resuming: onlyHeader).poll() == ["2", "3"])
        #expect(Follower(path, resuming: oneLine).poll() == [String(header.dropLast()), "2", "3"])
    }

    @Test func `what is gone is told to the byte`() {
        let writer = Writer(path)
        writer.write(text(1...2))
        let before = Follower(path)
        #expect(before.poll() == lines(1...2))
        writer.write(text(3...3))
        before.look()
        let memory = before.tail.memory()
        unlink(path)
        let removed = Follower(path, resuming: memory)
        #expect(removed.poll() == [])
        #expect(removed.events == [.truncated(StreamID(0), unreadBytes: 83), .waiting(.notThere(path: path))])
        Writer(path).write(text(4...4))
        #expect(removed.poll() == lines(4...4))

        let rewritten = Follower(path, resuming: memory)
        #expect(rewritten.poll() == lines(4...4))
        #expect(rewritten.events.contains(.truncated(StreamID(0), unreadBytes: 83)))
        let all = Follower(path, resuming: rewritten.tail.memory())
        unlink(path)
        #expect(all.poll() == [])
        #expect(all.events == [.waiting(.notThere(path: path))])
    }

    @Test func `what stood beside the path at the first start is still not read, under other names too`() {
        Writer(directory("log.1")).write(text(1...2))
        Writer(path).write(text(3...3))
        let memory = memory(after: 3...3)
        Writer(directory("log.2.gz")).write(Compressing.gzip(text(1...2)))
        unlink(directory("log.1"))
        rename(path, directory("log.1"))
        Writer(path).write(text(4...4))
        #expect(Follower(path, resuming: memory).poll() == lines(4...4))
    }

    @Test func `a switched symbolic link is gone on with, the old target first`() {
        let first = Writer(directory("a"))
        first.write(text(1...1))
        symlink(directory("a"), path)
        let memory = memory(after: 1...1)
        first.write(text(2...2))
        Writer(directory("b")).write(text(3...3))
        symlink(directory("b"), directory("next"))
        rename(directory("next"), path)
        let follower = Follower(path, resuming: memory)
        #expect(follower.poll() == lines(2...3))
    }

    @Test func `a directory is gone on with as a whole`() {
        Writer(directory("log")).write(text(1...2))
        Writer(directory("other")).write(text(11...12))
        let before = FolderFollower(directory.path)
        #expect(before.poll() == lines(1...2) + lines(11...12))
        rename(directory("log"), directory("a.log"))
        Writer(directory("a.log")).write(text(3...3))
        Writer(directory("log")).write(text(4...4))
        Writer(directory("other.gz")).write(Compressing.gzip(text(11...13)))
        unlink(directory("other"))
        Writer(directory("third")).write(text(21...21))
        let after = FolderFollower(directory.path, resuming: before.memories)
        #expect(after.poll().sorted() == (lines(3...4) + lines(13...13) + lines(21...21)).sorted())
        #expect(after.poll() == [])
        let last = FolderFollower(directory.path, resuming: after.memories)
        #expect(last.poll() == [])
        Writer(directory("a.log")).write(text(5...5))
        #expect(last.poll() == lines(5...5))
    }

    @Test func `no memory is made of nonsense`() {
        let identity = FileIdentity(device: 1, inode: 2, born: 3)
        #expect(FilePosition(saved: identity, offset: -1, head: [], tail: []) == nil)
        #expect(FilePosition(saved: identity, offset: .max, head: [], tail: []) == nil)
        #expect(FilePosition(saved: identity, offset: 9, head: [UInt8](repeating: 1, count: 1025), tail: []) == nil)
        #expect(FilePosition(saved: identity, offset: 9, head: [], tail: [UInt8](repeating: 1, count: 10)) == nil)
        guard let position = FilePosition(saved: identity, offset: 9, head: [1], tail: [1]) else {
            Issue.record("a good position is refused")
            return
        }
        func file(begin: Int = 0, taken: Int = 5, isDecoded: Bool = false, size: Int = 9, path: String = "") -> Bool {
            TailMemory.File(
                position: position, begin: begin, taken: taken, isDecoded: isDecoded, size: size, modified: 0,
                path: path) != nil
        }
        #expect(file() && file(taken: 9) && file(begin: 9, taken: 0, isDecoded: true))
        #expect(!file(taken: 10) && !file(taken: -1) && !file(begin: -1) && !file(begin: 6) && !file(size: 8))
        #expect(!file(taken: -1, isDecoded: true) && !file(size: .max) && !file(path: "\0"))
    }
}
