import Glibc
import Testing

@testable import ByteSources

/// What a file can be and hold, by the numbers of the list of faults. What concerns records is tested with the decoders.
@Suite struct CasesReadingTests {
    let directory = TemporaryDirectory()
    var path: String { directory("log") }

    @Test func `case 13: a file that is not there is waited for, said once, and read from its start`() {
        let follower = Follower(path, start: .end)
        #expect(follower.poll() == [])
        #expect(follower.events == [.waiting(.notThere(path: path))])
        #expect(follower.poll() == [])
        #expect(follower.events == [])
        #expect(follower.tail.state == .waiting(.notThere(path: path)))
        let again = Follower(path, start: .end, resuming: follower.tail.memory())
        Writer(path).write("1\n")
        #expect(follower.poll() == ["1"])
        #expect(follower.tail.state == .reading(offset: 2, size: 2))
        #expect(again.poll() == ["1"])
    }

    @Test(.enabled(if: geteuid() != 0, "for the superuser no file is forbidden"))
    func `case 13: a forbidden file is read from its start once it is allowed`() {
        Writer(path).write("1\n")
        chmod(path, 0)
        let follower = Follower(path)
        #expect(follower.poll() == [])
        #expect(follower.events == [.waiting(.system(operation: .open, path: path, code: EACCES))])
        chmod(path, 0o644)
        #expect(follower.poll() == ["1"])
    }

    @Test func `case 13: an unusable path says why and is read once it can be`() {
        symlink(path, path)
        let follower = Follower(path)
        #expect(follower.poll() == [])
        #expect(follower.events == [.waiting(.system(operation: .examine, path: path, code: ELOOP))])
        unlink(path)
        Writer(path).write("1\n")
        #expect(follower.poll() == ["1"])
    }

    @Test func `case 14: directories and devices are refused with a way out`() {
        let follower = Follower(directory.path)
        #expect(follower.poll() == [])
        let reason = ByteSourceError.unsuitable(path: directory.path, kind: .directory)
        #expect(follower.events == [.refused(reason)])
        #expect(reason.description.contains("name a file in it"))
        let device = Follower("/dev/zero")
        #expect(device.poll() == [])
        #expect(device.tail.state == .refused(.unsuitable(path: "/dev/zero", kind: .characterDevice)))
    }

    @Test func `case 14: a named pipe is read until its writers are gone, and again for the next one`() {
        mkfifo(path, 0o600)
        let follower = Follower(path)
        #expect(follower.poll() == [])
        var writer: Writer? = Writer(path)
        writer?.write("1\nla")
        #expect(follower.poll() == ["1"])
        #expect(follower.tail.memory().current == nil)
        writer?.write("st")
        writer = nil
        #expect(follower.poll() == [])
        #expect(follower.poll() == ["last"])
        #expect(follower.tail.state == .ended)
        writer = Writer(path)
        writer?.write("2\n")
        #expect(follower.poll() == ["2"])
    }

    @Test func `case 15: an appended line counts once, when its newline has come`() {
        let writer = Writer(path)
        let follower = Follower(path)
        writer.write("one\ntw")
        #expect(follower.poll() == ["one"])
        #expect(follower.poll(after: .seconds(2)) == [])
        writer.write("o\n")
        #expect(follower.poll() == ["two"])
        #expect(follower.finish() == [])
    }

    @Test func `case 16: a line torn by a kill counts once, when its rest has come`() {
        let writer = Writer(path)
        writer.write("one\ntw")
        let before = Follower(path)
        #expect(before.poll() == ["one"])
        let follower = Follower(path, resuming: before.tail.memory())
        #expect(follower.poll() == [])
        let again = Follower(path, resuming: follower.tail.memory())
        #expect(again.poll() == [])
        writer.write("o\nthree")
        #expect(again.poll() == ["two"])
        #expect(again.finish() == ["three"])
    }

    @Test func `case 17: the last line without newline counts at the end of a finite input, and is marked`() throws {
        for content in [Array("one\ntwo".utf8), Compressing.gzip("one\ntwo")] {
            unlink(path)
            Writer(path).write(content)
            let follower = Follower(path)
            #expect(follower.poll() == ["one"])
            _ = follower.reader.finish()
            let last = try #require(follower.reader.next(completeLength: wholeLines))
            #expect(last.isFinal && last.lines == ["two"])
            #expect(follower.tail.state == .ended)
            // It was counted: a later run goes on behind it.
            #expect(Follower(path, resuming: follower.tail.memory()).poll() == [])
        }
    }

    @Test func `case 18: line ends, blank lines, marks of byte order and UTF-16`() {
        let expected = ["a", "", "b"]
        let contents = [
            Array("a\r\n\r\nb\r\n".utf8), Array("a\r\rb\r".utf8), Array("\u{FEFF}a\n\nb\n".utf8),
            Compressing.utf16("a\n\nb\n", .littleEndian), Compressing.utf16("a\r\n\r\nb\r\n", .bigEndian),
        ]
        for content in contents {
            unlink(path)
            Writer(path).write(content)
            // The carriage return before a newline and the mark are left to the decoders.
            let lines = Follower(path).poll().map { line in
                String(String.UnicodeScalarView(line.unicodeScalars.filter { $0 != "\r" && $0 != "\u{FEFF}" }))
            }
            #expect(lines == expected)
        }
    }

