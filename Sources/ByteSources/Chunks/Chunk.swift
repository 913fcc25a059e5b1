/// Whole records in memory of their own, which goes back to its pool with the last reference.
package final class Chunk: Sendable {
    /// Which of the program's sources the bytes come from.
    package let source: Int
    package let stream: StreamID
    /// Offset of the first byte in its file or pipe; of a decoded stream, in its decoded bytes.
    package let offset: Int
    /// Bytes of whole records.
    package let count: Int
    /// True for the last record of a stream that ended without a newline; the reader has added the newline.
    package let isFinal: Bool

    private let memory: ChunkPool.Memory
    private let begin: Int
    private let pool: ChunkPool

    init(
        source: Int, stream: StreamID, offset: Int, range: Range<Int>, isFinal: Bool, memory: ChunkPool.Memory,
        pool: ChunkPool
    ) {
        self.source = source
        self.stream = stream
        self.offset = offset
        self.isFinal = isFinal
        self.memory = memory
        self.pool = pool
        begin = range.lowerBound
        count = range.count
    }

    deinit {
        pool.giveBack(memory)
    }

    /// Offset behind the last byte; one too many in a final chunk, whose newline is not in the file.
    package var endOffset: Int { offset + count }

    /// Calls `body` with the bytes; `ChunkPool.padding` more can be read behind them. Do not keep the pointer.
    package func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(rebasing: memory.bytes[begin..<begin + count]))
    }
}
