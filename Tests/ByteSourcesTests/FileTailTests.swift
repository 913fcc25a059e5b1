import Glibc
import Testing

@testable import ByteSources

@Suite struct FileTailTests {
    let directory = TemporaryDirectory()
    var path: String { directory("log") }

    @Test func `an appended line counts once, when its newline has come`() {
        let writer = Writer(path)
        let follower = Follower(path)
        writer.write("one\ntw")
        #expect(follower.poll() == ["one"])
        #expect(follower.poll() == [])
        writer.write("o\n")
        #expect(follower.poll() == ["two"])
        #expect(follower.finish() == [])
    }

    @Test func `the last line without newline counts at the end of a finite input`() {
        Writer(path).write("one\ntwo")
        let follower = Follower(path)
        #expect(follower.poll() == ["one"])
        #expect(follower.finish() == ["two"])
        #expect(follower.tail.state == .ended)
    }

    @Test func `after a rename the old file is read on while its writer still writes`() {
        let old = Writer(path)
        old.write("1\n")
        let follower = Follower(path)
        #expect(follower.poll() == ["1"])
        old.write("2\nhal")
        rename(path, directory("log.1"))
        Writer(path).write("a\n")
        #expect(follower.poll() == ["2", "a"])
        #expect(follower.events.contains(.rotated))
        old.write("f\n3\n")
        #expect(follower.poll() == ["half", "3"])
        #expect(follower.poll(after: .seconds(11)) == [])
        #expect(follower.events == [.closed(StreamID(0), .complete)])
        #expect(follower.tail.openFiles.count == 1)
    }

    @Test func `an unfinished line of a renamed file counts when the file is closed`() {
        Writer(path).write("1\nlast")
        let follower = Follower(path)
        #expect(follower.poll() == ["1"])
        rename(path, directory("log.1"))
        #expect(follower.poll() == [])
        #expect(follower.events == [.waiting(.notThere(path: path))])
        #expect(follower.poll(after: .seconds(11)) == ["last"])
    }

    @Test func `two rotations between two polls are read in order`() {
        Writer(path).write("1\n")
        let follower = Follower(path)
        #expect(follower.poll() == ["1"])
        rename(path, directory("log.1"))
        Writer(path).write("2\n")
        rename(directory("log.1"), directory("log.2"))
        rename(path, directory("log.1"))
        Writer(path).write("3\n")
        #expect(follower.poll() == ["2", "3"])
    }

    @Test func `files that stood beside the path at the start are not read`() {
        Writer(directory("log.1")).write("old\n")
        Writer(path).write("1\n")
        let follower = Follower(path)
        #expect(follower.poll() == ["1"])
        Writer(directory("log.copy-of-mine")).write("foreign\n")
        rename(path, directory("log.2"))
        Writer(path).write("2\n")
        #expect(follower.poll() == ["2"])
    }

    @Test func `a copy that someone made is not read as another generation`() {
        let writer = Writer(path)
        writer.write("1\n")
        let follower = Follower(path)
        #expect(follower.poll() == ["1"])
        copy(path, to: directory("log.1"))
        writer.write("2\n")
        #expect(follower.poll() == ["2"])
        rename(path, directory("log.2"))
        Writer(path).write("3\n")
        #expect(follower.poll() == ["3"])
    }

    @Test func `truncation says how many bytes were lost and reads on from the start`() {
        let writer = Writer(path)
        writer.write("first line\nhalf")
        let follower = Follower(path)
        #expect(follower.poll() == ["first line"])
        writer.truncate()
        #expect(follower.poll() == [])
        #expect(follower.events.first == .truncated(StreamID(0), unreadBytes: 0))
        #expect(follower.reader.cutOffRecords == 1)
        writer.write("2\n")
        #expect(follower.poll() == ["2"])
    }

    @Test func `unread bytes lost to truncation are counted exactly`() {
        let writer = Writer(path)
        writer.write("1\n")
        let follower = Follower(path)
        #expect(follower.poll() == ["1"])
        writer.write("unread\n")
        _ = follower.reader.poll(now: .seconds(1))
        writer.truncate()
        #expect(follower.poll() == [])
        #expect(follower.events.first == .truncated(StreamID(0), unreadBytes: 7))
    }

    @Test func `a file rewritten longer, or at equal size, is read anew`() {
        let writer = Writer(path)
        writer.write("1111\n")
        let follower = Follower(path)
        #expect(follower.poll() == ["1111"])
        writer.truncate()
        writer.write("2222\n")
        #expect(follower.poll() == ["2222"])
        writer.truncate()
        writer.write("3333\n4444\n")
        #expect(follower.poll() == ["3333", "4444"])
    }

    @Test func `a file rewritten between poll and read yields no garbage`() {
        let writer = Writer(path)
        writer.write("1111\n")
        let follower = Follower(path)
        #expect(follower.poll() == ["1111"])
        writer.write("2222\n")
        _ = follower.reader.poll(now: .seconds(1))
        writer.truncate()
        writer.write("aaaaaaaa\nbbbbbbbb\ncccccc\n")
        #expect(follower.reader.lines() == [])
        #expect(follower.poll() == ["aaaaaaaa", "bbbbbbbb", "cccccc"])
    }

    @Test func `a rewritten header of the same bytes is told by the bytes before the offset`() {
        let header = String(repeating: "column,", count: 200) + "last\n"
        let writer = Writer(path)
        writer.write(header + "1,1\n")
        let follower = Follower(path, limit: 2000)
        #expect(follower.poll() == [String(header.dropLast()), "1,1"])
        writer.truncate()
        writer.write(header + "2,2\n3,3\n")
        #expect(follower.poll() == [String(header.dropLast()), "2,2", "3,3"])
    }

