import CCompression

/// Undoes zstd, frames that are to be skipped included.
package typealias ZstdTranscoder = MemberTranscoder<ZstdDecoder>

/// zstd's decoder. A frame that asks for a window over 128 MiB is refused as damage, so that a hostile one cannot take gigabytes.
package final class ZstdDecoder: MemberDecoder {
    package static let encoding = SourceEncoding.zstd
    private static let maximumWindowLog: Int32 = 27
    private let stream = ZSTD_createDStream()

    package init() {
        if let stream { ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, Self.maximumWindowLog) }
    }

    deinit {
        ZSTD_freeDStream(stream)
    }

    package var isReady: Bool { stream != nil }

    /// The first byte of a frame, or of one to be skipped.
    package static func canBegin(with byte: UInt8) -> Bool { byte == 0x28 || (0x50...0x5F).contains(byte) }

    /// zstd begins anew by itself.
    package func begin() {}

    package func decode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> (Transcoded, MemberResult) {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let code = ZSTD_decompressStream(stream, &target, &source)
        let done = Transcoded(taken: source.pos, written: target.pos)
        guard ZSTD_isError(code) != 0 else { return (done, code == 0 ? .endOfMember : .goesOn) }
        let detail = ZSTD_getErrorName(code).map { String(cString: $0).lowercased() } ?? "error \(code)"
        return (done, detail == "unknown frame descriptor" ? .foreign(detail) : .damaged(detail))
    }
}
