import Testing

@testable import ByteSources

@Suite struct EncodingTests {
    private static let text = "alpha\nβeta €\r\n\n𝄞 gamma\nlast"
    private static let lines = ["alpha", "βeta €\r", "", "𝄞 gamma", "last"]

    /// The text in every encoding, and what should be found.
    private static let samples: [(name: String, bytes: [UInt8], encodings: [SourceEncoding])] = [
        ("plain", Array(text.utf8), []),
        (
            "gzip members",
            Compressing.gzip("alpha\nβe") + Compressing.gzip("") + Compressing.gzip("ta €\r\n\n𝄞 gamma\nlast") + [
                0, 0, 0,
            ], [.gzip]
        ),
        (
            "zstd frames",
            [0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 7, 7] + Compressing.zstd("alpha\nβe")
                + Compressing.zstd("ta €\r\n\n𝄞 gamma\nlast"), [.zstd]
        ),
        ("UTF-16 LE", Compressing.utf16(text, .littleEndian), [.utf16]),
        ("UTF-16 BE", Compressing.utf16(text, .bigEndian), [.utf16]),
        ("gzip of UTF-16", Compressing.gzip(Compressing.utf16(text, .bigEndian)), [.gzip, .utf16]),
    ]

    @Test(arguments: samples.map(\.name))
    func `every split of the input gives the same lines`(name: String) throws {
        let sample = try #require(Self.samples.first { $0.name == name })
        let bytes = sample.bytes
        for capacity in [25, 64, 4096] {
            for cut in 0...bytes.count {
                let second = min(bytes.count, cut + 5)
                let portions = [bytes[..<cut], bytes[cut..<second], bytes[second...]].map(Array.init)
                let decoded = Decoded.of(portions, capacity: capacity, limit: 24)
                #expect(decoded == Decoded(lines: Self.lines, encodings: sample.encodings), "\(capacity), cut \(cut)")
            }
            let single = Decoded.of(bytes.map { [$0] }, capacity: capacity, limit: 24)
            #expect(single == Decoded(lines: Self.lines, encodings: sample.encodings))
        }
    }

    @Test func `carriage returns alone end lines, whatever the split`() {
        let bytes = Array("a,b\r1,2\r\r3,4".utf8)
        for cut in 0...bytes.count {
            let decoded = Decoded.of([Array(bytes[..<cut]), Array(bytes[cut...])], capacity: 64, limit: 24)
            #expect(decoded == Decoded(lines: ["a,b", "1,2", "", "3,4"], encodings: [.carriageReturns]), "cut \(cut)")
        }
        let mixed = run(CarriageReturnTranscoder(), bytes.map { [$0] } + [Array("\r\n5\r".utf8)], outputSize: 1)
        #expect(String(decoding: mixed.bytes, as: UTF8.self) == "a,b\n1,2\n\n3,4\n5\n")
        #expect(Decoded.of("a\r\nb\rc\n").encodings == [])
    }

