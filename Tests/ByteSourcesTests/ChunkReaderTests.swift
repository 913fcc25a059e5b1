import Testing

@testable import ByteSources

/// Bytes in portions, so that reads end where a test wants them to.
final class Portions: ByteSource {
    private var portions: [[UInt8]]
    private var delivered = 0

    init(_ portions: [[UInt8]]) { self.portions = portions }

    var state: SourceState { .reading(offset: delivered, size: nil) }
    func poll(now: Duration) -> [SourceEvent] { [] }
    var pending: StreamID? { portions.isEmpty ? nil : StreamID(0) }
    func offset(of stream: StreamID) -> Int { delivered }
    func finish() -> [SourceEvent] { [.closed(StreamID(0), .complete)] }

    func read(_ stream: StreamID, into target: UnsafeMutableRawBufferPointer) -> Int {
        guard let first = portions.first else { return 0 }
        let taken = first.prefix(target.count)
        target.copyBytes(from: taken)
        portions[0].removeFirst(taken.count)
        if portions[0].isEmpty { portions.removeFirst() }
        delivered += taken.count
        return taken.count
    }
}

@Suite struct ChunkReaderTests {
    private func lines(_ portions: [[UInt8]], capacity: Int, limit: Int) -> (lines: [String], oversized: Int) {
        let reader = ChunkReader(
            Portions(portions), index: 0, limit: LineLimit(bytes: limit), pool: ChunkPool(capacity: capacity))
        var lines = reader.lines()
        _ = reader.finish()
        lines += reader.lines()
        return (lines, reader.oversizedRecords)
    }

    @Test func `every split of the input gives the same records`() {
        let text = Array("alpha\nb\n\n\u{FEFF}gamma\r\nover the limit of ten\nexactly10!\nexactly11!!\nlast".utf8)
        let expected = ["alpha", "b", "", "\u{FEFF}gamma\r", "exactly10!", "last"]
        for capacity in [11, 12, 16, 24, 32, 1024] {
            for cut in 0...text.count {
                for second in stride(from: cut, through: text.count, by: 7) {
                    let portions = [text[..<cut], text[cut..<second], text[second...]].map(Array.init)
                    let result = lines(portions.filter { !$0.isEmpty }, capacity: capacity, limit: 10)
                    #expect(result.lines == expected, "capacity \(capacity), cuts \(cut) and \(second)")
                    #expect(result.oversized == 2)
                }
            }
        }
    }

    @Test func `a record much longer than a buffer is skipped and counted once`() {
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000)
        let result = lines([Array("a\n".utf8) + long + Array("\nb\n".utf8), long], capacity: 256, limit: 64)
        #expect(result.lines == ["a", "b"])
        #expect(result.oversized == 2)
    }

    @Test func `chunks know where their bytes stand and that one is the last`() throws {
        let reader = ChunkReader(
            Portions([Array("ab\ncd\ne".utf8), Array("f\ng".utf8)]), index: 7, pool: ChunkPool(capacity: 128))
        let first = try #require(reader.next(completeLength: wholeLines))
        #expect((first.source, first.offset, first.count, first.isFinal) == (7, 0, 6, false))
        let second = try #require(reader.next(completeLength: wholeLines))
        #expect((second.offset, second.count, second.endOffset) == (6, 3, 9))
        #expect(reader.next(completeLength: wholeLines) == nil)
        #expect(reader.unfinishedBytes(of: StreamID(0)) == 1)
        _ = reader.finish()
        let last = try #require(reader.next(completeLength: wholeLines))
        #expect((last.offset, last.count, last.isFinal) == (9, 2, true))
    }

    @Test func `an unclosed multi-line record is given up at the limit`() {
        let reader = ChunkReader(
            Portions([Array("\"a\nb\nc\nd\ne\nf\n".utf8)]), index: 0, limit: LineLimit(bytes: 8),
            pool: ChunkPool(capacity: 64))
        // A record is whole only where no quote is open.
        let quoted: (UnsafeRawBufferPointer) -> Int = { $0.contains(UInt8(ascii: "\"")) ? 0 : wholeLines($0) }
        let chunk = reader.next(completeLength: quoted)
        #expect(chunk?.withBytes { String(decoding: $0, as: UTF8.self) } == "b\nc\nd\ne\nf\n")
        #expect(reader.oversizedRecords == 1)
    }

    @Test func `a hole of NUL bytes before the first line, or longer than a line, is left out`() {
        let hole = [UInt8](repeating: 0, count: 100_000)
        for size in [1, 9, 100_000] {
            let text = hole[..<size] + Array("a\nb\n".utf8)
            #expect(lines([Array(text)], capacity: 256, limit: 64).lines == ["a", "b"])
        }
        let inside = lines([Array("a\n".utf8) + hole + Array("b\nc".utf8)], capacity: 256, limit: 64)
        #expect(inside.lines == ["a", "b", "c"])
        #expect(inside.oversized == 0)
    }

    @Test func `buffers are used again once their chunk is gone`() throws {
        let pool = ChunkPool(capacity: 16, maximumFree: 1)
        let address = Set(
            (0..<3).compactMap { _ in
                let reader = ChunkReader(Portions([Array("a\n".utf8)]), index: 0, pool: pool)
                return reader.next(completeLength: wholeLines)?.withBytes { $0.baseAddress }
            })
        #expect(address.count == 1)
    }
}
