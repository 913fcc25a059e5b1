import Glibc
import Testing

@testable import ByteSources

@Suite struct DecodedFileTests {
    let directory = TemporaryDirectory()
    var path: String { directory("log") }

    @Test func `a followed gzip file that grows by a member is read on`() {
        let writer = Writer(path)
        writer.write(Compressing.gzip("one\ntw"))
        let follower = Follower(path)
        #expect(follower.poll() == ["one"])
        let member = Compressing.gzip("o\nthree\n")
        writer.write(Array(member[..<9]))
        #expect(follower.poll() == [])
        writer.write(Array(member[9...]))
        #expect(follower.poll() == ["two", "three"])
        #expect(follower.finish() == [])
        #expect(follower.reader.faults.isEmpty)
    }

    @Test func `from the end of a compressed file only another member is read`() {
        for (first, second) in [
            (Compressing.gzip("1\n"), Compressing.gzip("2\n")), (Compressing.zstd("1\n"), Compressing.zstd("2\n")),
        ] {
            let writer = Writer(path)
            writer.truncate()
            writer.write(first)
            let follower = Follower(path, start: .end)
            #expect(follower.poll() == [])
            writer.write(second)
            #expect(follower.poll() == ["2"])
            #expect(Follower(path, start: .last(bytes: 3)).poll() == ["1", "2"])
        }
    }

    @Test func `the middle of a member cannot be entered, which is said`() {
        let member = Compressing.gzip("1\n2\n")
        let writer = Writer(path)
        writer.write(Array(member[..<14]))
        let follower = Follower(path, start: .end)
        #expect(follower.poll() == [])
        writer.write(Array(member[14...]))
        #expect(follower.poll() == [])
        #expect(follower.reader.faults.map(\.fault) == [.enteredInTheMiddle(.gzip)])
    }

    @Test(arguments: [UTF16Transcoder.ByteOrder.littleEndian, .bigEndian])
    func `UTF-16 can be entered at a line`(order: UTF16Transcoder.ByteOrder) {
        let writer = Writer(path)
        // U+0A0A and U+0A00 hold the newline's byte.
        writer.write(Compressing.utf16("a\u{0A0A}\nb\u{0A00}\nha", order))
        let follower = Follower(path, start: .end)
        #expect(follower.poll() == [])
        writer.write(Compressing.units(Array("lf\nc\n".utf16), order))
        #expect(follower.poll() == ["half", "c"])
        #expect(Follower(path, start: .last(bytes: 16)).poll() == ["half", "c"])
        #expect(Follower(path, start: .last(bytes: 24)).poll() == ["b\u{0A00}", "half", "c"])
    }

    @Test func `an array that grows is followed, from its beginning or its end`() {
        let writer = Writer(path)
        writer.write("[\n{\"a\":1},\n{\"b\":2}\n")
        let whole = Follower(path)
        let end = Follower(path, start: .end)
        #expect(whole.poll() == ["", #"{"a":1}"#, #"{"b":2}"#])
        #expect(end.poll() == [])
        writer.write(",{\"c\":\n3}\n")
        #expect(whole.poll() == [#"{"c": 3}"#])
        #expect(end.poll() == [#"{"c": 3}"#])
    }

    @Test func `documents without an end of the line are read as they come`() {
        let writer = Writer(path)
        writer.write("{\"a\":1}{\"b\":2}")
        let follower = Follower(path)
        #expect(follower.poll() == [#"{"a":1}"#, #"{"b":2}"#])
        writer.write("{\"c\":3}")
        #expect(follower.poll() == [#"{"c":3}"#])
    }

    @Test func `carriage returns are followed, the last line at its return`() {
        let writer = Writer(path)
        writer.write("a\rb\rc")
        let follower = Follower(path)
        #expect(follower.poll() == ["a", "b"])
        writer.write("d\r")
        #expect(follower.poll() == ["cd"])
    }

    @Test func `each generation is looked at for itself`() {
        Writer(path).write(Compressing.gzip("1\n"))
        let follower = Follower(path)
        #expect(follower.poll() == ["1"])
        rename(path, directory("log.1"))
        Writer(path).write("2\n")
        #expect(follower.poll() == ["2"])
        #expect(follower.reader.decodings == ["gzip"])
    }

    @Test func `the decoded beginning of a file is at hand`() throws {
        let text = (0..<1000).map { "{\"n\":\($0)}\n" }.joined()
        Writer(path).write(Compressing.gzip(Compressing.utf16(text, .littleEndian)))
        let all = try #require(DecodedBeginning.bytes(of: path, limit: 1 << 20))
        #expect(String(decoding: all, as: UTF8.self) == text)
        #expect(DecodedBeginning.bytes(of: path, limit: 100) == Array(text.utf8.prefix(100)))
        #expect(DecodedBeginning.bytes(of: directory("none"), limit: 100) == nil)
        mkfifo(directory("pipe"), 0o600)
        #expect(DecodedBeginning.bytes(of: directory("pipe"), limit: 100) == nil)
        Writer(directory("doc")).write("[{\"a\":1},{\"b\":2")
        #expect(DecodedBeginning.bytes(of: directory("doc"), limit: 100) == Array("{\"a\":1}\n{\"b\":2\n".utf8))
        Writer(directory("short")).write("a")
        #expect(DecodedBeginning.bytes(of: directory("short"), limit: 100) == [0x61])
    }

    @Test func `a directory stands for the files in it, also later ones`() throws {
        let pattern = SourcePattern(directory.path)
        #expect(pattern.isGlob)
        #expect(try pattern.expand() == [])
        #expect(pattern.noMatch == .emptyDirectory(path: directory.path))
        for name in ["b.log", "a.log.1", ".hidden", "a.log"] { _ = Writer(directory(name)) }
        mkdir(directory("below"), 0o700)
        #expect(try pattern.expand() == ["a.log", "a.log.1", "b.log"].map { directory($0) })
        _ = Writer(directory("a.log.2.gz"))
        #expect(try SourcePattern(directory.path + "/").expand()[2] == directory("a.log.2.gz"))
        rmdir(directory("below"))
    }
}
