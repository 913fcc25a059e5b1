import CCompression

/// Undoes gzip.
package typealias GzipTranscoder = MemberTranscoder<GzipDecoder>

/// zlib's decoder in a place of its own: zlib keeps the address.
package final class GzipDecoder: MemberDecoder {
    package static let encoding = SourceEncoding.gzip
    package let isReady: Bool
    private let stream: UnsafeMutablePointer<z_stream>

    package init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        isReady = ccompression_inflate_init(stream) == Z_OK
    }

    deinit {
        if isReady { inflateEnd(stream) }
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    package static func canBegin(with byte: UInt8) -> Bool { byte == 0x1F }

    package func begin() {
        inflateReset(stream)
    }

    package func decode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> (Transcoded, MemberResult) {
        let given = UInt32(clamping: input.count)
        let space = UInt32(clamping: output.count)
        // zlib does not write to its input; the type only lacks the const.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.assumingMemoryBound(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = given
        stream.pointee.next_out = output.assumingMemoryBound(to: UInt8.self).baseAddress
        stream.pointee.avail_out = space
        let code = inflate(stream, Z_NO_FLUSH)
        let done = Transcoded(
            taken: Int(given - stream.pointee.avail_in), written: Int(space - stream.pointee.avail_out))
        switch code {
        // Z_BUF_ERROR: nothing could be done for want of input.
        case Z_OK, Z_BUF_ERROR: return (done, .goesOn)
        case Z_STREAM_END: return (done, .endOfMember)
        case Z_MEM_ERROR: return (done, .noMemory)
        default:
            let detail = stream.pointee.msg.map { String(cString: $0) } ?? "error \(code)"
            return (done, detail == "incorrect header check" ? .foreign(detail) : .damaged(detail))
        }
    }
}