    @Test func `case 19: a line of a gigabyte is skipped in a few megabytes of memory`() {
        let pool = ChunkPool(capacity: 1 << 20)
        let reader = ChunkReader(EndlessLine(length: 1 << 30), index: 0, pool: pool)
        #expect(reader.lines() == ["next"])
        #expect(reader.oversizedRecords == 1)
        #expect(pool.peakBytes <= 2 * (pool.capacity + ChunkPool.padding))
    }

    @Test func `case 20: a line at the limit is a line, one longer is not`() {
        for (length, isKept) in [(63, true), (64, true), (65, false), (200, false)] {
            unlink(path)
            let line = String(repeating: "x", count: length)
            Writer(path).write(line + "\nnext\n" + line)
            let follower = Follower(path, capacity: 80, limit: 64)
            #expect(follower.poll() == (isKept ? [line, "next"] : ["next"]))
            #expect(follower.finish() == (isKept ? [line] : []))
            #expect(follower.reader.oversizedRecords == (isKept ? 0 : 2))
        }
    }

    @Test func `case 20: a line too long is left out once more by a run that begins in it`() {
        let writer = Writer(path)
        writer.write("1\n" + String(repeating: "x", count: 500))
        let before = Follower(path, capacity: 80, limit: 64)
        #expect(before.poll() == ["1"])
        writer.write(String(repeating: "x", count: 500) + "\n2\n")
        let after = Follower(path, capacity: 80, limit: 64, resuming: before.tail.memory())
        #expect(after.poll() == ["2"])
        #expect(after.reader.oversizedRecords == 1)
    }

    @Test func `case 21: bytes that are no UTF-8 are handed on as they are`() throws {
        let bytes: [UInt8] = [0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0x0A] + Array(#"{"a":"\ud800"}"#.utf8) + [0x0A]
        Writer(path).write(bytes)
        let follower = Follower(path)
        follower.look()
        let chunk = try #require(follower.reader.next(completeLength: wholeLines))
        #expect(chunk.withBytes { Array($0) } == bytes)
    }

    @Test(arguments: [false, true])
    func `case 22: the hole before what a writer goes on with after its file was emptied`(isKilled: Bool) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        defer { close(descriptor) }
        _ = write(descriptor, "first\nsecond\n", 13)
        var follower = Follower(path, limit: 64)
        #expect(follower.poll() == ["first", "second"])
        ftruncate(descriptor, 0)
        lseek(descriptor, 100_000, SEEK_SET)
        _ = write(descriptor, "third\n\0\0fourth\n", 15)
        if isKilled { follower = Follower(path, limit: 64, resuming: follower.tail.memory()) }
        #expect(follower.poll() == ["third", "\0\0fourth"])
        #expect(follower.reader.holeBytes == 100_000)
        #expect(follower.reader.oversizedRecords == 0)
    }

    @Test func `case 22: a hole that a kill falls into is left out all the same, and bytes of a record are not`() {
        let writer = Writer(path)
        writer.write([UInt8](repeating: 0, count: 200))
        let before = Follower(path, capacity: 128, limit: 64)
        #expect(before.poll() == [])
        writer.write([UInt8](repeating: 0, count: 20) + Array("1\n".utf8))
        let after = Follower(path, capacity: 128, limit: 64, resuming: before.tail.memory())
        #expect(after.poll() == ["1"])
        #expect(after.reader.holeBytes == 220)
        writer.write(Array("\0\02\n".utf8))
        #expect(Follower(path, capacity: 128, limit: 64, resuming: after.tail.memory()).poll() == ["\0\02"])
        #expect(after.poll() == ["\0\02"])
    }

    @Test func `case 26: a gzip file that is called a log is read, all its members`() {
        Writer(path).write(Compressing.gzip("1\n2") + Compressing.gzip("\n3\n"))
        let follower = Follower(path)
        #expect(follower.poll() == ["1", "2", "3"])
        #expect(follower.reader.decodings == ["gzip"])
    }
}

/// One line that is too long, and another behind it.
private final class EndlessLine: ByteSource {
    private var left: Int
    private var delivered = 0

    init(length: Int) { left = length }

    var state: SourceState { .reading(offset: 0, size: nil) }
    var pending: StreamID? { left > -5 ? StreamID(0) : nil }
    func poll(now: Duration) -> [SourceEvent] { [] }
    func offset(of stream: StreamID) -> Int { delivered }
    func finish() -> [SourceEvent] { [] }

    func read(_ stream: StreamID, into target: UnsafeMutableRawBufferPointer) -> Int {
        if left > 0 {
            let count = min(left, target.count)
            if let begin = target.baseAddress { memset(begin, 0x78, count) }
            left -= count
            delivered += count
            return count
        }
        guard left == 0 else { return 0 }
        left = -5
        delivered += 6
        target.copyBytes(from: "\nnext\n".utf8)
        return 6
    }
}
