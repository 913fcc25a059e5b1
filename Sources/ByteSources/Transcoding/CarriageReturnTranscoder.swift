/// Turns line ends of one carriage return, as old Macintosh programs write them, into newlines.
///
/// A CRLF that occurs all the same is one line end and becomes one newline, so that no line waits for a byte to come.
package struct CarriageReturnTranscoder: Transcoder {
    package var fault: TranscodingFault? { nil }

    private var isBehindReturn = false

    package init() {}

    /// True for text with carriage returns and no newline.
    ///
    /// - Parameters:
    ///   - isAll: No more bytes are worth waiting for.
    ///   - isPaused: No more bytes come for now; a return as the last byte may still become a CRLF.
    static func sniff(_ bytes: UnsafeRawBufferPointer, isAll: Bool, isPaused: Bool) -> Sniffed<Void> {
        if LineLimit.firstNewline(in: bytes) != nil { return .nothing }
        guard isAll || isPaused else { return .undecided }
        let settled = isAll ? bytes : UnsafeRawBufferPointer(rebasing: bytes.dropLast())
        if settled.contains(UInt8(ascii: "\r")) { return .found(()) }
        return isAll ? .nothing : .undecided
    }

    package mutating func transcode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isEnd: Bool
    ) -> Transcoded {
        var done = Transcoded()
        while done.taken < input.count && done.written < output.count {
            let byte = input[done.taken]
            done.taken += 1
            let isSecondOfPair = isBehindReturn && byte == UInt8(ascii: "\n")
            isBehindReturn = byte == UInt8(ascii: "\r")
            if isSecondOfPair { continue }
            output[done.written] = isBehindReturn ? UInt8(ascii: "\n") : byte
            done.written += 1
        }
        return done
    }
}
