import ByteSources

/// Bytes on their way to whole records.
enum LinesTarget {
    /// The first byte picks the size of the pieces and of the chunks; the others are the source.
    static func run(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        let source = Array(bytes.dropFirst())
        let limit = 16 + Int(first >> 4) * 16
        let whole = records(source, piece: .max, limit: limit, .never)
        let split = records(source, piece: 1 + Int(first & 15), limit: limit, .never)
        precondition(whole == split, "what is read depends on how it comes")
        _ = records(source, piece: 1 + Int(first & 15), limit: 65_536, .automatic)
        _ = records(source, piece: 1 + Int(first & 15), limit: limit, .always)
    }

    private static func records(_ bytes: [UInt8], piece: Int, limit: Int, _ documents: JSONDocuments) -> [UInt8] {
        let reader = ChunkReader(
            PiecewiseSource(bytes, piece: piece), index: 0, limit: LineLimit(bytes: limit),
            pool: ChunkPool(capacity: max(limit + 1, 4096)))
        reader.documents = documents
        var taken: [UInt8] = []
        func takeAll() {
            while let chunk = reader.next(completeLength: wholeLines) {
                chunk.withBytes { taken += $0 }
                // Compressed bytes may stand for a thousand times as many.
                if taken.count > 1 << 22 { return }
            }
        }
        _ = reader.poll(now: .zero)
        takeAll()
        _ = reader.finish()
        takeAll()
        if taken.count <= 1 << 22 { precondition(taken.isEmpty || taken.last == 0x0A, "half a record") }
        return taken
    }

    private static func wholeLines(_ bytes: UnsafeRawBufferPointer) -> Int {
        bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    }
}

/// Bytes that come in pieces of one size at most.
private final class PiecewiseSource: ByteSource {
    private let source: MemorySource
    private let piece: Int

    init(_ bytes: [UInt8], piece: Int) {
        source = MemorySource(bytes)
        self.piece = piece
    }

    var state: SourceState { source.state }
    var pending: StreamID? { source.pending }

    func poll(now: Duration) -> [SourceEvent] { source.poll(now: now) }
    func offset(of stream: StreamID) -> Int { source.offset(of: stream) }
    func finish() -> [SourceEvent] { source.finish() }

    func read(_ stream: StreamID, into target: UnsafeMutableRawBufferPointer) -> Int {
        source.read(stream, into: UnsafeMutableRawBufferPointer(rebasing: target[..<min(piece, target.count)]))
    }
}
