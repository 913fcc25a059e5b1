import CCompression

/// Undoes gzip: all members, and zero bytes behind them. After damage it takes its input and gives nothing.
package struct GzipTranscoder: Transcoder {
    package private(set) var fault: TranscodingFault?

    private let inflater = Inflater()
    private var phase = Phase.between
    private var hasEndedMember = false

    private enum Phase {
        /// Before the first member or behind one.
        case between
        case member
        case over
    }

    package init() {
        if !inflater.isReady { fail(.noMemory(.gzip)) }
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
                // Tapes and block devices pad with zeros.
                let padding = hasEndedMember ? rest.prefix { $0 == 0 }.count : 0
                done.taken += padding
                guard padding < rest.count else { return done }
                if hasEndedMember && rest[padding] != 0x1F {
                    fail(.trailingGarbage(.gzip))
                } else {
                    inflater.reset()
                    phase = .member
                }
            case .member:
                let space = UnsafeMutableRawBufferPointer(rebasing: output[done.written...])
                let (step, result) = inflater.inflate(rest, into: space)
                done.taken += step.taken
                done.written += step.written
                note(result)
                guard case .member = phase else { continue }
                if done.written == output.count { return done }
                guard done.taken == input.count else { continue }
                if isEnd { fail(.truncated(.gzip)) }
                return done
            }
        }
    }

    private mutating func note(_ result: Inflater.Result) {
        switch result {
        case .goesOn: break
        case .endOfMember:
            phase = .between
            hasEndedMember = true
        case .noMemory: fail(.noMemory(.gzip))
        case .damaged(let detail):
            fail(
                hasEndedMember && detail == "incorrect header check"
                    ? .trailingGarbage(.gzip) : .damaged(.gzip, detail: detail))
        }
    }

    private mutating func fail(_ reason: TranscodingFault) {
        fault = reason
        phase = .over
    }
}

/// zlib's decoder in a place of its own: zlib keeps the address.
private final class Inflater {
    enum Result {
        case goesOn, endOfMember, noMemory
        case damaged(String)
    }

    let isReady: Bool
    private let stream: UnsafeMutablePointer<z_stream>

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        isReady = ccompression_inflate_init(stream) == Z_OK
    }

    deinit {
        if isReady { inflateEnd(stream) }
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    func reset() {
        inflateReset(stream)
    }

    func inflate(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> (Transcoded, Result) {
        let given = UInt32(clamping: input.count)
        let space = UInt32(clamping: output.count)
        // zlib does not write to its input; the type only lacks the const.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.assumingMemoryBound(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = given
        stream.pointee.next_out = output.assumingMemoryBound(to: UInt8.self).baseAddress
        stream.pointee.avail_out = space
        let code = CCompression.inflate(stream, Z_NO_FLUSH)
        let done = Transcoded(
            taken: Int(given - stream.pointee.avail_in), written: Int(space - stream.pointee.avail_out))
        switch code {
        // Z_BUF_ERROR: nothing could be done for want of input.
        case Z_OK, Z_BUF_ERROR: return (done, .goesOn)
        case Z_STREAM_END: return (done, .endOfMember)
        case Z_MEM_ERROR: return (done, .noMemory)
        default: return (done, .damaged(stream.pointee.msg.map { String(cString: $0) } ?? "error \(code)"))
        }
    }
}
