import Glibc
import Testing

@testable import ByteSources

@Suite struct FileTailTests {
    let directory = TemporaryDirectory()
    var path: String { directory("log") }

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
