import Glibc
import Testing

@testable import ByteSources

/// Files so short that their beginnings tell little, found again in their copies after a restart.
@Suite struct ShortFileTests {
    private let directory = TemporaryDirectory()
    private var path: String { directory("log") }

    @Test(arguments: ["emptied", "removed", "compressed"])
    func `the copy of a short file, closed before it was written to again, is read from where reading stood`(
        ending: String
    ) {
        let targets = ["app.1", "app.2"].map { directory($0) }
        let writer = Writer(targets[0])
        writer.write("1\n")
        symlink(targets[0], path)
        let before = Follower(path)
        #expect(before.poll() == ["1"])
        Writer(targets[1]).write("2\n")
        symlink(targets[1], directory("next"))
        rename(directory("next"), path)
        #expect(before.poll() == ["2"])
        before.now += .seconds(11)
        #expect(before.poll() == [])
        let memory = before.tail.memory()
        #expect(memory.finished.count == 1)
        // Beginning like it is not enough where it still holds what was read.
        Writer(directory("app.3")).write("1\n3\n")
        #expect(Follower(path, resuming: memory).poll() == ["1", "3"])
        writer.write("4\n")
        if ending == "compressed" {
            Writer(targets[0] + ".1.gz").write(Compressing.gzip("1\n4\n"))
        } else {
            copy(targets[0], to: targets[0] + ".1")
        }
        writer.truncate()
        if ending == "removed" { unlink(targets[0]) }
        unlink(directory("app.3"))
        #expect(Follower(path, resuming: memory).poll() == ["4"])
    }

    @Test func `of two files that were rewritten meanwhile, each goes on in its own copy`() {
        let targets = ["app.1", "app.2"].map { directory($0) }
        let writers = targets.map(Writer.init)
        let before = Follower(path)
        func point(to target: String) {
            symlink(target, directory("next"))
            rename(directory("next"), path)
        }
        for (index, target) in targets.enumerated() {
            writers[index].write("\(index)\n")
            point(to: target)
            #expect(before.poll() == ["\(index)"])
        }
        #expect(before.tail.openFiles.count == 2)
        writers[0].write("2\n")
        copy(targets[0], to: targets[0] + ".1")
        for writer in writers { writer.truncate() }
        writers[1].write("3\n")
        point(to: targets[0])
        let follower = Follower(path, resuming: before.tail.memory())
        #expect(follower.poll().sorted() == ["2", "3"])
    }

    @Test func `what a closed file held is known in a copy of it, when it was emptied twice`() {
        let target = directory("app.1")
        let writer = Writer(target)
        writer.write("1\n")
        symlink(target, path)
        let before = Follower(path)
        #expect(before.poll() == ["1"])
        unlink(path)
        #expect(before.poll() == [])
        #expect(before.poll(after: .seconds(11)) == [])
        let memory = before.tail.memory()
        copy(target, to: target + ".1")
        writer.truncate()
        symlink(target, path)
        let follower = Follower(path, resuming: memory)
        #expect(follower.poll() == [])
        writer.write("22\n")
        #expect(follower.poll() == ["22"])
        copy(target, to: target + ".2")
        writer.truncate()
        Writer(target + ".1.gz").write(Compressing.gzip("1\n"))
        unlink(target + ".1")
        writer.write("3\n")
        #expect(follower.poll() == ["3"])
    }
}
