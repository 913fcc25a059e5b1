/// One stage between the bytes of a source and its lines: bytes in, other bytes out.
///
/// Any split of the input, and any sizes of output, give the same bytes; memory does not grow with the input.
package protocol Transcoder {
    /// Takes bytes from the front of `input` and writes to the front of `output`.
    ///
    /// Stops when the input is used up or the output is full, whichever comes first. Where the output was filled,
    /// there may be more: call again, if need be with empty input.
    ///
    /// - Parameters:
    ///   - output: Not empty.
    ///   - isEnd: Nothing follows `input`.
    mutating func transcode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isEnd: Bool
    ) -> Transcoded

    /// The damage found so far; nil while there is none.
    var fault: TranscodingFault? { get }
}

/// How far one call of a transcoder came, in bytes.
package struct Transcoded: Sendable, Hashable {
    package var taken = 0
    package var written = 0

    package init(taken: Int = 0, written: Int = 0) {
        self.taken = taken
        self.written = written
    }
}