    @Test func `copy and truncate loses nothing while the copy is there`() {
        let writer = Writer(path)
        writer.write("1\nhal")
        let follower = Follower(path)
        #expect(follower.poll() == ["1"])
        writer.write("f\n2\n")
        copy(path, to: directory("log.1"))
        writer.truncate()
        writer.write("3\n")
        #expect(follower.poll() == ["half", "2", "3"])
        #expect(follower.events.first == .copiedAndTruncated(StreamID(0)))
    }

    @Test func `a removed and recreated file is read from its start`() {
        Writer(path).write("1\n")
        let follower = Follower(path)
        #expect(follower.poll() == ["1"])
        unlink(path)
        Writer(path).write("2\n3\n")
        #expect(follower.poll() == ["2", "3"])
        #expect(follower.poll(after: .seconds(11)) == [])
        unlink(path)
        Writer(path).write("4\n")
        #expect(follower.poll() == ["4"])
    }

    @Test func `a switched symbolic link is followed, and back again without repeating`() {
        let first = Writer(directory("a"))
        let second = Writer(directory("b"))
        first.write("a1\n")
        second.write("b1\n")
        symlink(directory("a"), path)
        let follower = Follower(path)
        #expect(follower.poll() == ["a1"])
        first.write("a2\n")
        symlink(directory("b"), directory("next"))
        rename(directory("next"), path)
        #expect(follower.poll() == ["a2", "b1"])
        #expect(follower.poll(after: .seconds(11)) == [])
        #expect(follower.tail.openFiles.count == 1)
        first.write("a3\n")
        symlink(directory("a"), directory("next"))
        rename(directory("next"), path)
        #expect(follower.poll() == ["a3"])
    }

    @Test func `a file that is not there is waited for, said once, and read from its start`() {
        let follower = Follower(path, start: .end)
        #expect(follower.poll() == [])
        #expect(follower.events == [.waiting(.notThere(path: path))])
        #expect(follower.poll() == [])
        #expect(follower.events == [])
        #expect(follower.tail.state == .waiting(.notThere(path: path)))
        Writer(path).write("1\n")
        #expect(follower.poll() == ["1"])
        #expect(follower.tail.state == .reading(offset: 2, size: 2))
    }

    @Test func `an unusable path says why and is read once it can be`() throws {
        symlink(path, path)
        let follower = Follower(path)
        #expect(follower.poll() == [])
        #expect(follower.events == [.waiting(.system(operation: .examine, path: path, code: ELOOP))])
        unlink(path)
        Writer(path).write("1\n")
        #expect(follower.poll() == ["1"])
    }

    @Test(.enabled(if: geteuid() != 0))
    func `a forbidden file is read from its start once it is allowed`() {
        Writer(path).write("1\n")
        chmod(path, 0)
        let follower = Follower(path)
        #expect(follower.poll() == [])
        #expect(follower.events == [.waiting(.system(operation: .open, path: path, code: EACCES))])
        chmod(path, 0o644)
        #expect(follower.poll() == ["1"])
    }

    @Test func `directories and devices are refused with a way out`() throws {
        let follower = Follower(directory.path)
        #expect(follower.poll() == [])
        let reason = ByteSourceError.unsuitable(path: directory.path, kind: .directory)
        #expect(follower.events == [.refused(reason)])
        #expect(reason.description.contains("name a file in it"))
        let device = Follower("/dev/zero")
        #expect(device.poll() == [])
        #expect(device.tail.state == .refused(.unsuitable(path: "/dev/zero", kind: .characterDevice)))
    }

    @Test func `a named pipe is read until its writers are gone, and again for the next one`() {
        mkfifo(path, 0o600)
        let follower = Follower(path)
        #expect(follower.poll() == [])
        var writer: Writer? = Writer(path)
        writer?.write("1\nla")
        #expect(follower.poll() == ["1"])
        writer?.write("st")
        writer = nil
        #expect(follower.poll() == [])
        #expect(follower.poll() == ["last"])
        #expect(follower.tail.state == .ended)
        writer = Writer(path)
        writer?.write("2\n")
        #expect(follower.poll() == ["2"])
    }

    @Test func `starts at the end, behind the last whole line`() {
        let writer = Writer(path)
        writer.write("1\n2\nhal")
        let follower = Follower(path, start: .end)
        #expect(follower.poll() == [])
        writer.write("f\n3\n")
        #expect(follower.poll() == ["half", "3"])
    }

    @Test(arguments: [
        (0, []), (1, []), (2, ["c"]), (3, ["c"]), (4, ["b", "c"]), (6, ["a", "b", "c"]), (99, ["a", "b", "c"]),
    ])
    func `starts at the first line inside the last bytes`(bytes: Int, expected: [String]) {
        Writer(path).write("a\nb\nc\n")
        #expect(Follower(path, start: .last(bytes: bytes)).poll() == expected)
    }

    @Test func `goes on from a saved position, unless the file was rewritten`() {
        let writer = Writer(path)
        writer.write("1\n2\nhal")
        let before = Follower(path)
        #expect(before.poll() == ["1", "2"])
        let saved = before.tail.memory()
        writer.write("f\n3\n")
        #expect(Follower(path, resuming: saved).poll() == ["half", "3"])
        writer.truncate()
        writer.write("longer than before\n")
        #expect(Follower(path, resuming: saved).poll() == ["longer than before"])
    }
}
