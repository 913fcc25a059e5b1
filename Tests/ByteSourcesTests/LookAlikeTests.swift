import Glibc
import Testing

@testable import ByteSources

/// Files that begin alike: what is a copy of another, and what only looks like one so far.
@Suite struct LookAlikeTests {
    private let directory = TemporaryDirectory()
    private static let headers = ["ts,user_id,event", String(repeating: "#", count: 100)]

    private func row(_ number: Int) -> String { "\(number) \(String(repeating: "-", count: 70))" }
    private func rows(_ numbers: ClosedRange<Int>) -> String { numbers.map { row($0) + "\n" }.joined() }
    private func expected(_ numbers: ClosedRange<Int>) -> [String] { numbers.map(row) }

    @Test(arguments: headers) func `a file that begins as another does is read when it goes on`(header: String) {
        Writer(directory("a.log")).write(header + "\n" + rows(1...2))
        let follower = FolderFollower(directory.path)
        #expect(follower.poll() == [header] + expected(1...2))
        let other = Writer(directory("b.log"))
        other.write(header + "\n")
        #expect(follower.poll() == [])
        other.write(rows(3...4))
        #expect(follower.poll() == [header] + expected(3...4))
    }

    @Test(arguments: headers) func `so are files after rotation and a restart`(header: String) {
        for name in ["a.log", "b.log"] {
            Writer(directory(name)).write(header + "\n" + row(name == "a.log" ? 1 : 2) + "\n")
        }
        var follower = FolderFollower(directory.path)
        #expect(follower.poll().count == 4)
        var writers: [Writer] = []
        for name in ["a.log", "b.log"] {
            rename(directory(name), directory(name + ".1"))
            writers.append(Writer(directory(name)))
            writers.last?.write(header + "\n")
        }
        follower = FolderFollower(directory.path, resuming: follower.memories)
        _ = follower.poll()
        for (index, writer) in writers.enumerated() { writer.write(row(index + 3) + "\n") }
        follower = FolderFollower(directory.path, resuming: follower.memories)
        #expect(follower.poll().filter { $0 != header }.sorted() == expected(3...4))
    }

    @Test(arguments: headers)
    func `a compressed file that holds more than the open one, which begins like it, is read`(header: String) {
        let path = directory("log")
        let writer = Writer(path)
        writer.write(header + "\n")
        let before = Follower(path)
        #expect(before.poll() == [header])
        // Written, copied, compressed, emptied and begun anew while nobody looks: the open file seems untouched.
        Writer(path + ".1.gz").write(Compressing.gzip(header + "\n" + rows(1...3)))
        writer.truncate()
        writer.write(header + "\n")
        rename(path, path + ".2")
        Writer(path).write(header + "\n")
        #expect(Follower(path, resuming: before.tail.memory()).poll().filter { $0 != header } == expected(1...3))
    }

    @Test(arguments: [false, true]) func `a file written anew with more in it goes on where the old one stood`(
        isResumed: Bool
    ) {
        let path = directory("log")
        Writer(path).write(rows(1...3) + "4")
        var follower = Follower(path)
        #expect(follower.poll() == expected(1...3))
        let memory = follower.tail.memory()
        Writer(directory(".log.tmp")).write(rows(1...6))
        rename(directory(".log.tmp"), path)
        if isResumed { follower = Follower(path, resuming: memory) }
        #expect(follower.poll() == expected(4...6))
        #expect(follower.poll(after: .seconds(11)) == [])
    }

    @Test(arguments: [false, true]) func `a copy that was empty when it was seen is no new file when it is filled`(
        isDirectory: Bool
    ) {
        let path = directory("log")
        let writer = Writer(path)
        let folder = FolderFollower(directory.path)
        let single = Follower(path)
        func poll() -> [String] { isDirectory ? folder.poll() : single.poll() }
        #expect(poll() == [])
        writer.write(rows(1...5))
        let copied = Writer(path + ".1")
        #expect(poll() == expected(1...5))
        writer.write(rows(6...6))
        copied.write(rows(1...6))
        writer.truncate()
        #expect(poll() == expected(6...6))
        writer.write(rows(7...7))
        #expect(poll() == expected(7...7))
    }
}
