import CCompression

/// Undoes zstd: all frames, skippable ones too, and zero bytes behind them. After damage it gives nothing more.
///
/// A frame that asks for a window over 128 MiB is refused as damage, so that a hostile one cannot take gigabytes.
package struct ZstdTranscoder: Transcoder {
    package private(set) var fault: TranscodingFault?

    private static let maximumWindowLog: Int32 = 27
    private let context = Context()
    private var phase = Phase.between
    private var hasEndedFrame = false

    private enum Phase {
        /// Before the first frame or behind one.
        case between
        case frame
        case over
    }

    package init() {
        if let stream = context.stream {
            ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, Self.maximumWindowLog)
        } else {
            fail(.noMemory(.zstd))
        }
    }

    package mutating func transcode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isEnd: Bool
    ) -> Transcoded {
        var done = Transcoded()
        while true {
            let rest = UnsafeRawBufferPointer(rebasing: input[done.taken...])
            switch phase {
            case .over: return Transcoded(taken: input.count, written: done.written)
            case .between:
                let padding = hasEndedFrame ? rest.prefix { $0 == 0 }.count : 0
                done.taken += padding
                guard padding < rest.count else { return done }
                phase = .frame
            case .frame:
                let step = decompress(rest, into: UnsafeMutableRawBufferPointer(rebasing: output[done.written...]))
                done.taken += step.taken
                done.written += step.written
                guard case .frame = phase else { continue }
                if done.written == output.count { return done }
                guard done.taken == input.count else { continue }
                if isEnd { fail(.truncated(.zstd)) }
                return done
            }
        }
    }

    private mutating func decompress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> Transcoded {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let code = ZSTD_decompressStream(context.stream, &target, &source)
        if ZSTD_isError(code) != 0 {
            let detail = ZSTD_getErrorName(code).map { String(cString: $0).lowercased() } ?? "error \(code)"
            let isForeign = hasEndedFrame && detail == "unknown frame descriptor"
            fail(isForeign ? .trailingGarbage(.zstd) : .damaged(.zstd, detail: detail))
        } else if code == 0 {
            phase = .between
            hasEndedFrame = true
        }
        return Transcoded(taken: source.pos, written: target.pos)
    }

    private mutating func fail(_ reason: TranscodingFault) {
        fault = reason
        phase = .over
    }

    /// Frees zstd's decoder with its last reference.
    private final class Context {
        let stream = ZSTD_createDStream()

        deinit {
            ZSTD_freeDStream(stream)
        }
    }
}
