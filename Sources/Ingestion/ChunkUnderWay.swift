import ByteSources

/// A chunk that is being decoded, and what is to be counted with it.
struct ChunkUnderWay {
    /// Bytes kept of it to know it again.
    private static let beginningLength = 1024

    let slot: DecodeSlot
    let stream: StreamID
    /// Where it begins and ends, as the offsets of chunks count.
    let offset: Int
    let end: Int
    /// Bytes of it that are used.
    let bytes: Int
    /// What the reader dropped before it.
    let dropped: DroppedRecords
    /// The columns in force where it begins, for formats that can change them; nil for those of the schema.
    let layout: [String]?
    let beginning: [UInt8]

    init(_ chunk: Chunk, slot: DecodeSlot, bytes: Int, dropped: DroppedRecords, layout: [String]?) {
        self.slot = slot
        stream = chunk.stream
        offset = chunk.offset
        // The newline of a last record without one is not in the file.
        end = chunk.isFinal ? max(chunk.offset, chunk.endOffset - 1) : chunk.endOffset
        self.bytes = bytes
        self.dropped = dropped
        self.layout = layout
        beginning = chunk.withBytes { Array($0.prefix(ChunkUnderWay.beginningLength)) }
    }
}
