/// For compressed bytes entered behind their beginning: takes everything, gives nothing, and says so.
struct DiscardingTranscoder: Transcoder {
    private(set) var fault: TranscodingFault?
    private let encoding: SourceEncoding

    init(_ encoding: SourceEncoding) {
        self.encoding = encoding
    }

    mutating func transcode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isEnd: Bool
    ) -> Transcoded {
        if !input.isEmpty { fault = .enteredInTheMiddle(encoding) }
        return Transcoded(taken: input.count)
    }
}
