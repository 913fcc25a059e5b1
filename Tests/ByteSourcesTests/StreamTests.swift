import Glibc
import Testing

@testable import ByteSources

@Suite struct StreamTests {
    let directory = TemporaryDirectory()

    @Test func `a pipe is read to its end, the last line without newline too`() {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let input = StandardInput(descriptor: ends[0])
        let reader = ChunkReader(input, index: 0, pool: ChunkPool(capacity: 64))
        _ = write(ends[1], "one\ntwo\nla", 10)
        #expect(reader.poll(now: .zero) == [.opened(StreamID(0), offset: 0)])
        let first = reader.next(completeLength: wholeLines)
        #expect(first?.count == 8)
        _ = write(ends[1], "st", 2)
        close(ends[1])
        #expect(reader.lines() == [])
        #expect(reader.poll(now: .zero) == [.closed(StreamID(0), .complete)])
        #expect(reader.lines() == ["last"])
        #expect(reader.poll(now: .zero) == [])
        #expect(input.state == .ended)
        #expect(input.failure == nil)
        close(ends[0])
    }

    @Test func `documents on a pipe that is followed come out without waiting for an end of the line`() {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let reader = ChunkReader(
            StandardInput(descriptor: ends[0], waits: false), index: 0, pool: ChunkPool(capacity: 4096))
        _ = reader.poll(now: .zero)
        #expect(reader.lines() == [])
        _ = write(ends[1], "[{\"a\":1},{\"b\"", 13)
        #expect(reader.lines() == ["{\"a\":1}"])
        _ = write(ends[1], ":2}", 3)
        #expect(reader.lines() == ["{\"b\":2}"])
        #expect(reader.decodings == ["JSON documents"])
        close(ends[1])
        #expect(reader.lines() == [])
        _ = reader.poll(now: .zero)
        #expect(reader.lines() == [])
        #expect(reader.faults.map(\.fault) == [.truncated(.documents)])
        close(ends[0])
    }

    @Test func `a compressed pipe is read as its lines`() {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let bytes = Compressing.gzip("one\ntwo")
        _ = write(ends[1], bytes, bytes.count)
        close(ends[1])
        let reader = ChunkReader(StandardInput(descriptor: ends[0]), index: 0, pool: ChunkPool(capacity: 4096))
        _ = reader.poll(now: .zero)
        #expect(reader.lines() == ["one"])
        _ = reader.poll(now: .zero)
        #expect(reader.lines() == ["two"])
        close(ends[0])
    }

    @Test func `a glob names its files sorted, and later ones when asked again`() throws {
        let pattern = SourcePattern(directory("e-?.[jl]*"))
        #expect(try pattern.expand() == [])
        for name in ["e-2.json", "e-1.log", "f-1.log"] { _ = Writer(directory(name)) }
        #expect(try pattern.expand() == [directory("e-1.log"), directory("e-2.json")])
        _ = Writer(directory("e-0.log"))
        #expect(try pattern.expand().first == directory("e-0.log"))
    }

    @Test func `a plain path and an existing name with brackets stand for themselves`() throws {
        #expect(try SourcePattern("/nowhere/log").expand() == ["/nowhere/log"])
        #expect(SourcePattern("-").isStandardInput)
        let odd = directory("a[1]*.log")
        _ = Writer(odd)
        #expect(try SourcePattern(odd).expand() == [odd])
        #expect(try SourcePattern.paths(matching: SourcePattern.escaped(odd)) == [odd])
    }

    @Test func `a watch notices writes and new files`() throws {
        let path = directory("log")
        let writer = Writer(path)
        let watch = FileWatch()
        try #require(watch.descriptor != nil)
        watch.watch(path)
        #expect(!watch.drain())
        writer.write("1\n")
        #expect(watch.drain())
        rename(path, directory("log.1"))
        #expect(watch.drain())
        #expect(!watch.drain())
    }

    @Test(arguments: [
        (".1", true), (".12", true), ("-20260131", true), (".2026-01-31T10:00", true), (".old", true), ("~", true),
        (".gz", false), ("-audit", false), (".1.gz", false), ("", false),
    ])
    func `knows the endings that rotation gives`(suffix: String, isRotation: Bool) {
        #expect(FileTail.isRotationSuffix(suffix[...]) == isRotation)
    }
}
