import Glibc
import Testing

@testable import ByteSources

@Suite struct FolderTests {
    let directory = TemporaryDirectory()
    private let padding = String(repeating: "-", count: 80)

    private func line(_ number: Int) -> String { "\(number) \(padding)" }

    private func write(_ numbers: ClosedRange<Int>, to name: String) {
        Writer(directory(name)).write(numbers.map { line($0) + "\n" }.joined())
    }

    @Test func `rotated files of a followed directory are read once, under whatever name`() {
        write(1...2, to: "log")
        write(-9...(-8), to: "log.1")
        let follower = FolderFollower(directory.path)
        #expect(follower.poll() == [1, 2, -9, -8].map(line))
        for round in 1...3 {
            for number in (1...round).reversed() { rename(directory("log.\(number)"), directory("log.\(number + 1)")) }
            rename(directory("log"), directory("log.1"))
            write(10 * round...10 * round + 1, to: "log")
            #expect(follower.poll() == [line(10 * round), line(10 * round + 1)])
            #expect(follower.poll(after: .seconds(11)) == [])
        }
        write(40...40, to: "log.4")
        #expect(follower.poll() == [line(40)])
    }

    @Test func `a file that is compressed after it was read is not read again`() {
        write(1...50, to: "log")
        let follower = FolderFollower(directory.path)
        #expect(follower.poll().count == 50)
        rename(directory("log"), directory("log.1"))
        write(60...60, to: "log")
        #expect(follower.poll() == [line(60)])
        #expect(follower.poll(after: .seconds(11)) == [])
        let text = (1...50).map { line($0) + "\n" }.joined()
        for (ending, bytes) in [(".gz", Compressing.gzip(text)), (".zst", Compressing.zstd(text))] {
            let writer = Writer(directory("log.1" + ending))
            writer.write(Array(bytes[..<20]))
            #expect(follower.poll() == [])
            writer.write(Array(bytes[20...]))
            #expect(follower.poll() == [])
        }
        unlink(directory("log.1"))
        #expect(follower.poll() == [])
        #expect(follower.poll() == [])
        rename(directory("log.1.gz"), directory("log.2.gz"))
        #expect(follower.poll() == [])
        Writer(directory("other.gz")).write(Compressing.gzip((2...50).map { line($0) + "\n" }.joined()))
        #expect(follower.poll().count == 49)
    }

    @Test func `a copy made before truncation is not read again`() {
        write(1...3, to: "log")
        let follower = FolderFollower(directory.path)
        #expect(follower.poll().count == 3)
        write(4...4, to: "log")
        copy(directory("log"), to: directory("log.1"))
        #expect(follower.poll() == [line(4)])
        Writer(directory("log")).truncate()
        write(5...5, to: "log")
        #expect(follower.poll() == [line(5)])
        write(6...6, to: "log")
        copy(directory("log"), to: directory("log.2"))
        Writer(directory("log")).truncate()
        write(7...7, to: "log")
        #expect(follower.poll() == [line(6), line(7)])
    }

    @Test func `what was not read of a file that was copied, emptied and compressed at once comes from the copy`() {
        write(1...30, to: "log")
        let follower = FolderFollower(directory.path)
        #expect(follower.poll().count == 30)
        let text = (1...32).map { line($0) + "\n" }.joined()
        Writer(directory("log")).truncate()
        Writer(directory("log.1.gz")).write(Compressing.gzip(text))
        #expect(follower.poll() == [line(31), line(32)])
        #expect(follower.poll() == [])
    }

    @Test func `files that are alike from the start are all read`() {
        write(1...2, to: "a")
        write(1...2, to: "b")
        let follower = FolderFollower(directory.path)
        #expect(follower.poll().count == 4)
    }

    @Test func `a second name of a file is passed over`() {
        write(1...2, to: "log")
        symlink(directory("log"), directory("now"))
        let follower = FolderFollower(directory.path)
        #expect(follower.poll().count == 2)
        #expect(follower.state(of: directory("now")) == .ended)
    }
}
