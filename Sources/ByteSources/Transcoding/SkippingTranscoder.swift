/// Leaves out so many bytes, then gives what it gets.
struct SkippingTranscoder: Transcoder {
    var fault: TranscodingFault? { nil }
    private var left: Int

    init(_ count: Int) {
        left = count
    }

    mutating func transcode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isEnd: Bool
    ) -> Transcoded {
        let skipped = min(left, input.count)
        left -= skipped
        let given = min(input.count - skipped, output.count)
        output.copyBytes(from: input[skipped..<skipped + given])
        return Transcoded(taken: skipped + given, written: given)
    }
}