    @Test func `halves of UTF-16 pairs become replacement characters`() {
        let units: [UInt16] = [0xFEFF, 0xD834, 0x61, 0xDD1E, 0x0A, 0xD834, 0xD834, 0xDD1E, 0xFEFF, 0x0A, 0xD834]
        for order in [UTF16Transcoder.ByteOrder.littleEndian, .bigEndian] {
            let bytes = Compressing.units(units, order)
            for size in 1...7 {
                let result = run(UTF16Transcoder(order), bytes.map { [$0] }, outputSize: size)
                #expect(
                    String(decoding: result.bytes, as: UTF8.self) == "\u{FFFD}a\u{FFFD}\n\u{FFFD}𝄞\u{FEFF}\n\u{FFFD}")
                #expect(result.fault == .truncated(.utf16))
            }
        }
    }

    @Test func `case 26: truncated data is read as far as it goes and reported`() {
        let text = (0..<2000).map { "line \($0 &* 7919 % 1009)\n" }.joined()
        for (encoding, whole) in [
            (SourceEncoding.gzip, Compressing.gzip("first\n") + Compressing.gzip(text)),
            (.zstd, Compressing.zstd("first\n") + Compressing.zstd(text)),
        ] {
            for kept in stride(from: 40, to: whole.count, by: 97) {
                let decoded = Decoded.of([Array(whole[..<kept])])
                #expect(decoded.lines.first == "first", "kept \(kept)")
                #expect(decoded.faults == [.truncated(encoding)], "kept \(kept)")
            }
        }
    }

    @Test func `case 26: a bad check sum keeps the data and is reported`() {
        var gzip = Compressing.gzip("one\ntwo\n")
        gzip[gzip.count - 8] ^= 1
        let decoded = Decoded.of([gzip + Compressing.gzip("three\n")])
        #expect(decoded.lines == ["one", "two"])
        #expect(decoded.faults == [.damaged(.gzip, detail: "incorrect data check")])
        var zstd = Compressing.zstd((0..<99).map { "\($0)\n" }.joined())
        zstd[zstd.count / 2] ^= 0xFF
        #expect(Decoded.of([zstd]).faults.count == 1)
    }

    @Test func `case 26: garbage behind compressed data is damage, zeros are not`() {
        for (encoding, bytes) in [(SourceEncoding.gzip, Compressing.gzip("a\n")), (.zstd, Compressing.zstd("a\n"))] {
            #expect(Decoded.of([bytes + [0, 0, 0, 0]]) == Decoded(lines: ["a"], encodings: [encoding]))
            for garbage in [Array("hello".utf8), [0x1F, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28]] {
                let decoded = Decoded.of([bytes + garbage])
                #expect(decoded.lines == ["a"])
                #expect(decoded.faults == [.trailingGarbage(encoding)])
            }
        }
    }

    @Test func `case 26: a bomb is read chunk by chunk`() {
        let bomb = Compressing.gzip([UInt8](repeating: 0x61, count: 3_000_000) + [0x0A, 0x62, 0x0A])
        #expect(bomb.count < 6000)
        let decoded = Decoded.of([bomb], capacity: 10_000, limit: 1000)
        #expect(decoded.lines == ["b"])
        #expect(decoded.oversized == 1)
        let lines = Decoded.of([Compressing.zstd(String(repeating: "x\n", count: 200_000))], capacity: 10_000)
        #expect(lines.lines.count == 200_000)
    }

    @Test func `case 26: a zstd frame that asks for gigabytes is refused`() {
        // Window descriptor 0xA8: 2^31 bytes.
        let hostile: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xA8, 0x01, 0x00, 0x00]
        let decoded = Decoded.of([hostile])
        #expect(decoded.lines == [])
        #expect(decoded.faults == [.damaged(.zstd, detail: "frame requires too much memory for decoding")])
    }

    @Test func `bytes that only begin like a magic number are lines`() {
        #expect(Decoded.of([[0x1F, 0x8B]]).encodings == [])
        #expect(Decoded.of([[0x28, 0xB5, 0x0A]]).lines.count == 1)
        #expect(Decoded.of("P*M").lines == ["P*M"])
        #expect(Decoded.of([[0xFF]]).encodings == [])
    }

    @Test func `chunks of a decoded stream count decoded bytes`() throws {
        let reader = ChunkReader(
            Portions([Compressing.gzip("ab\ncd\ne")]), index: 0, pool: ChunkPool(capacity: 128))
        let first = try #require(reader.next(completeLength: wholeLines))
        #expect((first.offset, first.count) == (0, 6))
        #expect(reader.unfinishedBytes(of: StreamID(0)) == 1)
        #expect(reader.isDecoded(StreamID(0)))
        #expect(reader.decodings == ["gzip"])
        #expect(reader.next(completeLength: wholeLines) == nil)
        _ = reader.finish()
        let last = try #require(reader.next(completeLength: wholeLines))
        #expect((last.offset, last.count, last.isFinal) == (6, 2, true))
    }
}
