import CCompression

@testable import ByteSources

/// Compressed test data, made with the libraries themselves.
enum Compressing {
    /// One gzip member.
    static func gzip(_ text: String, level: Int32 = 6) -> [UInt8] { gzip(Array(text.utf8), level: level) }

    static func gzip(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
        var stream = z_stream()
        ccompression_deflate_init(&stream, level)
        defer { deflateEnd(&stream) }
        var input = bytes
        let capacity = Int(deflateBound(&stream, UInt(bytes.count))) + 64
        return input.withUnsafeMutableBufferPointer { input in
            [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(capacity)
                deflate(&stream, Z_FINISH)
                count = capacity - Int(stream.avail_out)
            }
        }
    }

    /// One zstd frame.
    static func zstd(_ text: String) -> [UInt8] { zstd(Array(text.utf8)) }

    static func zstd(_ bytes: [UInt8]) -> [UInt8] {
        let capacity = ZSTD_compressBound(bytes.count)
        return [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            let context = ZSTD_createCCtx()
            defer { ZSTD_freeCCtx(context) }
            ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
            count = ZSTD_compress2(context, output.baseAddress, capacity, bytes, bytes.count)
        }
    }

    static func utf16(_ text: String, _ order: UTF16Transcoder.ByteOrder) -> [UInt8] {
        units([0xFEFF] + Array(text.utf16), order)
    }

    static func units(_ units: [UInt16], _ order: UTF16Transcoder.ByteOrder) -> [UInt8] {
        units.flatMap { unit in
            let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
            return order == .littleEndian ? bytes : bytes.reversed()
        }
    }
}

/// What comes of bytes.
struct Decoded: Equatable {
    var lines: [String] = []
    var encodings: [SourceEncoding] = []
    var faults: [TranscodingFault] = []
    var oversized = 0

    /// Reads portions to their end.
    static func of(
        _ portions: [[UInt8]], capacity: Int = 4096, limit: Int = 1024, documents: JSONDocuments = .automatic
    ) -> Decoded {
        let reader = ChunkReader(
            Portions(portions.filter { !$0.isEmpty }), index: 0, limit: LineLimit(bytes: limit),
            pool: ChunkPool(capacity: capacity))
        reader.documents = documents
        var decoded = Decoded()
        decoded.lines = reader.lines()
        _ = reader.finish()
        decoded.lines += reader.lines()
        decoded.encodings = reader.encodings
        decoded.faults = reader.faults.map(\.fault)
        decoded.oversized = reader.oversizedRecords
        return decoded
    }

    static func of(_ text: String, capacity: Int = 4096, limit: Int = 1024) -> Decoded {
        of([Array(text.utf8)], capacity: capacity, limit: limit)
    }

    /// Lines that are not empty.
    var records: [String] { lines.filter { !$0.isEmpty } }
}

/// Runs a transcoder over portions with so much output at a time.
func run(_ transcoder: some Transcoder, _ portions: [[UInt8]], outputSize: Int) -> (
    bytes: [UInt8], fault: TranscodingFault?
) {
    var transcoder = transcoder
    var bytes: [UInt8] = []
    var output = [UInt8](repeating: 0, count: outputSize)
    for (index, portion) in portions.enumerated() {
        var rest = portion[...]
        while true {
            let isEnd = index == portions.count - 1
            let done = rest.withUnsafeBytes { input in
                output.withUnsafeMutableBytes { transcoder.transcode(input, into: $0, isEnd: isEnd) }
            }
            rest = rest.dropFirst(done.taken)
            bytes += output[..<done.written]
            if done.written < outputSize && rest.isEmpty { break }
        }
    }
    return (bytes, transcoder.fault)
}
