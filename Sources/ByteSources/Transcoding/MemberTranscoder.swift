/// A decoder of one compressed format, whose data are members one after the other: zlib's or zstd's.
package protocol MemberDecoder {
    static var encoding: SourceEncoding { get }
    /// Whether a member may begin with a byte.
    static func canBegin(with byte: UInt8) -> Bool
    /// False where there was no memory for it.
    var isReady: Bool { get }
    init()
    /// Makes ready for the next member.
    func begin()
    /// Takes bytes from the front of `input` and writes to the front of `output`.
    func decode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> (Transcoded, MemberResult)
}

/// What became of a member in one call.
package enum MemberResult: Sendable, Hashable {
    case goesOn, endOfMember, noMemory
    case damaged(String)
    /// The bytes are none of this format.
    case foreign(String)
}

/// Undoes compression: all members, and zero bytes behind them, as tapes and block devices pad with. After damage it takes its
/// input and gives nothing.
package struct MemberTranscoder<Decoder: MemberDecoder>: Transcoder {
    package private(set) var fault: TranscodingFault?

    private let decoder = Decoder()
    private var phase = Phase.between
    private var hasEndedMember = false

    private enum Phase {
        /// Before the first member or behind one.
        case between
        case member
        case over
    }

    package init() {
        if !decoder.isReady { fail(.noMemory(Decoder.encoding)) }
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
                let padding = hasEndedMember ? rest.prefix { $0 == 0 }.count : 0
                done.taken += padding
                guard padding < rest.count else { return done }
                if hasEndedMember, !Decoder.canBegin(with: rest[padding]) {
                    fail(.trailingGarbage(Decoder.encoding))
                } else {
                    decoder.begin()
                    phase = .member
                }
            case .member:
                let space = UnsafeMutableRawBufferPointer(rebasing: output[done.written...])
                let (step, result) = decoder.decode(rest, into: space)
                done.taken += step.taken
                done.written += step.written
                note(result)
                guard case .member = phase else { continue }
                if done.written == output.count { return done }
                guard done.taken == input.count else { continue }
                if isEnd { fail(.truncated(Decoder.encoding)) }
                return done
            }
        }
    }

    private mutating func note(_ result: MemberResult) {
        switch result {
        case .goesOn: break
        case .endOfMember:
            phase = .between
            hasEndedMember = true
        case .noMemory: fail(.noMemory(Decoder.encoding))
        case .foreign where hasEndedMember: fail(.trailingGarbage(Decoder.encoding))
        case .damaged(let detail), .foreign(let detail): fail(.damaged(Decoder.encoding, detail: detail))
        }
    }

    private mutating func fail(_ reason: TranscodingFault) {
        fault = reason
        phase = .over
    }
}
